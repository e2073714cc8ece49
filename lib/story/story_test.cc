#include "story/story.h"

#include "gtest/gtest.h"
#include "story/testing.h"

namespace khotin::story {
namespace {

Member Named(std::string id, Features features, PublishTime time = {}) {
  return {std::move(id), time, std::move(features)};
}

TEST(CoreTest, AMemberTakenOutLeavesNoTrace) {
  Core core({FerryFirst(), Fire()});
  core.Add(FerrySecond());
  ASSERT_TRUE(core.Remove("fire"));
  const Core without({FerryFirst(), FerrySecond()});
  EXPECT_EQ(core.PostedTerms(), without.PostedTerms());
  EXPECT_EQ(core.Similarity(Fire().features), without.Similarity(Fire().features));
  EXPECT_FALSE(core.Remove("fire"));
}

TEST(CoreTest, SimilarityIsTheCosineOfTheSum) {
  const Core core({Named("a", {{1, kUnit}}), Named("b", {{2, kUnit}})});
  EXPECT_NEAR(core.Similarity(Features{{1, kUnit}}), 0.7071, 1e-4);
  EXPECT_NEAR(core.Similarity(Features{{1, 100}, {2, 100}}), 1, 1e-4);
  EXPECT_EQ(core.Similarity(Features{{3, kUnit}}), 0);
  EXPECT_EQ(core.Similarity({}), 0);
  EXPECT_EQ(Core().Similarity(Features{{1, kUnit}}), 0);
}

TEST(CoreTest, DistanceIsToTheNearestMember) {
  const Core core(
      {Named("a", {{1, kUnit}}, 0), Named("b", {{1, kUnit}}), Named("c", {{1, kUnit}}, 10 * kDay)});
  EXPECT_EQ(core.Distance(9 * kDay), kDay);
  EXPECT_EQ(core.Distance(-kDay), kDay);
  EXPECT_EQ(core.Distance({}), absl::nullopt);
  EXPECT_EQ(Core({Named("b", {{1, kUnit}})}).Distance(0), absl::nullopt);
}

TEST(CoreTest, IsFoundByItsHeaviestTerms) {
  Features many;
  for (uint32_t key = 1; key <= 40; ++key) many.push_back({key, static_cast<uint16_t>(key)});
  const Features posted = Core({Named("a", many)}).PostedTerms();
  ASSERT_EQ(posted.size(), kPostedTerms);
  EXPECT_EQ(posted.front().key, 40u);
  EXPECT_EQ(posted.back().key, 25u);
}

TEST(CoreTest, TheCentralMemberSharesMostWithTheOthers) {
  const Core core({Named("edge", {{1, 4000}, {9, 800}}), Named("middle", {{1, 2900}, {2, 2900}}),
                   Named("other edge", {{2, 4000}, {8, 800}})});
  EXPECT_EQ(core.Central().article, "middle");
}

TEST(CoreTest, OfEqualsTheFirstIsCentral) {
  const Core core({Named("a", {{1, kUnit}}), Named("b", {{1, kUnit}})});
  EXPECT_EQ(core.Central().article, "a");
}

}  // namespace
}  // namespace khotin::story
