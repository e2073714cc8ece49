#include "extract/line_pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

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

TEST(LinePatternTest, KnowsTheFurnitureOfSites) {
  const std::pair<const char*, const char*> cases[] = {
      {"Facebook SDK: không thể tải nội dung", "widget_error"},
      {"Trình phát video đang tải", "widget_error"},
      {"Tốc độ phát 1x", "page_tool"},
      {"5 min read", "page_tool"},
      {"Biểu quyết", "page_tool"},
      {"Bạn cần đăng nhập để gửi ý kiến", "comment"},
      {"Nhập địa chỉ email của bạn", "follow"},
      {"Theo dõi Báo Làng Lau trên Google News", "follow"},
      {"Văn phòng đại diện: số 8 bờ đê", "imprint"},
      {"Chịu trách nhiệm nội dung: ông Lê Ổi", "imprint"},
      {"Bỏ qua đến nội dung chính", "page_tool"},
      {"Most popular", "related_header"},
      {"Không bỏ lỡ", "related_header"},
      {"Theo dõi đàn cò trên sông Lau", ""},
      {"Văn phòng đại diện mở thêm ở huyện", ""},
      {"Tuyển dụng thêm ba mươi thợ đan lưới", ""},
  };
  for (const auto& [line, kind] : cases) EXPECT_EQ(KindOf(line), kind) << line;
}

TEST(LinePatternTest, RunningTextIsNoChrome) {
  EXPECT_EQ(KindOf("Facebook vừa mở thêm một văn phòng."), "");
  EXPECT_EQ(KindOf("Chia sẻ với bà con, ông nói mùa này được giá."), "");
  EXPECT_EQ(KindOf("Bình luận của ông gây nhiều tranh cãi trong giới nghiên cứu suốt tuần qua."),
            "");
}

TEST(LinePatternTest, EveryPatternOfTheTableFindsItself) {
  for (const absl::Span<const LinePattern> table : kLinePatternTables) {
    for (const LinePattern& pattern : table) {
      std::string text = pattern.wording;
      const size_t sign = text.find('#');
      if (sign != std::string::npos) text[sign] = '5';
      if (pattern.match == PatternMatch::kLabel) text += ": một";
      EXPECT_EQ(KindOf(text), pattern.kind) << pattern.wording;
    }
  }
}

}  // namespace
}  // namespace khotin::extract
