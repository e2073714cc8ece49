// How the hits of a search spread over the values of a field and over time.
#ifndef KHOTIN_QUERY_FACETS_H_
#define KHOTIN_QUERY_FACETS_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "index/snapshot.h"
#include "query/facet_ranking.h"

namespace khotin::query {

enum class HistogramUnit : uint8_t { kDay, kWeek, kMonth, kYear };  // weeks begin on Monday

// Hits published from `begin_seconds` on, up to the next bin's day, week, month or year in
// Vietnam's time (UTC+7).
struct HistogramBin {
  int64_t begin_seconds = 0;
  uint64_t count = 0;
};

struct FacetCounts {
  std::vector<Facet> facets;       // as they were asked for
  std::vector<HistogramBin> bins;  // rising; none is empty
  uint64_t undated = 0;            // hits in no bin
};

// Not thread-safe.
class FacetCounter {
 public:
  // `snapshot` must outlive the counter.
  FacetCounter(const index::IndexSnapshot* snapshot, std::vector<FacetRequest> facets,
               absl::optional<HistogramUnit> histogram);

  bool empty() const { return facets_.empty() && !histogram_.has_value(); }
  // DATA_LOSS when the document's values cannot be read.
  absl::Status Count(uint32_t segment, index::DocId doc);

  // The object is spent.
  FacetCounts Finish();

 private:
  // What is counted of one segment.
  struct Segment {
    std::vector<SegmentFacet> facets;
    absl::Span<const uint64_t> seconds;  // if any part asks for times
    std::vector<index::DocId> waiting;   // to be counted together
  };

  bool NeedsTimes() const;
  absl::Status Enter(uint32_t segment);
  void CountWaiting(Segment* segment);
  void CountFacet(size_t number, Segment* segment);
  void CountTimes(const Segment& segment);
  std::vector<HistogramBin> Bins() const;

  const index::IndexSnapshot* const snapshot_;
  const std::vector<FacetRequest> facets_;
  const absl::optional<HistogramUnit> histogram_;
  std::vector<absl::optional<Segment>> segments_;
  std::vector<uint64_t> without_;                // of each facet
  absl::flat_hash_map<int64_t, uint64_t> days_;  // in Vietnam's time, since 1970
  uint64_t undated_ = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_FACETS_H_
