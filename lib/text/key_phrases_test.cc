#include "text/key_phrases.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "text/syllable.h"

namespace khotin::text {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> Find(absl::string_view title, absl::string_view body) {
  const Passage passages[] = {{Field::kTitle, 0, title}, {Field::kBody, 0, body}};
  return FindKeyPhrases(passages);
}

TEST(KeyPhrasesTest, WordsThatStandTwiceOrInTheTitle) {
  const auto phrases =
      Find("Nông dân được mùa", "Bà con thu hoạch lúa. Năm nay thu hoạch sớm. Thương lái đến nơi.");
  EXPECT_THAT(phrases, Contains("nông dân"));
  EXPECT_THAT(phrases, Contains("thu hoạch"));
  EXPECT_THAT(phrases, Not(Contains("thương lái")));
}

TEST(KeyPhrasesTest, NeighbouringWordsMakeOne) {
  const auto phrases = Find("", "Giá xăng dầu tăng. Ngày mai giá xăng dầu lại đổi.");
  EXPECT_THAT(phrases, Contains("giá xăng dầu"));
}

TEST(KeyPhrasesTest, NothingBeginsOrEndsWithAFunctionWord) {
  for (const std::string& phrase :
       Find("", "Nhà máy của thành phố và nhà máy của tỉnh. Nhà máy của thành phố đã cũ.")) {
    EXPECT_THAT(phrase, Not(testing::EndsWith(" của")));
    EXPECT_THAT(phrase, Not(testing::StartsWith("của ")));
  }
}

TEST(KeyPhrasesTest, NothingGoesOverAMarkOrALineBreak) {
  const auto phrases = Find("", "học sinh, giáo viên\nhọc sinh, giáo viên\nhọc sinh");
  EXPECT_THAT(phrases, Contains("học sinh"));
  EXPECT_THAT(phrases, Not(Contains("học sinh giáo viên")));
  EXPECT_THAT(phrases, Not(Contains("giáo viên học sinh")));
}

TEST(KeyPhrasesTest, CapitalsStayWhereTheyBelongToTheWord) {
  const auto phrases = Find("Học sinh Hà Nội trở lại trường",
                            "Hôm nay học sinh Hà Nội đi học. Các em ở Hà Nội vui mừng.");
  EXPECT_THAT(phrases, Contains("Hà Nội"));
  EXPECT_THAT(phrases, Contains("học sinh"));
  EXPECT_THAT(Find("NÔNG DÂN ĐƯỢC MÙA", ""), Contains("nông dân"));
}

TEST(KeyPhrasesTest, SpellingsOfOneWordAreOnePhrase) {
  const auto phrases = Find("", "Vì hoà bình. Nền hòa bình lâu bền.");
  EXPECT_THAT(phrases, Contains("hòa bình"));
  EXPECT_THAT(phrases, Not(Contains("hoà bình")));
}

TEST(KeyPhrasesTest, BoundedAndDistinct) {
  std::string body;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (int i = 0; i < 2; ++i) body += std::string("Hội ") + a + "na " + a + "no họp. ";
  }
  const auto phrases = Find("", body);
  EXPECT_LE(phrases.size(), kMaxKeyPhrases);
  std::vector<std::string> keys;
  for (const std::string& phrase : phrases) {
    EXPECT_LE(phrase.size(), kMaxKeyPhraseBytes);
    keys.push_back(ExactPhraseKey(phrase));
  }
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(KeyPhrasesTest, NothingOfNothing) {
  EXPECT_THAT(FindKeyPhrases({}), IsEmpty());
  EXPECT_THAT(Find("", "... 12 13/4/2020 https://bao.example/a"), IsEmpty());
}

}  // namespace
}  // namespace khotin::text
