#include "query/time_range.h"

#include <algorithm>
#include <array>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "base/status.h"

namespace khotin::query {
namespace {

constexpr int kVietNamOffsetSeconds = 7 * 60 * 60;

// The days of a date, [begin, end).
struct Days {
  absl::CivilDay begin;
  absl::CivilDay end;
};

absl::Status Unreadable() {
  return absl::InvalidArgumentError(
      "expected a date such as 2023, 2023-08, 2023-08-19 or 2023-08..2023-09");
}

absl::Status NoSuchDate(absl::string_view text) {
  return absl::InvalidArgumentError(
      absl::StrCat("there is no date ", text, "; expected one such as 2023-08-19"));
}

// Up to three numbers with one mark between. A year has four digits, other numbers at most two.
struct Numbers {
  std::array<int, 3> values{};
  size_t count = 0;
  bool year_first = false;
  bool year_last = false;
};

bool ReadNumbers(absl::string_view text, Numbers* numbers) {
  char separator = '\0';
  while (numbers->count < 3) {
    const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const bool year = digits == 4;
    if (!year && digits != 1 && digits != 2) return false;
    if (!absl::SimpleAtoi(text.substr(0, digits), &numbers->values[numbers->count])) return false;
    numbers->year_last = year;
    if (numbers->count == 0) numbers->year_first = year;
    ++numbers->count;
    text.remove_prefix(digits);
    if (text.empty()) break;
    if (!absl::StrContains("-/.", text[0])) return false;
    if (separator != '\0' && text[0] != separator) return false;
    separator = text[0];
    text.remove_prefix(1);
    if (text.empty()) return false;
  }
  const bool one_year = numbers->year_first != (numbers->year_last && numbers->count > 1);
  return text.empty() && one_year;
}

absl::StatusOr<Days> MakeDays(absl::string_view text, int year, int month, int day) {
  if (year < 1) return NoSuchDate(text);
  if (month < 0) return Days{absl::CivilDay(year), absl::CivilDay(year + 1)};
  if (month < 1 || month > 12) return NoSuchDate(text);
  if (day < 0) {
    const absl::CivilMonth first(year, month);
    return Days{absl::CivilDay(first), absl::CivilDay(first + 1)};
  }
  const absl::CivilDay first(year, month, day);
  if (day < 1 || first.day() != day) return NoSuchDate(text);
  return Days{first, first + 1};
}

absl::StatusOr<Days> ParseQuarter(absl::string_view text, int year, int quarter) {
  if (year < 1 || quarter < 1 || quarter > 4) return NoSuchDate(text);
  const absl::CivilMonth first(year, 3 * quarter - 2);
  return Days{absl::CivilDay(first), absl::CivilDay(first + 3)};
}

absl::StatusOr<Days> ParseDays(absl::string_view text) {
  const bool is_quarter = text.size() == 7 && absl::AsciiStrToLower(text.substr(4, 2)) == "-q";
  int year = 0;
  int quarter = 0;
  if (is_quarter && text.find_first_not_of("0123456789") == 4 &&
      absl::SimpleAtoi(text.substr(0, 4), &year) && absl::SimpleAtoi(text.substr(6), &quarter)) {
    return ParseQuarter(text, year, quarter);
  }
  Numbers numbers;
  if (!ReadNumbers(text, &numbers)) return Unreadable();
  if (!numbers.year_first) {
    std::reverse(numbers.values.begin(),
                 numbers.values.begin() + static_cast<ptrdiff_t>(numbers.count));
  }
  const auto& values = numbers.values;
  return MakeDays(text, values[0], numbers.count > 1 ? values[1] : -1,
                  numbers.count > 2 ? values[2] : -1);
}

int64_t StartOf(absl::CivilDay day) {
  return absl::ToUnixSeconds(absl::FromCivil(day, absl::UTCTimeZone())) - kVietNamOffsetSeconds;
}

}  // namespace

absl::StatusOr<TimeRange> ParseTimeRange(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const size_t dots = text.find("..");
  const absl::string_view first = absl::StripAsciiWhitespace(text.substr(0, dots));
  const absl::string_view last =
      dots == text.npos ? first : absl::StripAsciiWhitespace(text.substr(dots + 2));
  if (first.empty() && last.empty()) return Unreadable();
  TimeRange range;
  if (!first.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const Days days, ParseDays(first));
    range.begin = StartOf(days.begin);
  }
  if (!last.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const Days days, ParseDays(last));
    range.end = StartOf(days.end);
  }
  if (range.begin >= range.end) {
    return absl::InvalidArgumentError(
        absl::StrCat("the range ends before it begins; expected ", last, "..", first));
  }
  return range;
}

}  // namespace khotin::query
