#include "index/segment_writer.h"

#include <algorithm>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "index/occurrence_list.h"
#include "index/segment_testing.h"

namespace khotin::index {
namespace {

TEST(OccurrenceListTest, SortsByAMemberAndKeepsTheOrderOfEquals) {
  std::mt19937 random(7);
  OccurrenceList list;
  for (const uint32_t keys : {1U, 2U, 3U, 512U, 513U, 70000U, 1U << 19, 3000000000U}) {
    for (const size_t size : {0U, 1U, 5000U}) {
      std::vector<Occurrence> expected;
      list.Reset(size);
      for (uint32_t i = 0; i < size; ++i) {
        // Most keys are small, as most occurrences are of few terms.
        const auto key = static_cast<uint32_t>(random() % (random() % keys + 1));
        expected.push_back({i, key, static_cast<uint32_t>(random()), i});
        list.Add(expected.back());
      }
      std::stable_sort(
          expected.begin(), expected.end(),
          [](const Occurrence& a, const Occurrence& b) { return a.detail < b.detail; });
      list.Sort(&Occurrence::detail, keys);
      ASSERT_EQ(list.items().size(), size);
      for (size_t i = 0; i < size; ++i) {
        ASSERT_EQ(list.items()[i].term, expected[i].term) << keys << " keys, " << i;
        ASSERT_EQ(list.items()[i].detail, expected[i].detail);
        ASSERT_EQ(list.items()[i].doc, expected[i].doc);
        ASSERT_EQ(list.items()[i].value, expected[i].value);
      }
    }
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
