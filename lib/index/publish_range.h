// When documents were published.
#ifndef KHOTIN_INDEX_PUBLISH_RANGE_H_
#define KHOTIN_INDEX_PUBLISH_RANGE_H_

#include <algorithm>
#include <cstdint>
#include <limits>

namespace khotin::index {

// Between which times of publication the dated documents lie, in Unix seconds. May be wider than
// they need. A document without a date (publish_seconds 0) is in no range.
struct PublishRange {
  int64_t min = std::numeric_limits<int64_t>::min();
  int64_t max = std::numeric_limits<int64_t>::max();

  // Of no dated document: min > max.
  static PublishRange Empty() {
    return {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()};
  }
  void Include(int64_t publish_seconds) {
    if (publish_seconds == 0) return;
    min = std::min(min, publish_seconds);
    max = std::max(max, publish_seconds);
  }
  void Include(const PublishRange& other) {
    min = std::min(min, other.min);
    max = std::max(max, other.max);
  }
  // False when no dated document can lie between `first` and `last`, both included.
  bool MayMeet(int64_t first, int64_t last) const { return min <= last && first <= max; }
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_PUBLISH_RANGE_H_
