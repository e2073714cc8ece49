// The part of a commit that needs no store: ids, hashes, entities, index terms, compressed bytes.
//
// Preparing is pure, so any number of threads do it; committing what they prepared is the one
// writer's work.
#ifndef KHOTIN_STORE_PREPARED_ARTICLE_H_
#define KHOTIN_STORE_PREPARED_ARTICLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "analysis/analyzer.h"
#include "dedupe/signature.h"
#include "entity/facts/facts.h"
#include "entity/identity.h"
#include "entity/linker.h"
#include "index/document_terms.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/file_position.h"
#include "story/features.h"

namespace khotin::store {

struct PreparedArticle {
  std::string id;
  std::string url_key;  // empty without a URL
  // Not 0: another analysis of that version, which replaces it if it is still the newest.
  int32_t replaced_version = 0;
  // Complete but for what only the commit knows: version, revision, ingest time, cluster and body
  // number, and the entity ids of mentions.
  khotin::storage::v1::Article record;
  std::string raw_record;     // a serialized storage RawInput
  std::string raw_hash;       // RawHash in bytes
  std::string quarantine_id;  // that the raw document would have in quarantine
  std::string source_key;     // extract::SourceKey of the article
  analysis::ChromeEvidence evidence;
  dedupe::Signature signature;
  story::Features story_features;
  std::vector<entity::DocumentEntity> entities;
  entity::DocumentFacts facts;                  // of `entities`
  std::vector<entity::PersonContext> contexts;  // of each of `entities`; empty of what is no PERSON
  index::DocumentTerms terms;
  absl::optional<FilePosition> position;  // in a file that the ledger counts
};

// Pure and thread-safe. INVALID_ARGUMENT names the input and the reason when an article's URL is no
// URL or a mention lies outside its text.
absl::StatusOr<PreparedArticle> Prepare(const analysis::AnalyzedArticle& analyzed);

// Fills in what the index keeps of an article beside its words. `record` is as it will be stored:
// with its revision, cluster and entity ids.
void SetValues(const khotin::storage::v1::Article& record, index::DocumentTerms* terms);

// Derives the index terms of a stored article, as Prepare does of a new one.
index::DocumentTerms TermsOf(absl::string_view id, const khotin::storage::v1::Article& record);

// As TermsOf, without key phrases: enough to match queries.
index::DocumentTerms UnitsOf(absl::string_view id, const khotin::storage::v1::Article& record);

// The time of publication in seconds since 1970, 0 when there is none. Parts that are not known
// count as their first, a time without an offset as Vietnamese.
int64_t PublishSeconds(const khotin::storage::v1::Article& record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_PREPARED_ARTICLE_H_
