#include <string>

#include "gtest/gtest.h"
#include "text/date.h"

namespace khotin::text {
namespace {

struct Case {
  const char* text;
  const char* date;
};

TEST(ForeignTimestampTest, MonthsInWords) {
  const Case cases[] = {
      {"March 3rd, 2021", "2021-03-03"},    {"March 3 2021", "2021-03-03"},
      {"Mar. 3, 2021", "2021-03-03"},       {"3 Mar 2021", "2021-03-03"},
      {"3rd of March 2021", "2021-03-03"},  {"31 May, 2021", "2021-05-31"},
      {"Sept 21st, 2021", "2021-09-21"},    {"Thurs, July 22, 2021", "2021-07-22"},
      {"DECEMBER 2, 2021", "2021-12-02"},   {"June 2021", "2021-06"},
      {"19. März 2021", "2021-03-19"},      {"19 août 2021", "2021-08-19"},
      {"19 de mayo de 2021", "2021-05-19"}, {"19 dicembre 2021", "2021-12-19"},
      {"19 januari 2021", "2021-01-19"},
  };
  for (const Case& c : cases) {
    const absl::optional<PartialDate> date = ParseTimestamp(c.text);
    ASSERT_TRUE(date.has_value()) << c.text;
    EXPECT_EQ(date->ToString(), c.date) << c.text;
  }
}

TEST(ForeignTimestampTest, ATimeIsKeptWithTheOffsetItsZoneHas) {
  const Case cases[] = {
      {"Dec 20, 2021 at 3:00 am EST", "2021-12-20T03:00:00-05:00"},
      {"Dec 20, 2021 3 p.m. PST", "2021-12-20T15:00:00-08:00"},
      {"12:05 AM CEST, 20 June 2021", "2021-06-20T00:05:00+02:00"},
      {"Fri Dec 17 2021 09:40:00 GMT+0000", "2021-12-17T09:40:00+00:00"},
      // Eastern time is one offset in winter and another in summer.
      {"Dec 20, 2021 9:40 a.m. ET", "2021-12-20"},
  };
  for (const Case& c : cases) {
    const absl::optional<PartialDate> date = ParseTimestamp(c.text);
    ASSERT_TRUE(date.has_value()) << c.text;
    EXPECT_EQ(date->ToString(), c.date) << c.text;
  }
}

TEST(ForeignTimestampTest, DayAndMonthAsNumbersFollowThePage) {
  const struct {
    const char* text;
    DayMonthOrder order;
    const char* date;
  } cases[] = {
      {"03/04/2021", DayMonthOrder::kDayFirst, "2021-04-03"},
      {"03/04/2021", DayMonthOrder::kMonthFirst, "2021-03-04"},
      {"03/04/2021", DayMonthOrder::kUnknown, "2021"},
      {"04/04/2021", DayMonthOrder::kUnknown, "2021-04-04"},
      {"13/04/2021", DayMonthOrder::kUnknown, "2021-04-13"},
      {"04/13/2021", DayMonthOrder::kUnknown, "2021-04-13"},
      {"04/13/2021", DayMonthOrder::kMonthFirst, "2021-04-13"},
      {"13/04/2021", DayMonthOrder::kMonthFirst, "2021-04-13"},
      {"2021-03-04", DayMonthOrder::kUnknown, "2021-03-04"},
  };
  for (const auto& c : cases) {
    const absl::optional<PartialDate> date = ParseTimestamp(c.text, c.order);
    ASSERT_TRUE(date.has_value()) << c.text;
    EXPECT_EQ(date->ToString(), c.date) << c.text;
  }
  EXPECT_FALSE(ParseTimestamp("04/13/2021", DayMonthOrder::kDayFirst).has_value());
  EXPECT_FALSE(ParseTimestamp("13/13/2021", DayMonthOrder::kUnknown).has_value());
  EXPECT_FALSE(ParseTimestamp("31/02/2021", DayMonthOrder::kUnknown).has_value());
}

TEST(ForeignTimestampTest, WordsThatAreNoDatesStayOut) {
  for (const char* text : {"May", "May 3", "3rd, 2021", "March 32, 2021", "Version 2021",
                           "Summer 2021", "3 apples 2021", "at 3 pm", "2021 EST"}) {
    EXPECT_FALSE(ParseTimestamp(text).has_value()) << text;
  }
}

TEST(FindTimestampsTest, FindsThemBetweenOtherWords) {
  const struct {
    const char* line;
    const char* found;  // "text=date" of each, joined by |
  } cases[] = {
      {"By An Bình · Dec 20, 2021 at 3:00 am · 5 min read",
       "Dec 20, 2021 at 3:00 am=2021-12-20T03:00:00+07:00"},
      {"August 16, 2019 - Updated July 9, 2021",
       "August 16, 2019=2019-08-16|July 9, 2021=2021-07-09"},
      {"Cập nhật:19/08/2023 09:40.", "19/08/2023 09:40=2023-08-19T09:40:00+07:00"},
      {"Posted on the 15/12/2021 at 19:00 by An", "15/12/2021 at 19:00=2021-12-15T19:00:00+07:00"},
      {"Chương 3 của năm 2021", ""},
      {"no year in 12 March", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    const std::string line = c.line;
    std::string found;
    for (const TimestampMention& mention : FindTimestamps(line, DayMonthOrder::kDayFirst)) {
      if (!found.empty()) found += "|";
      found +=
          line.substr(mention.begin, mention.end - mention.begin) + "=" + mention.date.ToString();
    }
    EXPECT_EQ(found, c.found) << line;
  }
  EXPECT_TRUE(
      FindTimestamps(std::string(1000, ' ') + "3 May 2021", DayMonthOrder::kDayFirst).empty());
}

}  // namespace
}  // namespace khotin::text
