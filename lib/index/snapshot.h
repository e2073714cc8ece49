// The index as of one revision: what a query runs over.
#ifndef KHOTIN_INDEX_SNAPSHOT_H_
#define KHOTIN_INDEX_SNAPSHOT_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "index/segment.h"

namespace khotin::index {

// Between which times of publication the dated documents of a segment lie, in Unix seconds. May be
// wider than they need. A document without a date (publish_seconds 0) is in no range.
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
  // False when no dated document of the segment can lie between `first` and `last`, both included.
  bool MayMeet(int64_t first, int64_t last) const { return min <= last && first <= max; }
};

struct SegmentView {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const DeletedDocs> deleted;  // may be null
  PublishRange published = {};                 // of anything, where it is not known

  bool IsDeleted(DocId doc) const { return deleted != nullptr && deleted->Contains(doc); }
};

// Immutable: readers share it while the writer makes the next one.
struct IndexSnapshot {
  int64_t revision = 0;
  std::vector<SegmentView> segments;
  uint64_t documents = 0;                             // live ones
  std::array<uint64_t, kFieldCount> total_lengths{};  // over all documents of the segments
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SNAPSHOT_H_
