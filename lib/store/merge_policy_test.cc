#include "store/merge_policy.h"

#include <numeric>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::store {
namespace {

constexpr int64_t kFlush = 4096;

std::vector<SegmentSize> Sizes(const std::vector<uint64_t>& documents) {
  std::vector<SegmentSize> sizes;
  for (const uint64_t count : documents) sizes.push_back({count, 0});
  return sizes;
}

absl::optional<MergeChoice> Choose(const std::vector<SegmentSize>& segments) {
  return MergePolicy(kFlush).Choose(segments);
}

struct Case {
  std::string what;
  std::vector<SegmentSize> segments;
  absl::optional<MergeChoice> choice;
};

TEST(MergePolicyTest, ChoosesNeighboursOfOneLevel) {
  const uint64_t f = kFlush;
  const std::vector<Case> cases = {
      {"nothing", {}, absl::nullopt},
      {"four flushes wait", Sizes({f, f, f, f}), absl::nullopt},
      {"five are merged", Sizes({f, f, f, f, f}), MergeChoice{0, 5}},
      {"when merges are behind, more at once", Sizes(std::vector<uint64_t>(12, f)),
       MergeChoice{0, 12}},
      {"but not more than thirty", Sizes(std::vector<uint64_t>(100, f)), MergeChoice{0, 30}},
      {"behind a larger one", Sizes({5 * f, f, f, f, f, f}), MergeChoice{1, 6}},
      {"a larger one in between keeps them apart", Sizes({f, f, f, 5 * f, f, f}), absl::nullopt},
      {"smaller ones in between go along", Sizes({f, 3, f, f, 70, f, f, 9}), MergeChoice{0, 7}},
      {"small ones first", Sizes({5 * f, 5 * f, 5 * f, 5 * f, 5 * f, f, f, f, f, f}),
       MergeChoice{5, 10}},
      {"then the next level", Sizes({5 * f, 5 * f, 5 * f, 5 * f, 5 * f, f, f}), MergeChoice{0, 5}},
      {"segments flushed early", Sizes({f, 10, 12, 9, 11, 10}), MergeChoice{1, 6}},
      {"no larger than the limit", Sizes({120 * f, 90 * f, 90 * f, 90 * f, 80 * f}),
       MergeChoice{0, 2}},
      {"full ones stay", Sizes({250 * f, 250 * f, 250 * f, 250 * f, 250 * f}), absl::nullopt},
      {"a full one does not stand in the way", Sizes({250 * f, 60 * f, 60 * f, 60 * f, 60 * f}),
       MergeChoice{1, 5}},
  };
  for (const Case& test : cases) EXPECT_EQ(Choose(test.segments), test.choice) << test.what;
}

TEST(MergePolicyTest, DropsDeletedDocumentsOnceTheyAreMany) {
  const uint64_t f = kFlush;
  const std::vector<Case> cases = {
      {"few are kept", {{f, 10}, {f, 0}, {f, 0}, {f, 0}, {f, 0}}, MergeChoice{0, 5, false}},
      {"a quarter goes with the merge",
       {{f, f / 2}, {f, f / 2}, {f, f / 4}, {f, 0}, {f, 0}},
       MergeChoice{0, 5, true}},
      {"a segment is written anew for it alone",
       {{10 * f, f}, {10 * f, 3 * f}, {f, 0}},
       MergeChoice{1, 2, true}},
      {"the worst first", {{10 * f, 3 * f}, {10 * f, 4 * f}}, MergeChoice{1, 2, true}},
      {"all of a segment", {{f, f}}, MergeChoice{0, 1, true}},
      {"a full segment, too", {{250 * f, 60 * f}}, MergeChoice{0, 1, true}},
      {"a handful is not worth it", {{100, 50}}, absl::nullopt},
  };
  for (const Case& test : cases) EXPECT_EQ(Choose(test.segments), test.choice) << test.what;
}

// A store that takes in a million articles and merges after each flush.
TEST(MergePolicyTest, AMillionArticlesAreInFewSegmentsAndRewrittenFewTimes) {
  std::vector<SegmentSize> segments;
  uint64_t committed = 0;
  uint64_t rewritten = 0;
  size_t most = 0;
  while (committed < 1000000) {
    segments.push_back({kFlush + committed % 500, 0});
    committed += segments.back().documents;
    while (const auto choice = Choose(segments)) {
      const auto begin = segments.begin() + static_cast<std::ptrdiff_t>(choice->begin);
      const auto end = segments.begin() + static_cast<std::ptrdiff_t>(choice->end);
      const uint64_t documents = std::accumulate(
          begin, end, uint64_t{0},
          [](uint64_t sum, const SegmentSize& segment) { return sum + segment.documents; });
      rewritten += documents;
      segments.insert(segments.erase(begin, end), {documents, 0});
    }
    most = std::max(most, segments.size());
  }
  EXPECT_LE(most, 14U);
  EXPECT_LE(segments.size(), 12U);
  EXPECT_LE(rewritten, 3 * committed);
  for (const SegmentSize& segment : segments) {
    EXPECT_LE(segment.documents, MergePolicy(kFlush).max_documents());
  }
}

// Merges that could not run for long catch up without rewriting much.
TEST(MergePolicyTest, ABacklogIsMergedInFewSteps) {
  std::vector<SegmentSize> segments = Sizes(std::vector<uint64_t>(244, kFlush));
  int steps = 0;
  while (const auto choice = Choose(segments)) {
    const auto begin = segments.begin() + static_cast<std::ptrdiff_t>(choice->begin);
    const auto end = segments.begin() + static_cast<std::ptrdiff_t>(choice->end);
    SegmentSize merged;
    for (auto it = begin; it != end; ++it) merged.documents += it->documents;
    segments.insert(segments.erase(begin, end), merged);
    ++steps;
  }
  EXPECT_LE(steps, 12);
  EXPECT_LE(segments.size(), 12U);
}

}  // namespace
}  // namespace khotin::store
