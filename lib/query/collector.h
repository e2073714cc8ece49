// What becomes of the documents that match.
#ifndef KHOTIN_QUERY_COLLECTOR_H_
#define KHOTIN_QUERY_COLLECTOR_H_

#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/segment.h"
#include "query/ranking.h"
#include "query/search.h"

namespace khotin::query {

struct Match {
  Score score = 0;       // what hits are sorted by: the larger, the earlier
  uint32_t segment = 0;  // of the snapshot
  index::DocId doc = 0;
};

inline constexpr Score kLeastScore = std::numeric_limits<Score>::min();

// Makes a result of the matches of one search. Not thread-safe.
//
// The hits depend on no match that ranks behind the last of them; the counts depend on all.
class Collector {
 public:
  virtual ~Collector() = default;
  // Each match once, in the order of the segments, unless the collector takes them in any order.
  virtual absl::Status Offer(const Match& match) = 0;
  // Matches of a lesser score change nothing any more.
  virtual Score threshold() const { return kLeastScore; }
  // The object is spent.
  virtual absl::StatusOr<SearchResult> Finish() = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_COLLECTOR_H_
