#include "query/time_range.h"

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace khotin::query {
namespace {

int64_t InVietNam(int year, int month, int day) {
  return absl::ToUnixSeconds(
      absl::FromCivil(absl::CivilDay(year, month, day), absl::FixedTimeZone(7 * 60 * 60)));
}

TEST(ParseTimeRangeTest, EveryPrecisionAndForm) {
  struct Case {
    const char* text;
    int64_t begin;
    int64_t end;
  };
  const int64_t first = TimeRange().begin;
  const int64_t last = TimeRange().end;
  const Case cases[] = {
      {"2023", InVietNam(2023, 1, 1), InVietNam(2024, 1, 1)},
      {"2023-08", InVietNam(2023, 8, 1), InVietNam(2023, 9, 1)},
      {"2023-12", InVietNam(2023, 12, 1), InVietNam(2024, 1, 1)},
      {"2023-Q3", InVietNam(2023, 7, 1), InVietNam(2023, 10, 1)},
      {"2023-q4", InVietNam(2023, 10, 1), InVietNam(2024, 1, 1)},
      {"2023-08-19", InVietNam(2023, 8, 19), InVietNam(2023, 8, 20)},
      {"2023/8/9", InVietNam(2023, 8, 9), InVietNam(2023, 8, 10)},
      {"19/8/2023", InVietNam(2023, 8, 19), InVietNam(2023, 8, 20)},
      {"09-08-2023", InVietNam(2023, 8, 9), InVietNam(2023, 8, 10)},
      {"19.8.2023", InVietNam(2023, 8, 19), InVietNam(2023, 8, 20)},
      {"8/2023", InVietNam(2023, 8, 1), InVietNam(2023, 9, 1)},
      {"29/2/2024", InVietNam(2024, 2, 29), InVietNam(2024, 3, 1)},
      {"2023-08..2023-09", InVietNam(2023, 8, 1), InVietNam(2023, 10, 1)},
      {"2023-08 .. 2023-09", InVietNam(2023, 8, 1), InVietNam(2023, 10, 1)},
      {"19.8.2023..20.8.2023", InVietNam(2023, 8, 19), InVietNam(2023, 8, 21)},
      {"2023..2023-02", InVietNam(2023, 1, 1), InVietNam(2023, 3, 1)},
      {"..2023", first, InVietNam(2024, 1, 1)},
      {"2023-08..", InVietNam(2023, 8, 1), last},
      {"0001", InVietNam(1, 1, 1), InVietNam(2, 1, 1)},
      {"9999", InVietNam(9999, 1, 1), InVietNam(10000, 1, 1)},
  };
  for (const Case& c : cases) {
    const auto range = ParseTimeRange(c.text);
    ASSERT_TRUE(range.ok()) << c.text << ": " << range.status();
    EXPECT_EQ(range->begin, c.begin) << c.text;
    EXPECT_EQ(range->end, c.end) << c.text;
  }
}

TEST(ParseTimeRangeTest, WhatIsNoDateIsRefused) {
  for (const char* const text : {"",
                                 "..",
                                 " .. ",
                                 "yesterday",
                                 "23",
                                 "23-08",
                                 "2023-",
                                 "-2023",
                                 "2023-08-19-01",
                                 "20233",
                                 "2023-08/19",
                                 "8-2023-19",
                                 "2023-8-2024",
                                 "19/8",
                                 "2023...2024",
                                 "2023..2024..2025",
                                 "2023-Q",
                                 "2023-Qx",
                                 "2023-Q33",
                                 "99999999999999999999",
                                 "2023-08-19T09:40",
                                 "2023–08"}) {
    const absl::Status status = ParseTimeRange(text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << text;
    EXPECT_EQ(status.message(),
              "expected a date such as 2023, 2023-08, 2023-08-19 or 2023-08..2023-09")
        << text;
  }
  for (const char* const text : {"2023-13", "2023-00", "2023-02-29", "32/1/2023", "0/1/2023",
                                 "0000", "2023-Q5", "2023-Q0", "2023..2023-02-30"}) {
    const absl::Status status = ParseTimeRange(text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << text;
    EXPECT_EQ(status.message().substr(0, 17), "there is no date ") << text;
  }
  EXPECT_EQ(ParseTimeRange("2023-09..2023-08").status().message(),
            "the range ends before it begins; expected 2023-08..2023-09");
}

}  // namespace
}  // namespace khotin::query
