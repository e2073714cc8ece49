// Between the modules' own types, the storage records and the public messages.
#ifndef KHOTIN_RPC_CONVERT_H_
#define KHOTIN_RPC_CONVERT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analysis/analyzer.h"
#include "khotin/storage/v1/records.pb.h"
#include "khotin/v1/article.pb.h"
#include "khotin/v1/entity_service.pb.h"
#include "khotin/v1/ingest_service.pb.h"
#include "khotin/v1/quarantine_service.pb.h"
#include "store/store.h"

namespace khotin::rpc {

// Resource names. The Parse functions give the id, or INVALID_ARGUMENT that shows the form.
std::string ArticleName(absl::string_view id);
std::string ClusterName(absl::string_view id);
absl::StatusOr<std::string> ParseClusterName(absl::string_view name);
std::string EntityName(absl::string_view id);
absl::StatusOr<std::string> ParseArticleName(absl::string_view name);
absl::StatusOr<std::string> ParseEntityName(absl::string_view name);
std::string StoryName(absl::string_view id);
absl::StatusOr<std::string> ParseStoryName(absl::string_view name);
std::string SavedQueryName(absl::string_view id);
absl::StatusOr<std::string> ParseSavedQueryName(absl::string_view name);
std::string EntityDecisionName(int64_t id);
absl::StatusOr<int64_t> ParseEntityDecisionName(absl::string_view name);
std::string QuarantineName(absl::string_view id);
absl::StatusOr<std::string> ParseQuarantineName(absl::string_view name);

// What a client is shown of a stored article.
v1::Article ArticleMessage(absl::string_view id, const storage::v1::Article& record,
                           v1::ArticleView view);

// What analysis found, as a client would be shown it, without what the store adds.
v1::Article ArticleMessage(const analysis::AnalyzedArticle& analyzed);

v1::Entity EntityMessage(absl::string_view id, const storage::v1::Entity& record);
// Without aliases.
v1::Entity BriefEntityMessage(absl::string_view id, const storage::v1::Entity& record);

// `micros` since 1970.
void FillTime(int64_t micros, google::protobuf::Timestamp* message);

v1::TextSpan SpanMessage(const text::Span& span);
v1::TextSpan SpanMessage(const storage::v1::Span& span);
v1::Mention MentionMessage(const storage::v1::Mention& mention);
// Facts of `record`, which they tell their entities by.
v1::OfficeStatement OfficeStatementMessage(const storage::v1::Article& record,
                                           const storage::v1::Office& office);
v1::Quote QuoteMessage(const storage::v1::Article& record, const storage::v1::Quote& quote);
void FillFacts(const storage::v1::Article& record, v1::Article* message);

// Documents on their way in. The first fails with INVALID_ARGUMENT for a format that does not
// exist, over base::kMaxDocumentBytes, or spans outside their text; the input's name is in front.
absl::StatusOr<extract::RawDocument> RawFromMessage(v1::RawDocument message);
absl::StatusOr<analysis::AnalyzedArticle> AnalyzedFromMessage(v1::AnalyzedDocument message);
v1::AnalyzedDocument AnalyzedMessage(analysis::AnalyzedArticle analyzed);

v1::RawDocument RawMessage(extract::RawDocument raw);

// A document that the reader gave up on.
v1::UnreadDocument UnreadMessage(absl::string_view input, const absl::Status& error);

// The code, message and refusal reason of an error, and back.
v1::IngestError ErrorMessage(const absl::Status& status);
absl::Status StatusOf(const v1::IngestError& error);
v1::IngestResult ResultMessage(const store::CommitResult& result);

// Files of the ledger, and places in them. INVALID_ARGUMENT names the field.
absl::StatusOr<store::FileIdentity> FileFromMessage(const v1::FileIdentity& message);
absl::StatusOr<store::FilePosition> PositionFromMessage(const v1::FilePosition& message);
v1::FileIdentity FileMessage(const store::FileIdentity& file);
v1::FilePosition PositionMessage(const store::FilePosition& position);
v1::IngestedFile IngestedFileMessage(const store::StoredFile& file);

// `raw` may be without content.
v1::QuarantinedDocument QuarantinedMessage(absl::string_view id,
                                           const storage::v1::Quarantined& record,
                                           extract::RawDocument raw);

// "NEW", "UNCHANGED", "NEAR_DUPLICATE", …: what programs print.
std::string VerdictName(v1::Verdict verdict);

// Proto3 JSON of any message, on one line; enum values by name, int64 as JSON strings, unset
// fields left out.
std::string ToJson(const google::protobuf::Message& message);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_CONVERT_H_
