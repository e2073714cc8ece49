// The index as of one revision: what a query runs over.
#ifndef KHOTIN_INDEX_SNAPSHOT_H_
#define KHOTIN_INDEX_SNAPSHOT_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "index/publish_range.h"
#include "index/segment.h"

namespace khotin::index {

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
