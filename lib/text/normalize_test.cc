#include "text/normalize.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

struct Case {
  const char* original;
  const char* normal;
};

TEST(NormalizeTest, ComposesVietnameseInWhateverOrderItsMarksCome) {
  const Case cases[] = {
      {"Vie\u0323\u0302t", "Việt"},  // dot first: the canonical order
      {"Vie\u0302\u0323t", "Việt"},  // quality first: the order of typing
      {"Vi\u00EA\u0323t", "Việt"},   // half composed
      {"Vi\u1EB9\u0302t", "Việt"},
      {"\u0111u\u031Bo\u031B\u0300ng", "đường"},
      {"\u0111u\u031Bo\u0300\u031Bng", "đường"},
      {"A\u0306\u0301", "Ắ"},
      {"ho\u0300a", "hòa"},
      {"hoa\u0300", "hoà"},
      {"e\u0340", "è"},  // the deprecated twin of the grave
      {"e\u200B\u0301", "é"},
  };
  for (const Case& c : cases) EXPECT_EQ(Normalize(c.original).text, c.normal) << c.original;
}

TEST(NormalizeTest, TakesInvisibleCharactersOutAndMakesSpacesPlain) {
  const Case cases[] = {
      {"\uFEFFHà Nội", "Hà Nội"},
      {"Hà\u00A0Nội", "Hà Nội"},
      {"tin\u200B tức", "tin tức"},
      {"cộng\u00ADđồng", "cộngđồng"},
      {"a\u2009b\u3000c\u202Fd", "a b c d"},
      {"a\u200Cb\u200Dc\u2060d", "abcd"},
      {"một\u2028hai", "một\nhai"},
      {"\u200B", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(Normalize(c.original).text, c.normal) << c.original;
}

TEST(NormalizeTest, LeavesSpellingCaseAndOtherScriptsAlone) {
  for (const char* text :
       {"", "Hòa hoà Thúy thuý Mỹ Mĩ", "“Kinh tế” – xã hội… 5 €, 3 ₫", "Москва 北京 한국 ไทย",
        "\xF0\x9F\x8C\xBE mùa gặt", "x² + y²", "no\ttab\nline"}) {
    const Normalized norm = Normalize(text);
    EXPECT_EQ(norm.text, text);
    EXPECT_TRUE(norm.offsets.IsIdentity()) << text;
  }
}

TEST(NormalizeTest, ComposesHangul) {
  EXPECT_EQ(Normalize("\u1112\u1161\u11AB").text, "\uD55C");
  EXPECT_EQ(Normalize("\uD558\u11AB").text, "\uD55C");
}

TEST(NormalizeTest, InvalidBytesPassThrough) {
  EXPECT_EQ(Normalize("Vi\xEAt \xFF\u0300").text, "Vi\xEAt \xFF\u0300");
}

TEST(NormalizeTest, OffsetsPointToWhatTheReaderSees) {
  //                            0123 4 56     8       11
  const std::string original = "a e\u0323\u0302 b\u00A0c";
  const Normalized norm = Normalize(original);
  ASSERT_EQ(norm.text, "a ệ b c");
  const size_t expected[] = {0, 1, 2, 2, 2, 7, 8, 9, 11, 12};
  for (size_t i = 0; i <= norm.text.size(); ++i) {
    EXPECT_EQ(norm.offsets.ToOriginal(i), expected[i]) << i;
  }
}

TEST(NormalizeTest, AWordAfterAnInvisibleMarkStartsAfterTheMark) {
  const Normalized norm = Normalize("\uFEFFHà \u200BNội");
  ASSERT_EQ(norm.text, "Hà Nội");
  EXPECT_EQ(norm.offsets.ToOriginal(0), 3u);
  EXPECT_EQ(norm.offsets.ToOriginal(4), 10u);
}

// Splits each Vietnamese letter of `text` into its base and its marks.
std::string Decompose(absl::string_view text) {
  static const struct {
    char32_t composed;
    char32_t base;
    char32_t mark;
  } kSteps[] = {
      {U'ệ', U'ẹ', 0x302}, {U'ẹ', U'e', 0x323}, {U'ế', U'ê', 0x301}, {U'ê', U'e', 0x302},
      {U'ờ', U'ơ', 0x300}, {U'ơ', U'o', 0x31B}, {U'ư', U'u', 0x31B}, {U'ò', U'o', 0x300},
      {U'à', U'a', 0x300}, {U'ộ', U'ọ', 0x302}, {U'ọ', U'o', 0x323}, {U'á', U'a', 0x301},
      {U'ễ', U'ê', 0x303}, {U'Ứ', U'Ư', 0x301}, {U'Ư', U'U', 0x31B},
  };
  std::string out;
  size_t pos = 0;
  while (pos < text.size()) {
    char32_t c = DecodeUtf8(text, &pos);
    std::string marks;
    for (const auto& step : kSteps) {
      if (step.composed != c) continue;
      std::string mark;
      AppendUtf8(step.mark, &mark);
      marks = mark + marks;
      c = step.base;
    }
    AppendUtf8(c, &out);
    out += marks;
  }
  return out;
}

// Highlighting relies on it: whatever the form of the original, a token's offsets cut out of it
// exactly what the token shows.
TEST(NormalizeTest, EveryTokenMapsBackToItsOriginalBytes) {
  const std::vector<std::string> texts = {
      "Nguyễn Thế Hòa ở TP.HCM, ngày 6/2/2023 đọc Nghị định 46/2016/NĐ-CP.",
      "ỨNG HÒA: đường về\u00A0nhà\u200B ở xã Hòa Xá; H’Hen Niê, 35.824 người.",
      "ệ ệệ ế",
  };
  for (const std::string& composed : texts) {
    const std::string original = Decompose(composed);
    ASSERT_GT(original.size(), composed.size());
    const Normalized norm = Normalize(original);
    EXPECT_EQ(norm.text, Normalize(composed).text);
    size_t last = 0;
    for (const Token& token : Tokenize(norm.text)) {
      const size_t begin = norm.offsets.ToOriginal(token.begin);
      const size_t end = norm.offsets.ToOriginal(token.end);
      ASSERT_LE(last, begin);
      ASSERT_LT(begin, end);
      EXPECT_EQ(Normalize(original.substr(begin, end - begin)).text, token.In(norm.text));
      last = end;
    }
    EXPECT_EQ(norm.offsets.ToOriginal(norm.text.size()), original.size());
  }
}

TEST(NormalizeTest, TwiceIsAsOnce) {
  for (const char* text : {"Vie\u0302\u0323t Nam\u00A0\uFEFF", "a\u0300\u0300\u0323", "\u0301x"}) {
    const std::string once = Normalize(text).text;
    EXPECT_EQ(Normalize(once).text, once);
  }
}

TEST(NormalizeTest, AHeapOfMarksCostsNoMoreThanText) {
  std::string text = "a";
  for (int i = 0; i < 300000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
  const Normalized norm = Normalize(text);
  EXPECT_LE(norm.text.size(), text.size());
  EXPECT_EQ(norm.offsets.ToOriginal(norm.text.size()), text.size());
}

}  // namespace
}  // namespace khotin::text
