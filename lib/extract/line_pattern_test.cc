#include "extract/line_pattern.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/line_pattern_table.h"

namespace khotin::extract {
namespace {

std::string KindOf(absl::string_view text) {
  const LineTable table = LineTable::Split(text);
  const LinePattern* pattern = FindLinePattern(table[0]);
  return pattern == nullptr ? "" : pattern->kind;
}

TEST(LinePatternTest, FindsChromeInAnySpelling) {
  EXPECT_EQ(KindOf("CHIA SẺ"), "share");
  EXPECT_EQ(KindOf("Co loi xay ra"), "widget_error");
  EXPECT_EQ(KindOf("Có lỗi xảy ra!"), "widget_error");
  EXPECT_EQ(KindOf("A- A+"), "page_tool");
  EXPECT_EQ(KindOf("Có thể bạn quan tâm"), "related_header");
  EXPECT_EQ(KindOf("Từ khoá: gạo, cá"), "tags");
}

TEST(LinePatternTest, NumbersMatchTheirSign) {
  EXPECT_EQ(KindOf("Bình luận (12)"), "comment");
  EXPECT_EQ(KindOf("7 bình luận"), "comment");
  EXPECT_EQ(KindOf("1.204 lượt xem"), "");
}

TEST(LinePatternTest, LabelsNeedTheirColon) {
  EXPECT_EQ(KindOf("Xem thêm: Giá lúa lại tăng"), "related_link");
  EXPECT_EQ(KindOf("Xem thêm phim này, khán giả sẽ hiểu"), "");
  EXPECT_EQ(KindOf(">> Giá lúa lại tăng"), "related_link");
}

TEST(LinePatternTest, RunningTextIsNoChrome) {
  EXPECT_EQ(KindOf("Facebook vừa mở thêm một văn phòng."), "");
  EXPECT_EQ(KindOf("Chia sẻ với bà con, ông nói mùa này được giá."), "");
  EXPECT_EQ(KindOf("Bình luận của ông gây nhiều tranh cãi trong giới nghiên cứu suốt tuần qua."),
            "");
}

TEST(LinePatternTest, EveryPatternOfTheTableFindsItself) {
  for (const LinePattern& pattern : kLinePatterns) {
    std::string text = pattern.wording;
    const size_t sign = text.find('#');
    if (sign != std::string::npos) text[sign] = '5';
    if (pattern.match == PatternMatch::kLabel) text += ": một";
    EXPECT_EQ(KindOf(text), pattern.kind) << pattern.wording;
  }
}

}  // namespace
}  // namespace khotin::extract
