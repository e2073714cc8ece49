// Which stored segments are to be merged next: few segments, each document rewritten few times, and
// the space of deleted documents won back.
//
// Segments stand in the order of the commits they hold, and only neighbours are merged, as in
// Lucene's LogMergePolicy: a segment stays a run of commits, so that its articles are of about one
// time and whole segments drop out of a query for a range of dates. Sizes fall into levels, each
// kMergeFanIn times the one before; once so many neighbours of one level stand in a row, they are
// merged.
#ifndef KHOTIN_STORE_MERGE_POLICY_H_
#define KHOTIN_STORE_MERGE_POLICY_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"

namespace khotin::store {

// A document is rewritten once for each level: 3 times on its way to the largest segments of a
// store that flushes 4,096 documents at a time, and a million articles take about 8 segments
// (docs/decisions/0008-background-merges.md).
inline constexpr size_t kMergeFanIn = 5;
// When merges are behind, more of one level are merged at once, up to so many.
inline constexpr size_t kMaxMergeFanIn = 30;
// Deleted documents are dropped once their share of a segment is above this.
inline constexpr double kMaxDeletedShare = 0.2;

struct SegmentSize {
  uint64_t documents = 0;  // deleted ones included
  uint64_t deleted = 0;
};

// Segments `begin` to `end` - 1 are to become one, in their place.
struct MergeChoice {
  size_t begin = 0;
  size_t end = 0;
  // The deleted documents among them are to be left out; else they are kept.
  bool drops_deleted = false;

  friend bool operator==(const MergeChoice& a, const MergeChoice& b) {
    return a.begin == b.begin && a.end == b.end && a.drops_deleted == b.drops_deleted;
  }
};

// Pure. `flush_documents` (> 0) is the usual size of a segment that comes from memory: levels and
// limits are multiples of it.
class MergePolicy {
 public:
  explicit MergePolicy(int64_t flush_documents)
      : flush_documents_(static_cast<uint64_t>(flush_documents)) {}

  // nullopt when nothing is due.
  absl::optional<MergeChoice> Choose(absl::Span<const SegmentSize> segments) const;

  // No merge makes a segment of more than so many: a million at 4,096 a flush.
  uint64_t max_documents() const { return 256 * flush_documents_; }
  // Fewer deleted documents are not worth dropping.
  uint64_t min_dropped() const { return flush_documents_ / 4 + 1; }

 private:
  int LevelOf(uint64_t documents) const;
  bool Drops(absl::Span<const SegmentSize> segments) const;
  absl::optional<MergeChoice> ChooseOfLevel(absl::Span<const SegmentSize> segments,
                                            int level) const;
  absl::optional<MergeChoice> ChooseInRun(absl::Span<const SegmentSize> segments, size_t begin,
                                          size_t end, int level) const;
  absl::optional<MergeChoice> ChooseToDrop(absl::Span<const SegmentSize> segments) const;

  const uint64_t flush_documents_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_MERGE_POLICY_H_
