#include "index/segment_writer.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "index/occurrence_buckets.h"
#include "index/scratch_memory.h"
#include "index/segment_testing.h"

namespace khotin::index {
namespace {

TEST(OccurrenceBucketsTest, KeepsWhatCameToEachInItsOrder) {
  ScratchMemory memory;
  for (const size_t size : {0U, 7U, 1000U}) {
    // More room than is used, and a bucket without any.
    const std::vector<uint32_t> counts = {static_cast<uint32_t>(size), 0,
                                          static_cast<uint32_t>(size) + 3};
    OccurrenceBuckets<size_t> buckets(counts, &memory);
    for (size_t i = 0; i < size; ++i) {
      buckets.Add(2, 2 * i);
      buckets.Add(0, 2 * i + 1);
    }
    ASSERT_EQ(buckets.size(), 3U);
    ASSERT_EQ(buckets[0].size(), size);
    EXPECT_TRUE(buckets[1].empty());
    ASSERT_EQ(buckets[2].size(), size);
    for (size_t i = 0; i < size; ++i) {
      EXPECT_EQ(buckets[0][i], 2 * i + 1);
      EXPECT_EQ(buckets[2][i], 2 * i);
    }
  }
}

TEST(SortByUpperHalfTest, SortsAsComparingDoes) {
  std::mt19937 random(7);
  std::vector<uint64_t> scratch;
  for (const uint32_t keys : {1U, 2U, 256U, 257U, 70000U, 1U << 19, 3000000000U, UINT32_MAX}) {
    for (const uint32_t size : {0U, 1U, 100U, 5000U}) {
      std::vector<uint64_t> numbers;
      for (uint32_t i = 0; i < size; ++i) {
        // Most keys are small, as most occurrences are of few terms.
        const uint64_t key = random() % (random() % keys + 1);
        numbers.push_back(key << 32 | i / 2);
      }
      std::vector<uint64_t> expected = numbers;
      std::sort(expected.begin(), expected.end());
      SortByUpperHalf(keys, absl::MakeSpan(numbers), &scratch);
      ASSERT_EQ(numbers, expected) << keys << " keys, " << size;
    }
  }
}

TEST(SpanArenaTest, ArraysStayAndMemoryServesAgain) {
  SpanArena<uint32_t> arena;
  std::vector<absl::Span<uint32_t>> spans;
  const uint32_t* first = nullptr;
  for (int round = 0; round < 2; ++round) {
    spans.clear();
    // The last is larger than a block.
    for (const size_t size : {1U, 0U, 400000U, 300000U, 2U, 3000000U}) {
      spans.push_back(arena.Allocate(size));
      std::fill(spans.back().begin(), spans.back().end(), spans.size());
    }
    if (round == 0) first = spans[0].data();
    EXPECT_EQ(spans[0].data(), first);
    for (size_t i = 0; i < spans.size(); ++i) {
      EXPECT_TRUE(std::all_of(spans[i].begin(), spans[i].end(),
                              [i](uint32_t value) { return value == i + 1; }));
    }
    size_t visited = 0;
    arena.ForEach([&](uint32_t& /*value*/) { ++visited; });
    EXPECT_EQ(visited, 3700003U);
    arena.Clear();
    arena.ForEach([](uint32_t& /*value*/) { FAIL() << "dropped arrays are visited"; });
  }
}

TEST(SegmentWriterTest, ASegmentKnowsNothingOfThoseBeforeIt) {
  const std::vector<DocumentTerms> first = RandomDocuments(1).Take(300);
  const std::vector<DocumentTerms> second = RandomDocuments(2).Take(200);
  RecordingSink alone;
  ASSERT_TRUE(WriteSegment(second, &alone).ok());

  SegmentWriter writer;
  RecordingSink finished;
  writer.Start(&finished);
  for (const DocumentTerms& document : first) ASSERT_TRUE(writer.Add(document).ok());
  ASSERT_TRUE(writer.Finish().ok());
  RecordingSink dropped;
  writer.Start(&dropped);
  for (const DocumentTerms& document : first) ASSERT_TRUE(writer.Add(document).ok());
  RecordingSink after;
  writer.Start(&after);
  EXPECT_EQ(writer.documents(), 0U);
  for (const DocumentTerms& document : second) ASSERT_TRUE(writer.Add(document).ok());
  ASSERT_TRUE(writer.Finish().ok());
  EXPECT_EQ(after.blocks, alone.blocks);
}

TEST(SegmentWriterTest, HowManyAreSortedAtOnceMakesNoDifference) {
  const std::vector<DocumentTerms> documents = RandomDocuments(3).Take(400);
  RecordingSink usual;
  ASSERT_TRUE(WriteSegment(documents, &usual).ok());
  for (const size_t sorted_at_once : {1U, 50U, 1000U}) {
    SegmentWriter writer(sorted_at_once);
    RecordingSink sink;
    writer.Start(&sink);
    for (const DocumentTerms& document : documents) ASSERT_TRUE(writer.Add(document).ok());
    ASSERT_TRUE(writer.Finish().ok());
    EXPECT_EQ(sink.blocks, usual.blocks) << sorted_at_once;
  }
}

}  // namespace
}  // namespace khotin::index
