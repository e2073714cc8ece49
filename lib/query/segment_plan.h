// A query made ready for one segment.
#ifndef KHOTIN_QUERY_SEGMENT_PLAN_H_
#define KHOTIN_QUERY_SEGMENT_PLAN_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "query/doc_iterator.h"
#include "query/phrase_iterator.h"
#include "query/query_node.h"
#include "query/ranking.h"

namespace khotin::query {

// Scores a document that holds a phrase as it was typed, beyond its words.
struct AsTypedBonus {
  PhraseIterator* phrase = nullptr;  // of the match iterator, or `own`
  Score bonus = 0;
  // In ScoredTerms::lists: of the phrase's rarest pair. All documents with the phrase are in it.
  size_t list = 0;
  // Of a phrase in a group that is an alternative: where the rest of the group does not match, the
  // match iterator passes over places of the phrase.
  std::unique_ptr<PhraseIterator> own;
};

// What every match of a query must hold.
struct Covers {
  // Indexes into ScoredTerms::lists: every match is in at least one list of each cover.
  std::vector<std::vector<size_t>> lists;
  // A document that is in a list of each cover is a match.
  bool decide = false;
};

Covers FindCovers(const Node& root, const ScoredTerms& terms, const Ranking& ranking);

struct MatchPlan {
  std::unique_ptr<DocIterator> match;
  std::vector<AsTypedBonus> bonuses;
  Covers covers;
  // Filters that every match passes, to be asked before anything dearer: in `match` as well.
  DocIterators filters;
};

// The postings of a query's scored terms in one segment; null where it has none. In the order of
// ScoredTerms::lists.
using ScoredPostings = std::vector<std::unique_ptr<index::Postings>>;

absl::StatusOr<ScoredPostings> OpenScoredPostings(const index::Segment& segment,
                                                  const ScoredTerms& terms);

// Opens what finds the documents that match `tree`, which must outlive the plan. `opened` are the
// segment's, and stay as they are.
// DATA_LOSS for a damaged segment; CANCELLED when `cancelled` is true, which is polled where many
// words begin alike.
absl::StatusOr<MatchPlan> MakeMatchPlan(const index::SegmentView& view, const QueryTree& tree,
                                        const Ranking& ranking, const ScoredTerms& terms,
                                        const ScoredPostings& opened, const Statistics& statistics,
                                        const std::function<bool()>& cancelled);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SEGMENT_PLAN_H_
