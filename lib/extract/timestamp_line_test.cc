#include "extract/timestamp_line.h"

#include <gtest/gtest.h>

#include <string>

namespace khotin::extract {
namespace {

std::string DateOf(absl::string_view text) {
  const LineTable table = LineTable::Split(text);
  const auto stamp = ReadTimestampLine(table[0]);
  return stamp.has_value() ? stamp->date.ToString() : "";
}

TEST(TimestampLineTest, ReadsTheFormsOfNewsSites) {
  EXPECT_EQ(DateOf("06:05 02/03/2021"), "2021-03-02T06:05:00+07:00");
  EXPECT_EQ(DateOf("02/03/2021 06:05"), "2021-03-02T06:05:00+07:00");
  EXPECT_EQ(DateOf("Thứ ba, 2/3/2021 | 06:05 GMT+7"), "2021-03-02T06:05:00+07:00");
  EXPECT_EQ(DateOf("Thứ ba, 2/3/2021, 06:05 (GMT+7)"), "2021-03-02T06:05:00+07:00");
  EXPECT_EQ(DateOf("02/03/2021 - 06:05"), "2021-03-02T06:05:00+07:00");
  EXPECT_EQ(DateOf("02-03-2021"), "2021-03-02");
  EXPECT_EQ(DateOf("2021-03-02T06:05:00+07:00"), "2021-03-02T06:05:00+07:00");
}

TEST(TimestampLineTest, ReadsLabels) {
  EXPECT_EQ(DateOf("Ngày đăng: 02/03/2021"), "2021-03-02");
  EXPECT_EQ(DateOf("Đăng lúc 06:05 02/03/2021"), "2021-03-02T06:05:00+07:00");
  const LineTable table = LineTable::Split("Cập nhật lúc: 06:05, 02/03/2021");
  const auto stamp = ReadTimestampLine(table[0]);
  ASSERT_TRUE(stamp.has_value());
  EXPECT_TRUE(stamp->is_update);
}

TEST(TimestampLineTest, ReadsWhatStandsBeforeTheDate) {
  const LineTable table = LineTable::Split("Lê Ổi - 06:05 02/03/2021");
  const auto stamp = ReadTimestampLine(table[0]);
  ASSERT_TRUE(stamp.has_value());
  EXPECT_EQ(stamp->before, "Lê Ổi");
  EXPECT_EQ(stamp->date.ToString(), "2021-03-02T06:05:00+07:00");
}

TEST(TimestampLineTest, RefusesRunningText) {
  EXPECT_EQ(DateOf("Chợ mở ngày 02/03/2021 tại xã"), "");
  EXPECT_EQ(DateOf("Tỷ số 2-1"), "");
  EXPECT_EQ(DateOf("Tháng 3/2021"), "");
  EXPECT_EQ(DateOf("0912 345 678"), "");
}

TEST(TimestampLineTest, KnowsRelativeTimes) {
  EXPECT_TRUE(IsRelativeTime(LineTable::Split("2 giờ trước")[0]));
  EXPECT_FALSE(IsRelativeTime(LineTable::Split("Hai giờ trước")[0]));
  EXPECT_FALSE(IsRelativeTime(LineTable::Split("Chợ họp 2 giờ trước")[0]));
  for (const char* line : {"Thể thao - 2 giờ trước", "Cách đây 5 phút", "Vừa xong", "2 hours ago",
                           "Hôm qua, 10:20", "Hôm nay lúc 8h30"}) {
    EXPECT_TRUE(IsRelativeTime(LineTable::Split(line)[0])) << line;
  }
  for (const char* line : {"Hôm qua chợ họp", "Ba ngày trước", "Năm trước"}) {
    EXPECT_FALSE(IsRelativeTime(LineTable::Split(line)[0])) << line;
  }
}

}  // namespace
}  // namespace khotin::extract
