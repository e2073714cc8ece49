// The most frequent values of a field over all segments.
#ifndef KHOTIN_QUERY_FACET_RANKING_H_
#define KHOTIN_QUERY_FACET_RANKING_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/facet_column.h"
#include "index/term.h"

namespace khotin::query {

struct FacetRequest {
  index::ValueField field = index::ValueField::kSource;
  size_t limit = 10;  // values to list
  // Only values that begin so, and that `accept` takes; every value where it is empty.
  std::string prefix;
  std::function<bool(absl::string_view label)> accept;
  // Fills in FacetValue's times.
  bool with_times = false;
};

struct FacetValue {
  std::string label;
  uint64_t count = 0;
  // Documents of the whole index that have the value, hits or not; those that are superseded count
  // until a merge drops them.
  uint64_t documents = 0;
  // Publication of the first and the last dated hit that has it; 0 for none, or if not asked for.
  int64_t first_seconds = 0;
  int64_t last_seconds = 0;
};

struct Facet {
  std::vector<FacetValue> values;  // the most frequent first, then by label
  uint64_t distinct = 0;           // values in all
  uint64_t without = 0;            // hits that have no value
};

// What was counted in one segment, by ordinal of the column.
struct SegmentFacet {
  const index::FacetColumn* column = nullptr;
  std::vector<uint32_t> counts;
  // Of dated hits; empty if not asked for, 0 where there is none.
  std::vector<int64_t> first_seconds;
  std::vector<int64_t> last_seconds;
};

// Everything but `without`; spends the counts, which are the caller's. Thread-safe for other
// counts. Takes time with the values of the largest segment, and with those counted in the others.
Facet RankFacet(absl::Span<SegmentFacet* const> segments, const FacetRequest& request);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_FACET_RANKING_H_
