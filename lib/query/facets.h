// How the hits of a search spread over the values of a field and over time.
#ifndef KHOTIN_QUERY_FACETS_H_
#define KHOTIN_QUERY_FACETS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "index/snapshot.h"
#include "index/term.h"

namespace khotin::query {

struct FacetRequest {
  index::ValueField field = index::ValueField::kSource;
  size_t limit = 10;  // values to list
};

struct FacetValue {
  std::string label;
  uint64_t count = 0;
};

struct Facet {
  std::vector<FacetValue> values;  // the most frequent first, then by label
  uint64_t distinct = 0;           // values in all
  uint64_t without = 0;            // hits that have no value
};

enum class HistogramUnit : uint8_t { kDay, kWeek, kMonth, kYear };  // weeks begin on Monday

// Hits published from `begin_seconds` on, up to the next bin's day, week, month or year in
// Vietnam's time (UTC+7).
struct HistogramBin {
  int64_t begin_seconds = 0;
  uint64_t count = 0;
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

  std::vector<Facet> TakeFacets() const;
  std::vector<HistogramBin> TakeBins() const;
  uint64_t undated() const { return undated_; }

 private:
  // What is counted of one segment.
  struct Segment {
    std::vector<const index::FacetColumn*> columns;  // of each facet
    std::vector<std::vector<uint64_t>> counts;       // of each facet, by ordinal
    absl::Span<const uint64_t> seconds;
  };

  absl::Status Enter(uint32_t segment);

  const index::IndexSnapshot* const snapshot_;
  const std::vector<FacetRequest> facets_;
  const absl::optional<HistogramUnit> histogram_;
  std::vector<absl::optional<Segment>> segments_;
  std::vector<uint64_t> without_;  // of each facet
  std::map<int64_t, uint64_t> bins_;
  uint64_t undated_ = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_FACETS_H_
