#include "store/merge_policy.h"

#include <algorithm>

namespace khotin::store {
namespace {

// Levels below that of a flush: those of segments that were flushed early.
constexpr int kLevelsBelowFlush = 3;

}  // namespace

// A flush of the usual size, and so many merged ones of it, lie in the middle of their levels.
int MergePolicy::LevelOf(uint64_t documents) const {
  double limit = 2.0 * static_cast<double>(flush_documents_);
  for (int i = 0; i < kLevelsBelowFlush; ++i) limit /= static_cast<double>(kMergeFanIn);
  int level = 0;
  for (; static_cast<double>(documents) > limit; limit *= static_cast<double>(kMergeFanIn)) ++level;
  return level;
}

bool MergePolicy::Drops(absl::Span<const SegmentSize> segments) const {
  uint64_t documents = 0;
  uint64_t deleted = 0;
  for (const SegmentSize& segment : segments) {
    documents += segment.documents;
    deleted += segment.deleted;
  }
  return deleted >= min_dropped() &&
         static_cast<double>(deleted) > kMaxDeletedShare * static_cast<double>(documents);
}

absl::optional<MergeChoice> MergePolicy::Choose(absl::Span<const SegmentSize> segments) const {
  int highest = 0;
  for (const SegmentSize& segment : segments) {
    highest = std::max(highest, LevelOf(segment.documents));
  }
  for (int level = 0; level <= highest; ++level) {
    const absl::optional<MergeChoice> choice = ChooseOfLevel(segments, level);
    if (choice.has_value()) return choice;
  }
  return ChooseToDrop(segments);
}

// Looks at each row of segments of `level` and below: smaller ones in between are merged along.
absl::optional<MergeChoice> MergePolicy::ChooseOfLevel(absl::Span<const SegmentSize> segments,
                                                       int level) const {
  size_t begin = 0;
  while (begin < segments.size()) {
    size_t end = begin;
    while (end < segments.size() && LevelOf(segments[end].documents) <= level) ++end;
    const absl::optional<MergeChoice> choice = ChooseInRun(segments, begin, end, level);
    if (choice.has_value()) return choice;
    begin = end + 1;
  }
  return absl::nullopt;
}

absl::optional<MergeChoice> MergePolicy::ChooseInRun(absl::Span<const SegmentSize> segments,
                                                     size_t begin, size_t end, int level) const {
  const auto of_level = [&](size_t i) { return LevelOf(segments[i].documents) == level; };
  size_t count = 0;
  for (size_t i = begin; i < end; ++i) count += of_level(i) ? 1 : 0;
  if (count < kMergeFanIn) return absl::nullopt;
  // The first window that is not too large: the oldest segments are merged first.
  for (size_t first = begin; first < end; ++first) {
    if (!of_level(first)) continue;
    uint64_t documents = 0;
    size_t last = first;
    for (size_t i = first; i < end && i - first < kMaxMergeFanIn; ++i) {
      documents += segments[i].documents;
      if (documents > max_documents()) break;
      if (of_level(i)) last = i;
    }
    if (last == first) continue;
    return MergeChoice{first, last + 1, Drops(segments.subspan(first, last + 1 - first))};
  }
  return absl::nullopt;
}

absl::optional<MergeChoice> MergePolicy::ChooseToDrop(
    absl::Span<const SegmentSize> segments) const {
  absl::optional<size_t> worst;
  const auto share = [&](size_t i) {
    return static_cast<double>(segments[i].deleted) / static_cast<double>(segments[i].documents);
  };
  for (size_t i = 0; i < segments.size(); ++i) {
    if (!Drops(segments.subspan(i, 1))) continue;
    if (!worst.has_value() || share(i) > share(*worst)) worst = i;
  }
  if (!worst.has_value()) return absl::nullopt;
  return MergeChoice{*worst, *worst + 1, true};
}

}  // namespace khotin::store
