// Dates as Vietnamese news writes them.
#ifndef KHOTIN_TEXT_DATE_H_
#define KHOTIN_TEXT_DATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "text/tokenize.h"

namespace khotin::text {

enum class DatePrecision : uint8_t { kUnknown, kYear, kQuarter, kMonth, kDay, kMinute, kSecond };

// A date of which only the first parts may be known; an unknown part is 0 (for hour and minute,
// -1). A day and month without a year stay without one: nothing is inferred.
struct PartialDate {
  int year = 0;
  int quarter = 0;
  int month = 0;
  int day = 0;
  int hour = -1;
  int minute = -1;
  int second = -1;
  // Minutes east of UTC, when the text says so.
  absl::optional<int> utc_offset_minutes;

  DatePrecision Precision() const;

  // ISO 8601 at the known precision: 2022, 2022-Q3, 2022-04, 2023-02-06,
  // 2023-08-19T09:40:00+07:00; a day without a year is --02-26. A time of day without an offset
  // takes +07:00, the time of Viet Nam.
  std::string ToString() const;
};

struct DateMention {
  uint32_t begin = 0;  // bytes in the given text; leading "ngày", "tháng", "năm" … included
  uint32_t end = 0;
  PartialDate date;
};

// Finds: ngày/sáng/trưa/chiều/tối/đêm d/m[/y] (in full or after any day word), d/m/y with / - . and
// spaced "16 - 3" after a day word, "ngày d tháng m[ năm y]", "tháng m/y", "tháng m năm y",
// "năm y", "quý I/2023", "quý 3 năm 2022", bare m/yyyy. Day words are also weekdays, "hôm nay ("
// and the first day of a range ("ngày 6 và 7/2" gives 7/2). A year of two digits lies in 1950-2049.
// Rejects scores (2-1), fractions (2/3 without a day word), counts ("ngày 2-3 lần"), decades
// ("những năm 1990"), ranges of plain numbers, impossible days and months, months and quarters
// without a year. Text is NFC. Mentions in order, not overlapping.
std::vector<DateMention> FindDates(absl::string_view text);

// The same for a text whose tokens are at hand: `tokens` is what Tokenize gives of it.
std::vector<DateMention> FindDates(absl::string_view text, const std::vector<Token>& tokens);

// Which of two numbers is the day when both could be: 03/04/2021.
enum class DayMonthOrder : uint8_t {
  kDayFirst,    // as Vietnamese has it, and most languages
  kMonthFirst,  // as in the United States
  kUnknown,     // then only a number over 12 tells; of 03/04/2021 no more than the year is known
};

// Reads a whole line or attribute as one publication date: "09:40 19/08/2023",
// "Thứ bảy, 19/8/2023 | 09:40 GMT+7", "19/08/2023 - 09:40", "19-08-2023 9:40 PM",
// "19 tháng 8 năm 2023", "August 19th, 2023 at 9:40 a.m. EST", "19 Aug 2023", "August 2023" and the
// like in other large European languages, ISO 8601 ("2023-08-19T09:40:00+07:00", "2023-08-19",
// "2023-08"), RFC 2822. A time in a zone whose offset depends on the season ("ET") is left out.
// nullopt when anything else stands there too, or no year.
absl::optional<PartialDate> ParseTimestamp(absl::string_view text,
                                           DayMonthOrder order = DayMonthOrder::kDayFirst);

struct TimestampMention {
  size_t begin = 0;  // bytes in the given text
  size_t end = 0;
  PartialDate date;
};

// The longest pieces of a short line that ParseTimestamp reads: of "By An Bình · Dec 20, 2023 at
// 3:00 am · 5 min read" the one date. In order, not overlapping. Lines over 300 bytes, and those
// without a year of four digits, hold none. Text is NFC.
std::vector<TimestampMention> FindTimestamps(absl::string_view line, DayMonthOrder order);

// Reads what PartialDate::ToString wrote; nullopt for anything else.
absl::optional<PartialDate> ParsePartialDate(absl::string_view text);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_DATE_H_
