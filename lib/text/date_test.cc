#include "text/date.h"

#include <chrono>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace khotin::text {
namespace {

// Quadratic work on this much text would take minutes.
constexpr size_t kHostileBytes = size_t{1} << 18;
constexpr auto kPatience = std::chrono::seconds(20);

// "ngày 6/2/2023=2023-02-06; …" for the dates in `text`.
std::string Dates(absl::string_view text) {
  std::string out;
  for (const DateMention& m : FindDates(text)) {
    if (!out.empty()) out += "; ";
    out += std::string(text.substr(m.begin, m.end - m.begin)) + "=" + m.date.ToString();
  }
  return out;
}

struct Case {
  const char* text;
  const char* dates;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(Dates(c.text), c.dates) << c.text;
}

TEST(FindDatesTest, FullDates) {
  Check({
      {"động đất ngày 6/2/2023 ở đó", "ngày 6/2/2023=2023-02-06"},
      {"Ngày 16-3-2017, họ về", "Ngày 16-3-2017=2017-03-16"},
      {"ngày 16.3.2017.", "ngày 16.3.2017=2017-03-16"},
      {"(06/02/2023)", "06/02/2023=2023-02-06"},
      {"từ 1/1/2016 đến 31/12/2016", "1/1/2016=2016-01-01; 31/12/2016=2016-12-31"},
      {"sáng 16 - 3 - 2017", "sáng 16 - 3 - 2017=2017-03-16"},
      {"sáng ngày 6/2/17", "sáng ngày 6/2/17=2017-02-06"},
      {"2023-08-19", "2023-08-19=2023-08-19"},
      {"ngày 29/2/2016", "ngày 29/2/2016=2016-02-29"},
      {"ngày 16 tháng 3 năm 2017", "ngày 16 tháng 3 năm 2017=2017-03-16"},
      {"ngày 16 tháng 3, năm 2017", "ngày 16 tháng 3, năm 2017=2017-03-16"},
      {"ngày 16 tháng 3/2017", "ngày 16 tháng 3/2017=2017-03-16"},
      {"2 tháng 9 năm 1945", "2 tháng 9 năm 1945=1945-09-02"},
      {"ngày 6/2 năm 2023", "ngày 6/2 năm 2023=2023-02-06"},
  });
}

TEST(FindDatesTest, ADayWithoutAYearStaysWithoutOne) {
  Check({
      {"ngày 26/2, trời mưa", "ngày 26/2=--02-26"},
      {"Sáng 16/3", "Sáng 16/3=--03-16"},
      {"chiều 5/4", "chiều 5/4=--04-05"},
      {"tối 5-4, mưa", "tối 5-4=--04-05"},
      {"ngày 16 - 3, tại xã", "ngày 16 - 3=--03-16"},
      {"sáng 16.3", "sáng 16.3=--03-16"},
      {"rạng sáng 16/3", "rạng sáng 16/3=--03-16"},
      {"chiều tối ngày 16/3", "chiều tối ngày 16/3=--03-16"},
      {"hôm nay (16/3), họ", "16/3=--03-16"},
      {"sáng nay, 16/3", "16/3=--03-16"},
      {"sáng nay 16/3", "sáng nay 16/3=--03-16"},
      {"thứ hai (16/3)", "16/3=--03-16"},
      {"Chủ nhật 16/3", "16/3=--03-16"},
      {"ngày 16 tháng 3 họ về", "ngày 16 tháng 3=--03-16"},
      {"mùng 2 tháng 9", "mùng 2 tháng 9=--09-02"},
      {"ngày 29/2", "ngày 29/2=--02-29"},
      {"ngày 6 và 7/2", "7/2=--02-07"},
      {"ngày 16-17/3", "17/3=--03-17"},
      {"từ ngày 6/2 đến 8/2", "ngày 6/2=--02-06; 8/2=--02-08"},
      {"lúc 9 giờ 30 ngày 16/3", "ngày 16/3=--03-16"},
  });
}

TEST(FindDatesTest, MonthsQuartersAndYears) {
  Check({
      {"trong tháng 8/2023", "tháng 8/2023=2023-08"},
      {"Tháng 3-2017", "Tháng 3-2017=2017-03"},
      {"tháng 3 năm 2017", "tháng 3 năm 2017=2017-03"},
      {"tháng 3 / 2017", "tháng 3 / 2017=2017-03"},
      {"từ 8/2016 đến nay", "8/2016=2016-08"},
      {"Năm 2022, họ", "Năm 2022=2022"},
      {"năm 2016-2017", "năm 2016=2016"},
      {"quý I/2023", "quý I/2023=2023-Q1"},
      {"Quý III năm 2016", "Quý III năm 2016=2016-Q3"},
      {"quý 3 năm 2022", "quý 3 năm 2022=2022-Q3"},
      {"quý 4/2016", "quý 4/2016=2016-Q4"},
      {"quý IV-2016", "quý IV-2016=2016-Q4"},
      {"qúy II/2017", "qúy II/2017=2017-Q2"},
  });
}

TEST(FindDatesTest, OtherNumbersAreNoDates) {
  for (const char* text : {"thắng 2-1",
                           "tỷ số 16 - 3",
                           "đội nhà thua 1-3 tối qua",
                           "2/3 dân số",
                           "1/4 quãng đường",
                           "ngày 31/2",
                           "ngày 30/2/2016",
                           "ngày 29/2/2017",
                           "tháng 13/2017",
                           "ngày 0/3",
                           "ngày 32/1",
                           "mỗi ngày 2-3 lần",
                           "ngày 2-3 bữa",
                           "ngày 2.5 triệu",
                           "Nghị định 46/2016/NĐ-CP",
                           "nghị quyết số 5/2016",
                           "từ 10-12 người",
                           "2016-2017",
                           "năm học 2016-2017",
                           "24/7",
                           "sau 6 tháng 2 tuần",
                           "những năm 1990",
                           "40 năm 5 tháng",
                           "số 1234",
                           "năm 20161",
                           "quý 5/2016",
                           "Quý khách 2016",
                           "tháng 8",
                           "quý 3",
                           "xe 6/45",
                           "ngày 5",
                           "16/3",
                           "mỗi ngày 2/3 quân số",
                           ""}) {
    EXPECT_EQ(Dates(text), "") << text;
  }
}

TEST(FindDatesTest, HostileTextTakesLinearTime) {
  const auto start = std::chrono::steady_clock::now();
  for (const char* unit : {"ngày ", "1/2/2016 ", "ngày 1-", "1 tháng ", "quý ", "năm ", "thứ ",
                           "1/", "ngày 1, ", "("}) {
    std::string text;
    while (text.size() < kHostileBytes) text += unit;
    uint32_t last = 0;
    for (const DateMention& mention : FindDates(text)) {
      ASSERT_LE(last, mention.begin);
      ASSERT_LE(mention.end, text.size());
      last = mention.end;
    }
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience);
}

TEST(PartialDateTest, TextGoesAsFarAsKnowledge) {
  PartialDate date;
  EXPECT_EQ(date.ToString(), "");
  EXPECT_EQ(date.Precision(), DatePrecision::kUnknown);
  date.year = 2022;
  EXPECT_EQ(date.ToString(), "2022");
  EXPECT_EQ(date.Precision(), DatePrecision::kYear);
  date.quarter = 3;
  EXPECT_EQ(date.ToString(), "2022-Q3");
  EXPECT_EQ(date.Precision(), DatePrecision::kQuarter);
  date.month = 8;
  EXPECT_EQ(date.ToString(), "2022-08");
  EXPECT_EQ(date.Precision(), DatePrecision::kMonth);
  date.day = 9;
  EXPECT_EQ(date.ToString(), "2022-08-09");
  EXPECT_EQ(date.Precision(), DatePrecision::kDay);
  date.hour = 9;
  date.minute = 5;
  EXPECT_EQ(date.ToString(), "2022-08-09T09:05:00+07:00");
  EXPECT_EQ(date.Precision(), DatePrecision::kMinute);
  date.second = 7;
  date.utc_offset_minutes = -(5 * 60 + 30);
  EXPECT_EQ(date.ToString(), "2022-08-09T09:05:07-05:30");
  EXPECT_EQ(date.Precision(), DatePrecision::kSecond);
  date.year = 0;
  EXPECT_EQ(date.ToString(), "--08-09");
}

TEST(ParseTimestampTest, ReadsWhatSitesWrite) {
  const Case cases[] = {
      {"09:40 19/08/2023", "2023-08-19T09:40:00+07:00"},
      {"Thứ bảy, 19/8/2023 | 09:40 GMT+7", "2023-08-19T09:40:00+07:00"},
      {"Thứ 7, ngày 19/08/2023 - 09:40", "2023-08-19T09:40:00+07:00"},
      {"Thứ Năm, 17/08/2023, 09:40 (GMT+7)", "2023-08-17T09:40:00+07:00"},
      {"CHỦ NHẬT 20/08/2023", "2023-08-20"},
      {"19/08/2023 - 09:40", "2023-08-19T09:40:00+07:00"},
      {"19-08-2023 9:40 PM", "2023-08-19T21:40:00+07:00"},
      {"19/08/2023 12:05 AM", "2023-08-19T00:05:00+07:00"},
      {"19/08/2023 02:40 CH", "2023-08-19T14:40:00+07:00"},
      {"19.08.2023 09h40", "2023-08-19T09:40:00+07:00"},
      {"T7, 19/08/2023 9h", "2023-08-19T09:00:00+07:00"},
      {"lúc 9 giờ 40 phút ngày 19 tháng 8 năm 2023", "2023-08-19T09:40:00+07:00"},
      {"19 tháng 8, 2023", "2023-08-19"},
      {"2023-08-19T09:40:00+07:00", "2023-08-19T09:40:00+07:00"},
      {"2023-08-19T02:40:15.123Z", "2023-08-19T02:40:15+00:00"},
      {"2023-08-19T09:40:00-0530", "2023-08-19T09:40:00-05:30"},
      {"2023-08-19 09:40", "2023-08-19T09:40:00+07:00"},
      {"2023-08-19", "2023-08-19"},
      {"2023-08", "2023-08"},
      {"Sat, 19 Aug 2023 09:40:00 +0700", "2023-08-19T09:40:00+07:00"},
      {"Sat, 19 Aug 2023 02:40:00 GMT", "2023-08-19T02:40:00+00:00"},
      {"Saturday, August 19, 2023", "2023-08-19"},
      {"  19/8/2023  ", "2023-08-19"},
  };
  for (const Case& c : cases) {
    const absl::optional<PartialDate> date = ParseTimestamp(c.text);
    ASSERT_TRUE(date.has_value()) << c.text;
    EXPECT_EQ(date->ToString(), c.dates) << c.text;
  }
}

TEST(ParseTimestampTest, RefusesEverythingElse) {
  for (const char* text : {"",
                           " ",
                           "19/08",
                           "09:40",
                           "2023",
                           "Hà Nội, 19/08/2023",
                           "19/08/2023 - Tin mới",
                           "31/02/2023",
                           "19/13/2023",
                           "25:40 19/08/2023",
                           "09:61 19/08/2023",
                           "19/08/2023 20/08/2023",
                           "09:40 10:40 19/08/2023",
                           "13/08/23 abc",
                           "2023-13",
                           "19 Foo 2023",
                           "99999999999/1/2023",
                           "Thứ tám, 19/08/2023",
                           "19/08/2023 09:40 GMT+99 x",
                           "0/08/2023",
                           "PM 19/08/2023",
                           "-",
                           "tháng"}) {
    EXPECT_FALSE(ParseTimestamp(text).has_value()) << text;
  }
  EXPECT_FALSE(ParseTimestamp("19/08/2023" + std::string(100000, ' ')).has_value());
}

}  // namespace
}  // namespace khotin::text
