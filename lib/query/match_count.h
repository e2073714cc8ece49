// How many documents a query matches, without scoring them.
#ifndef KHOTIN_QUERY_MATCH_COUNT_H_
#define KHOTIN_QUERY_MATCH_COUNT_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "query/document_filter.h"
#include "query/segment_plan.h"

namespace khotin::query {

// About how many documents match: looks at samples evenly spread over all documents and
// extrapolates. The same number for the same snapshot, right within some per cent for queries whose
// matches are spread evenly. `plans` are fresh ones of the snapshot's segments, and are spent.
absl::StatusOr<uint64_t> EstimateMatches(const index::IndexSnapshot& snapshot,
                                         const DocumentLimits& limits,
                                         std::vector<MatchPlan>* plans);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_MATCH_COUNT_H_
