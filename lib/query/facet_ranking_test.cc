#include "query/facet_ranking.h"

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;

index::DocumentTerms Labelled(int number, index::Labels labels, int64_t publish_seconds) {
  index::DocumentTerms terms = ToTerms(TestArticle{absl::StrCat("a", number), "tin", "bài"});
  terms.values.publish_seconds = publish_seconds;
  terms.labels[static_cast<size_t>(index::ValueField::kEntity)] = std::move(labels);
  return terms;
}

index::IndexSnapshot Index(const std::vector<std::vector<index::DocumentTerms>>& segments) {
  index::IndexSnapshot snapshot;
  for (const auto& documents : segments) {
    auto blocks = std::make_shared<index::MemoryBlocks>();
    EXPECT_TRUE(index::WriteSegment(documents, blocks.get()).ok());
    auto segment = index::Segment::Open(blocks);
    EXPECT_TRUE(segment.ok()) << segment.status();
    snapshot.segments.push_back({*std::move(segment), nullptr});
    snapshot.documents += documents.size();
  }
  return snapshot;
}

Facet CountAll(const index::IndexSnapshot& snapshot, FacetRequest request) {
  request.field = index::ValueField::kEntity;
  FacetCounter counter(&snapshot, {std::move(request)}, absl::nullopt);
  for (uint32_t segment = 0; segment < snapshot.segments.size(); ++segment) {
    const uint32_t documents = snapshot.segments[segment].segment->stats().documents;
    for (uint32_t doc = 0; doc < documents; ++doc) {
      EXPECT_TRUE(counter.Count(segment, doc).ok());
    }
  }
  return counter.Finish().facets[0];
}

TEST(FacetRankingTest, ListsWhatIsAskedForWithTimes) {
  const index::IndexSnapshot snapshot =
      Index({{Labelled(1, {"person/a", "location/x"}, 300), Labelled(2, {"person/a"}, 0)},
             {Labelled(3, {"person/a", "person/b"}, 100), Labelled(4, {}, 50)}});
  FacetRequest request;
  request.prefix = "person/";
  request.with_times = true;
  Facet facet = CountAll(snapshot, request);
  EXPECT_THAT(facet.values, ElementsAre(FieldsAre("person/a", 3U, 3U, 100, 300),
                                        FieldsAre("person/b", 1U, 1U, 100, 100)));
  EXPECT_EQ(facet.distinct, 2U);
  EXPECT_EQ(facet.without, 1U);

  request.accept = [](absl::string_view label) { return label == "person/b"; };
  request.with_times = false;
  EXPECT_THAT(CountAll(snapshot, request).values, ElementsAre(FieldsAre("person/b", 1U, 1U, 0, 0)));
}

// The first values are found though each segment is looked at in part only.
TEST(FacetRankingTest, RanksAsACountOfAllValuesWould) {
  constexpr uint32_t kSeed = 6;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  for (const int segments : {1, 2, 5, 9}) {
    std::vector<std::vector<index::DocumentTerms>> documents(static_cast<size_t>(segments));
    std::map<std::string, uint64_t> counts;
    for (int i = 0; i < 400; ++i) {
      // Segments favour values of their own, and few values are frequent.
      const size_t segment = random() % documents.size();
      const size_t value = (random() % 8 * (random() % 8) + segment * 5) % 60;
      const std::string label = absl::StrCat("v", value);
      documents[segment].push_back(Labelled(i, {label}, 0));
      ++counts[label];
    }
    const index::IndexSnapshot snapshot = Index(documents);
    for (const size_t limit : {size_t{1}, size_t{3}, size_t{10}, size_t{100}}) {
      std::vector<std::pair<int64_t, std::string>> expected;
      expected.reserve(counts.size());
      for (const auto& [label, count] : counts) {
        expected.emplace_back(-static_cast<int64_t>(count), label);
      }
      std::sort(expected.begin(), expected.end());
      expected.resize(std::min(limit, expected.size()));
      FacetRequest request;
      request.limit = limit;
      const Facet facet = CountAll(snapshot, request);
      std::vector<std::pair<int64_t, std::string>> found;
      found.reserve(facet.values.size());
      for (const FacetValue& value : facet.values) {
        found.emplace_back(-static_cast<int64_t>(value.count), value.label);
      }
      EXPECT_EQ(found, expected) << segments << " segments, limit " << limit;
      EXPECT_EQ(facet.distinct, counts.size());
    }
  }
}

}  // namespace
}  // namespace khotin::query
