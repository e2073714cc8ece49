// Queries that wait for documents: the reverse of a search.
//
//   KHOTIN_ASSIGN_OR_RETURN(const DocumentBatch batch, DocumentBatch::Make(documents));
//   for (const StandingQuery& query : queries) {
//     KHOTIN_ASSIGN_OR_RETURN(const auto matches, query.Match(batch, archive));
//   }
//
// The batch is indexed like any other documents, and each query is run over it; a query all of
// whose required words the batch does not hold is told by hashes alone, without being run.
#ifndef KHOTIN_QUERY_STANDING_QUERY_H_
#define KHOTIN_QUERY_STANDING_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/document_terms.h"
#include "index/snapshot.h"
#include "query/query_node.h"
#include "query/ranking.h"

namespace khotin::query {

// Documents that came together, made ready for many queries. Immutable and thread-safe; holds all
// it needs.
class DocumentBatch {
 public:
  // INVALID_ARGUMENT as index::WriteSegment.
  static absl::StatusOr<DocumentBatch> Make(absl::Span<const index::DocumentTerms> documents);

 private:
  friend class StandingQuery;

  index::SegmentView segment_;
  absl::flat_hash_set<uint64_t> words_;  // hashes of folded words and of pairs
};

// Immutable and thread-safe.
class StandingQuery {
 public:
  explicit StandingQuery(QueryTree query);

  const QueryTree& query() const { return query_; }

  // Indexes into the documents of `batch`, rising: those that a Search of `archive` would find if
  // they were in it, all the words needed that it does not do without (Ranking::NeededShare). What
  // words weigh in that is taken from `archive`. DATA_LOSS when a block of the archive is damaged.
  absl::StatusOr<std::vector<uint32_t>> Match(const DocumentBatch& batch,
                                              const index::IndexSnapshot& archive) const;

 private:
  bool MayMatch(const DocumentBatch& batch) const;
  absl::StatusOr<Statistics> Weigh(const index::IndexSnapshot& archive) const;

  QueryTree query_;
  Ranking ranking_;
  ScoredTerms terms_;
  // Hashes of words and pairs: every match holds at least one of each.
  std::vector<std::vector<uint64_t>> needed_;
  bool needs_weights_ = false;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_STANDING_QUERY_H_
