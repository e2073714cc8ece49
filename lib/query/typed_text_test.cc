#include "query/typed_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Parts(absl::string_view text, const TypedMatch& match) {
  std::vector<std::string> parts;
  for (const auto& [begin, end] : match.ranges) {
    parts.emplace_back(text.substr(begin, end - begin));
  }
  return parts;
}

TEST(TypedTextTest, TheLastWordGoesOnUnlessSomethingStandsBehindIt) {
  EXPECT_TRUE(ReadTypedText("tô l").last_is_prefix);
  EXPECT_FALSE(ReadTypedText("tô lâm ").last_is_prefix);
  EXPECT_FALSE(ReadTypedText("tô lâm,").last_is_prefix);
  EXPECT_EQ(ReadTypedText("  Tô  L").FoldedKey(), "to l");
  EXPECT_THAT(ReadTypedText(" …?").words, IsEmpty());
}

TEST(TypedTextTest, ABeginningWithAndWithoutDiacritics) {
  const TypedMatch plain = MatchBeginning("Đặng Hòa Bình", ReadTypedText("dang ho"));
  EXPECT_TRUE(plain.matches);
  EXPECT_TRUE(plain.as_typed);
  EXPECT_THAT(Parts("Đặng Hòa Bình", plain), ElementsAre("Đặng Hò"));
  EXPECT_TRUE(MatchBeginning("Đặng Hòa", ReadTypedText("đặng hò")).as_typed);
  const TypedMatch other = MatchBeginning("Đang Hòa", ReadTypedText("đặng ho"));
  EXPECT_TRUE(other.matches);
  EXPECT_FALSE(other.as_typed);
  EXPECT_FALSE(MatchBeginning("Đặng", ReadTypedText("dang ho")).matches);
  EXPECT_FALSE(MatchBeginning("Đặng Hòa", ReadTypedText("dang ho ")).matches);
}

TEST(TypedTextTest, WordsOfATitleStandAnywhere) {
  const absl::string_view title = "Mưa lớn, lũ về bản";
  EXPECT_THAT(Parts(title, MatchAnywhere(title, ReadTypedText("lu mua l"))),
              ElementsAre("Mưa l", "lũ"));
  EXPECT_FALSE(MatchAnywhere(title, ReadTypedText("lu nang")).matches);
}

TEST(TypedTextTest, RangesAreThoseOfTheOriginal) {
  const std::string decomposed = "To\xCC\x82 La\xCC\x82m";
  EXPECT_THAT(Parts(decomposed, MatchBeginning(decomposed, ReadTypedText("tô lâ"))),
              ElementsAre("To\xCC\x82 La\xCC\x82"));
}

}  // namespace
}  // namespace khotin::query
