#include "extract/line.h"

#include <gtest/gtest.h>

#include <string>

namespace khotin::extract {
namespace {

TEST(LineTableTest, NumbersLinesAndSkipsBlankOnes) {
  const LineTable table = LineTable::Split("một\n\nhai\r\n \r\nba\rbốn");
  ASSERT_EQ(table.size(), 4u);
  EXPECT_EQ(table[0].number, 1);
  EXPECT_EQ(table[1].number, 3);
  EXPECT_EQ(table[1].text, "hai");
  EXPECT_EQ(table[2].number, 5);
  EXPECT_EQ(table[3].number, 6);
}

TEST(LineTableTest, UnicodeSeparatorsSplitWithoutCounting) {
  const LineTable table = LineTable::Split("một\xE2\x80\xA8hai\nba");
  ASSERT_EQ(table.size(), 3u);
  EXPECT_EQ(table[1].number, 1);
  EXPECT_EQ(table[2].number, 2);
}

TEST(LineTableTest, TrimsInvisibleCharactersAtTheEndsOnly) {
  const LineTable table = LineTable::Split("\xEF\xBB\xBF\xC2\xA0gạo\xE2\x80\x8Bnếp \xE2\x80\x8B");
  ASSERT_EQ(table.size(), 1u);
  EXPECT_EQ(table[0].text, "gạo\xE2\x80\x8Bnếp");
}

TEST(LineTableTest, KeysFoldCaseDiacriticsAndPunctuation) {
  EXPECT_EQ(LineKey("  Chia sẻ: (12) "), "chia se 12");
  EXPECT_EQ(LineKey("CHIA  SE"), "chia se");
  EXPECT_EQ(LineKey("Đo\xCC\xA3\x63"), "doc");  // decomposed
  EXPECT_EQ(LineKey("…"), "");
}

TEST(LineTableTest, LongLinesHaveNoKey) {
  const std::string text(kMaxKeyBytes + 1, 'a');
  EXPECT_TRUE(LineTable::Split(text)[0].key.empty());
}

TEST(LineTableTest, EndsLookThroughClosingMarks) {
  const auto end = [](const char* text) { return LineTable::Split(text)[0].end; };
  EXPECT_EQ(end("Mưa to"), LineEnd::kOpen);
  EXPECT_EQ(end("Mưa to."), LineEnd::kStop);
  EXPECT_EQ(end("Mưa to./."), LineEnd::kStop);
  EXPECT_EQ(end("\"Mưa to.\""), LineEnd::kStop);
  EXPECT_EQ(end("“Mưa to?”"), LineEnd::kQuestion);
  EXPECT_EQ(end("Mưa to..."), LineEnd::kEllipsis);
  EXPECT_EQ(end("Mưa to…"), LineEnd::kEllipsis);
  EXPECT_EQ(end("Gồm có:"), LineEnd::kColon);
  EXPECT_EQ(end("\"\""), LineEnd::kOpen);
}

TEST(LineTableTest, CountsWordsAcrossNoBreakSpaces) {
  EXPECT_EQ(LineTable::Split("mưa\xC2\xA0to  gió lớn")[0].words, 4);
}

TEST(LineTableTest, ReplaceMeasuresAgain) {
  LineTable table = LineTable::Split("date 2022-04 Trời mưa.");
  table.Replace(0, table[0].text.substr(12));
  EXPECT_EQ(table[0].text, "Trời mưa.");
  EXPECT_EQ(table[0].words, 2);
  EXPECT_EQ(table[0].key, "troi mua");
}

}  // namespace
}  // namespace khotin::extract
