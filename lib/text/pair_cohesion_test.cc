#include "text/pair_cohesion.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace khotin::text {
namespace {

constexpr uint64_t kBucketStep = PairCohesion::kBuckets;  // pairs this far apart share a bucket

PairCohesion Table(const std::vector<std::pair<uint64_t, int>>& levels) {
  return PairCohesion::Parse(EncodePairCohesion(levels)).value();
}

TEST(CohesionLevelTest, GrowsByDoublingsOverChance) {
  // Chance gives 100 * 100 / 1000 = 10 of them.
  EXPECT_EQ(CohesionLevel(19, 100, 100, 1000), 0);
  EXPECT_EQ(CohesionLevel(20, 100, 100, 1000), 1);
  EXPECT_EQ(CohesionLevel(40, 100, 100, 1000), 2);
  EXPECT_EQ(CohesionLevel(80, 100, 100, 1000), 3);
}

TEST(CohesionLevelTest, RarePartsCountBelowOneByChance) {
  // Chance gives an eighth of one.
  EXPECT_EQ(CohesionLevel(8, 10, 10, 800), 6);
  EXPECT_EQ(CohesionLevel(1000, 1000, 1000, uint64_t{1} << 40), PairCohesion::kMaxLevel);
}

TEST(CohesionLevelTest, AFewTimesSayNothing) {
  EXPECT_EQ(CohesionLevel(4, 4, 4, 1000000), 0);
  EXPECT_GT(CohesionLevel(5, 5, 5, 1000000), 0);
}

TEST(PairCohesionTest, GivesBackTheLevels) {
  const uint64_t first = 0x123456789;
  const uint64_t second = 0x987654321;
  const PairCohesion table = Table({{first, 15}, {second, 1}, {7, 0}});
  EXPECT_EQ(table.LevelOf(first), 15U);
  EXPECT_EQ(table.LevelOf(second), 1U);
  EXPECT_EQ(table.LevelOf(7), 0U);
  EXPECT_EQ(table.LevelOf(8), 0U);
}

TEST(PairCohesionTest, AFullBucketKeepsItsFirst) {
  std::vector<std::pair<uint64_t, int>> levels;
  for (uint64_t i = 1; i <= 5; ++i) levels.emplace_back(i * kBucketStep, 3);
  const PairCohesion table = Table(levels);
  for (uint64_t i = 1; i <= 4; ++i) EXPECT_EQ(table.LevelOf(i * kBucketStep), 3U);
  EXPECT_EQ(table.LevelOf(5 * kBucketStep), 0U);
}

TEST(PairCohesionTest, OtherBytesAreRefused) {
  EXPECT_FALSE(PairCohesion::Parse("").ok());
  EXPECT_FALSE(PairCohesion::Parse(std::string(1000, 'x')).ok());
}

}  // namespace
}  // namespace khotin::text
