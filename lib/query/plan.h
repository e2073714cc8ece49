// A query made ready for a snapshot: its clauses open in every segment, and weighed over all.
#ifndef KHOTIN_QUERY_PLAN_H_
#define KHOTIN_QUERY_PLAN_H_

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "query/matcher.h"
#include "query/query.h"
#include "query/ranking.h"

namespace khotin::query {

// A clause that hits are looked for and scored by.
struct PlannedClause {
  const Clause* clause = nullptr;
  bool has_diacritics = false;
  double typed_weight = 0;     // inverse document frequency of the spelling typed
  double folded_weight = 0;    // of any spelling
  double required_weight = 0;  // its part of what a document must hold
  // Without it a document cannot match, whatever else it holds.
  bool necessary = false;
};

// Neighbouring clauses of one word each, not both with diacritics, which score when they stand
// side by side.
struct PlannedPair {
  size_t first = 0;  // index of the clause; the next one is the second
  double weight = 0;
};

// The matchers of one segment. In the order of the plan's clauses and pairs.
struct SegmentMatchers {
  std::vector<std::unique_ptr<Matcher>> clauses;
  std::vector<std::unique_ptr<Matcher>> pairs;
  std::vector<std::unique_ptr<Matcher>> excluded;
};

// Not thread-safe. Must not outlive the query and the snapshot.
struct Plan {
  std::vector<PlannedClause> clauses;
  std::vector<PlannedPair> pairs;
  std::vector<SegmentMatchers> segments;  // as in the snapshot
  // Of the weight of all clauses, what a document's must reach.
  double needed_weight = 0;
  // Clauses by how few documents hold them; every match holds one of the first `lead_count`.
  std::vector<size_t> by_rarity;
  size_t lead_count = 0;
  // Added to the score of a document that holds all as typed; more than any score without it.
  double as_typed_bonus = 0;
};

absl::StatusOr<Plan> MakePlan(const index::IndexSnapshot& snapshot, const Query& query,
                              const Ranking& ranking, const Scorer& scorer);

// Sums of weights are compared with this much slack, for they are taken in different orders.
inline constexpr double kWeightSlack = 1e-9;

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_PLAN_H_
