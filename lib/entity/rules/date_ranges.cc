#include "entity/rules/date_ranges.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::PartialDate;
using text::TokenKind;

constexpr int kMostYears = 100;

bool IsDash(const Line& line, size_t i) { return line.IsMark(i, "-") || line.IsMark(i, "–"); }

PartialDate YearDate(int year) {
  PartialDate date;
  date.year = year;
  return date;
}

// A range of two ends without what stands before it.
struct Ends {
  size_t end = 0;  // behind its last token
  PartialDate first;
  PartialDate second;
};

// The year of two digits or four that follows `first`; 0 when there is none.
int YearBehind(int first, int number) {
  constexpr int kCentury = 100;
  const int year = number < kCentury ? first - first % kCentury + number : number;
  return year > first && year - first <= kMostYears ? year : 0;
}

absl::optional<Ends> YearsOfOneToken(const Line& line, size_t i) {
  const std::vector<int> numbers = NumbersOf(line.Text(i));
  if (numbers.size() != 2 || !MayBeYear(numbers[0])) return absl::nullopt;
  const int second = YearBehind(numbers[0], numbers[1]);
  if (second != numbers[0] + 1) return absl::nullopt;
  return Ends{i + 1, YearDate(numbers[0]), YearDate(second)};
}

absl::optional<Ends> Years(const Line& line, size_t i, int first) {
  int number = 0;
  if (!MayBeYear(first) || !absl::SimpleAtoi(line.Text(i + 2), &number)) return absl::nullopt;
  const bool is_short = line.Text(i + 2).size() == 2 && line.Tight(i) && line.Tight(i + 1);
  if (!is_short && !MayBeYear(number)) return absl::nullopt;
  const int second = YearBehind(first, number);
  if (second == 0 || (is_short && second != first + 1)) return absl::nullopt;
  return Ends{i + 3, YearDate(first), YearDate(second)};
}

// "13-15/7/2017", "7-8/2016"; with spaces the two are dates of their own.
absl::optional<Ends> DaysOrMonths(const Line& line, size_t i, int first) {
  if (line.tokens[i + 2].kind != TokenKind::kDate || !line.Tight(i) || !line.Tight(i + 1)) {
    return absl::nullopt;
  }
  const std::vector<int> numbers = NumbersOf(line.Text(i + 2));
  if (numbers.size() < 2 || first < 1 || first >= numbers[0]) return absl::nullopt;
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  Ends ends;
  ends.end = i + 3;
  if (numbers.size() == 2 && MayBeYear(numbers[1])) {
    if (numbers[0] > kMonths) return absl::nullopt;
    ends.first = ends.second = YearDate(numbers[1]);
    ends.first.month = first;
    ends.second.month = numbers[0];
    return ends;
  }
  if (numbers[0] > kDays || numbers[1] < 1 || numbers[1] > kMonths) return absl::nullopt;
  if (numbers.size() == 3 && !MayBeYear(numbers[2])) return absl::nullopt;
  ends.second.year = numbers.size() == 3 ? numbers[2] : 0;
  ends.second.month = numbers[1];
  ends.first = ends.second;
  ends.first.day = first;
  ends.second.day = numbers[0];
  return ends;
}

absl::optional<Ends> EndsAt(const Line& line, size_t i) {
  if (line.tokens[i].kind != TokenKind::kNumber) return absl::nullopt;
  int first = 0;
  if (!absl::SimpleAtoi(line.Text(i), &first)) return YearsOfOneToken(line, i);
  if (!line.Continues(i + 1) || !line.Continues(i + 2) || !IsDash(line, i + 1)) {
    return absl::nullopt;
  }
  auto ends = Years(line, i, first);
  return ends.has_value() ? ends : DaysOrMonths(line, i, first);
}

bool IsOneOf(absl::string_view word, std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Where the words before the first number begin that belong to the date.
size_t TakeWords(const Line& line, size_t begin, text::DatePrecision precision) {
  if (begin == 0 || line.sentence_start[begin] != 0) return begin;
  const std::string before = text::ToLower(line.Text(begin - 1));
  if (precision == text::DatePrecision::kYear) {
    if (before == "năm") return begin - 1;
    const bool school = before == "học" && begin >= 2 && line.sentence_start[begin - 1] == 0 &&
                        text::ToLower(line.Text(begin - 2)) == "năm";
    return school ? begin - 2 : begin;
  }
  if (precision == text::DatePrecision::kMonth) return before == "tháng" ? begin - 1 : begin;
  return IsOneOf(before, {"ngày", "đêm", "sáng", "chiều", "tối"}) ? begin - 1 : begin;
}

}  // namespace

std::vector<int> NumbersOf(absl::string_view token) {
  std::vector<int> numbers;
  for (const absl::string_view part : absl::StrSplit(token, absl::ByAnyChar("/.-"))) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number)) return {};
    numbers.push_back(number);
  }
  return numbers;
}

absl::optional<std::string> RangeValue(PartialDate first, const PartialDate& second) {
  if (first.month == 0 && first.day > 0) first.month = second.month;
  const bool in_year = std::tie(first.month, first.day, first.quarter) <
                       std::tie(second.month, second.day, second.quarter);
  if (first.year == 0 && in_year) first.year = second.year;
  const text::DatePrecision precision = second.Precision();
  const bool same = first.Precision() == precision && precision != text::DatePrecision::kUnknown;
  const bool turns_year = (first.year == 0 || second.year == 0) && first.month > second.month;
  const bool follows = turns_year || (first.year > 0 && first.year < second.year) ||
                       (first.year == second.year && in_year);
  const bool is_bare_day = first.day > 0 && first.month == 0;
  if (!same || !follows || is_bare_day) return absl::nullopt;
  return absl::StrCat(first.ToString(), "/", second.ToString());
}

std::vector<Found> FindRanges(const Line& line) {
  std::vector<Found> ranges;
  for (size_t i = 0; i < line.size();) {
    const absl::optional<Ends> ends = EndsAt(line, i);
    const auto value = ends.has_value() ? RangeValue(ends->first, ends->second) : absl::nullopt;
    if (!value.has_value()) {
      ++i;
      continue;
    }
    const size_t begin = TakeWords(line, i, ends->second.Precision());
    ranges.push_back({EntityType::kDate, static_cast<uint32_t>(begin),
                      static_cast<uint32_t>(ends->end), *value});
    i = ends->end;
  }
  return ranges;
}

}  // namespace khotin::entity::rules
