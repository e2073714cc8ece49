#include "gtest/gtest.h"
#include "text/date.h"

namespace khotin::text {
namespace {

TEST(PartialDateTest, ReadsWhatItWrites) {
  for (const char* text : {"2022", "2022-Q3", "2022-04", "2023-02-06", "2023-08-19T09:40:00+07:00",
                           "2023-08-19T09:40:31-03:30", "--02-26", "--02"}) {
    const absl::optional<PartialDate> date = ParsePartialDate(text);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(date->ToString(), text);
  }
}

TEST(PartialDateTest, RefusesEverythingElse) {
  for (const char* text :
       {"", "-", "--", "0000", "22", "2022-", "2022-13", "2022-00", "2022-Q5", "2023-02-32",
        "2023-02-06T", "2023-02-06T09:40", "2023-02-06T25:00:00Z", "2023-02-06T09:40:00+99:00",
        "2022 ", "hôm qua", "--Q1", "--02-26T09:40:00+07:00", "20220"}) {
    EXPECT_FALSE(ParsePartialDate(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace khotin::text
