#include "story/features.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "story/testing.h"

namespace khotin::story {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

double Cosine(const Features& a, const Features& b) {
  return static_cast<double>(Product(a, b)) / kUnit / kUnit;
}

TEST(FeaturesTest, AreAUnitVectorOfBoundedSize) {
  std::string body;
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&body, "từ", i, " ");
  const Features features = FeaturesOf("Tin", body);
  EXPECT_THAT(features, SizeIs(kMaxFeatures));
  EXPECT_NEAR(Cosine(features, features), 1, 0.01);
  for (size_t i = 1; i < features.size(); ++i) EXPECT_LT(features[i - 1].key, features[i].key);
}

TEST(FeaturesTest, SpellingAndCaseMakeNoDifference) {
  EXPECT_EQ(FeaturesOf("Thuỷ điện Sơn La", "KỸ SƯ Hoà vận hành"),
            FeaturesOf("Thủy điện Sơn La", "Kĩ sư Hòa vận hành"));
}

TEST(FeaturesTest, AnotherPenOnOneEventIsNearerThanAnotherEvent) {
  const Features first = FerryFirst().features;
  EXPECT_GT(Cosine(first, FerrySecond().features), 0.16);
  EXPECT_LT(Cosine(first, Fire().features), 0.08);
}

TEST(FeaturesTest, WordsThatAnyArticleHasTellNothing) {
  EXPECT_THAT(FeaturesOf("", "là, của, và"), IsEmpty());
  EXPECT_THAT(FeaturesOf("", "…!? -"), IsEmpty());
}

TEST(FeaturesTest, WordsOnTwoSidesOfAMarkAreNoPair) {
  EXPECT_THAT(FeaturesOf("", "Kpă Ksor"), SizeIs(3));
  EXPECT_THAT(FeaturesOf("", "Kpă, Ksor"), SizeIs(2));
}

TEST(FeaturesTest, OnlyTheBeginningOfALongTextCounts) {
  std::string body;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&body, "đoạn", i % 7, " ");
  EXPECT_EQ(FeaturesOf("Tin", body), FeaturesOf("Tin", body + "Vàm Lạch Hải Long"));
}

TEST(FeaturesTest, TextWithoutSpacesIsCutAndRead) {
  EXPECT_THAT(FeaturesOf("", std::string(1 << 20, 'x')), SizeIs(1));
}

TEST(FeaturesTest, HeaviestComeInOrder) {
  const Features features = {{1, 10}, {2, 30}, {3, 10}, {4, 20}};
  EXPECT_EQ(Heaviest(features, 3), (Features{{2, 30}, {4, 20}, {1, 10}}));
  EXPECT_THAT(Heaviest(features, 9), SizeIs(4));
}

TEST(FeaturesTest, ProductCountsCommonKeys) {
  EXPECT_EQ(Product({{1, 2}, {3, 4}, {7, 1}}, {{2, 9}, {3, 5}, {7, 2}}), 22u);
  EXPECT_EQ(Product({}, {{2, 9}}), 0u);
}

}  // namespace
}  // namespace khotin::story
