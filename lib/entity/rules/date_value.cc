#include "entity/rules/date_value.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "entity/rules/date_ranges.h"
#include "text/calendar.h"
#include "text/date.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::PartialDate;
using text::TokenKind;

constexpr size_t kMostTokens = 16;  // of a range; what is longer is none

bool IsOneOf(absl::string_view word, std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool JoinsRange(const Line& line, size_t i) {
  return IsOneOf(line.Text(i), {"-", "–", "đến", "tới"});
}

bool IsRange(absl::string_view value) { return value.find('/') != absl::string_view::npos; }

// A span of tokens.
struct Stretch {
  size_t begin = 0;
  size_t end = 0;
};

PartialDate OfNumbers(const std::vector<int>& numbers) {
  PartialDate date;
  if (numbers.size() == 2 && MayBeYear(numbers[1])) {
    date.month = numbers[0];
    date.year = numbers[1];
  } else if (numbers.size() == 2 || (numbers.size() == 3 && MayBeYear(numbers[2]))) {
    date.day = numbers[0];
    date.month = numbers[1];
    date.year = numbers.size() == 3 ? numbers[2] : 0;
  }
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  const bool fits = date.month >= 1 && date.month <= kMonths && date.day >= 0 && date.day <= kDays;
  return fits ? date : PartialDate();
}

// A number alone: a year, a month behind "tháng", else a day whose month is not told.
PartialDate OfNumber(int number, absl::string_view before) {
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  PartialDate date;
  if (MayBeYear(number)) {
    date.year = number;
  } else if (before == "tháng") {
    date.month = number <= kMonths ? number : 0;
  } else if (before != "năm" && number <= kDays) {
    date.day = number;
  }
  return date;
}

// The month that words tell from token i on, and the token behind them: "Tư", "Mười Hai", of which
// "Hai" may stand behind the mention; 0 for none.
int WrittenMonth(const Line& line, size_t* i, size_t end) {
  constexpr absl::string_view kNames[] = {"một", "hai", "ba",  "tư",   "năm",
                                          "sáu", "bảy", "tám", "chín", "mười"};
  constexpr int kTen = 10;
  const auto number = [&](size_t at) {
    const bool belongs = at < end || (at == end && line.Continues(at) && line.Capital(at));
    const std::string word = belongs ? text::ToLower(line.Text(at)) : std::string();
    const auto* const name = std::find(std::begin(kNames), std::end(kNames), word);
    return name == std::end(kNames) ? 0 : static_cast<int>(name - std::begin(kNames)) + 1;
  };
  int month = number(*i);
  const bool is_year =
      *i + 1 < end && line.Text(*i) == "năm" && line.tokens[*i + 1].kind == TokenKind::kNumber;
  if (month == 0 || is_year) return 0;
  ++*i;
  const int unit = month == kTen ? number(*i) : 0;
  if (unit == 1 || unit == 2) {
    month += unit;
    ++*i;
  }
  return month;
}

class ValueReader {
 public:
  ValueReader(const Line& line, absl::Span<const Found> dates) : line_(line), dates_(dates) {}

  std::string Read(const Stretch& stretch) const {
    for (const Found& date : Within(stretch)) {
      if (IsRange(date.value)) return date.value;
    }
    const size_t limit = std::min(stretch.end, stretch.begin + kMostTokens);
    for (size_t i = stretch.begin + 1; i + 1 < limit; ++i) {
      if (!JoinsRange(line_, i)) continue;
      const auto value = RangeValue(DateOf({stretch.begin, i}), DateOf({i + 1, stretch.end}));
      if (value.has_value()) return *value;
    }
    const absl::optional<PartialDate> written = Written(stretch);
    if (written.has_value()) return written->ToString();
    const absl::Span<const Found> told = Within(stretch);
    if (!told.empty()) return told.back().value;
    const PartialDate date = DateOf(stretch);
    return date.day > 0 && date.month == 0 ? std::string() : date.ToString();
  }

  // What one end of a range says; a day may be without its month.
  PartialDate DateOf(const Stretch& stretch) const {
    const absl::optional<PartialDate> written = Written(stretch);
    if (written.has_value()) return *written;
    const absl::Span<const Found> told = Within(stretch);
    if (!told.empty()) {
      return text::ParsePartialDate(told.back().value).value_or(PartialDate());
    }
    size_t at = stretch.end;
    for (size_t i = stretch.begin; i < stretch.end; ++i) {
      const TokenKind kind = line_.tokens[i].kind;
      const bool is_number = kind == TokenKind::kNumber || kind == TokenKind::kDate;
      const bool is_word = line_.ShapeAt(i) == Shape::kLower || i == stretch.begin;
      if ((is_number && at < stretch.end) || (!is_number && !is_word)) return {};
      if (is_number) at = i;
    }
    return at == stretch.end ? PartialDate() : OfToken(at, stretch);
  }

 private:
  // "ngày 30 tháng Tư năm 1975", "đầu tháng Mười Hai": a month in words with what stands beside it.
  absl::optional<PartialDate> Written(const Stretch& stretch) const {
    size_t i = stretch.begin;
    while (i < stretch.end && text::ToLower(line_.Text(i)) != "tháng") ++i;
    const int day = i > stretch.begin ? NumberAt(i - 1) : 0;
    ++i;
    PartialDate date;
    date.month = WrittenMonth(line_, &i, stretch.end);
    if (date.month == 0) return absl::nullopt;
    if (IsLunar(stretch)) return PartialDate();
    constexpr int kDays = 31;
    if (day <= kDays) date.day = day;
    for (; i < stretch.end; ++i) {
      if (MayBeYear(NumberAt(i))) date.year = NumberAt(i);
    }
    return date;
  }

  // A day or month of the calendar of the moon, which has no value.
  bool IsLunar(const Stretch& stretch) const {
    for (size_t i = stretch.begin; i < stretch.end; ++i) {
      if (IsOneOf(text::ToLower(line_.Text(i)), {"rằm", "mùng", "mồng", "âm"})) return true;
    }
    return false;
  }

  // The number a token is, when it is nothing else; else 0.
  int NumberAt(size_t i) const {
    int number = 0;
    return absl::SimpleAtoi(line_.Text(i), &number) ? number : 0;
  }

  PartialDate OfToken(size_t at, const Stretch& stretch) const {
    // Decades and centuries are no years.
    const std::string opening = text::ToLower(line_.Text(stretch.begin));
    if (IsOneOf(opening, {"thập", "thế", "những"})) return {};
    int number = 0;
    if (!absl::SimpleAtoi(line_.Text(at), &number)) return OfNumbers(NumbersOf(line_.Text(at)));
    return OfNumber(number, at > stretch.begin ? text::ToLower(line_.Text(at - 1)) : "");
  }

  // The dates that begin or end in a stretch.
  absl::Span<const Found> Within(const Stretch& stretch) const {
    const auto first = std::partition_point(
        dates_.begin(), dates_.end(), [&](const Found& date) { return date.end <= stretch.begin; });
    const auto last = std::partition_point(
        first, dates_.end(), [&](const Found& date) { return date.begin < stretch.end; });
    return dates_.subspan(static_cast<size_t>(first - dates_.begin()),
                          static_cast<size_t>(last - first));
  }

  const Line& line_;
  const absl::Span<const Found> dates_;
};

// Whether nothing but words between two days or months stands from `begin` to `end`; `*is_range` is
// told whether they are ends of a range.
bool AreJoined(const Line& line, size_t begin, size_t end, bool* is_range) {
  constexpr size_t kMostWords = 2;
  if (begin >= end || end - begin > kMostWords) return false;
  *is_range = false;
  for (size_t i = begin; i < end; ++i) {
    if (JoinsRange(line, i)) *is_range = true;
    const bool joins = JoinsRange(line, i) ||
                       IsOneOf(line.Text(i), {"và", ",", "hết", "cho", "hoặc", "hay", "sang"});
    if (!joins || !line.Continues(i)) return false;
  }
  return line.Continues(end);
}

// False when a value, or an end of a range, is a day that its month does not have.
bool AreOfCalendar(absl::string_view value) {
  for (const absl::string_view end : absl::StrSplit(value, '/')) {
    const absl::optional<PartialDate> date = text::ParsePartialDate(end);
    const bool has_day = date.has_value() && date->day > 0;
    if (has_day && !text::IsCalendarDay(date->year, date->month, date->day)) return false;
  }
  return true;
}

// The month and year that the date behind tells of this one.
void TakeParts(const std::string& behind, bool is_range, PartialDate date, std::string* value) {
  const std::string last = behind.substr(behind.find('/') + 1);
  const absl::optional<PartialDate> second = text::ParsePartialDate(last);
  if (!second.has_value() || IsRange(behind)) return;
  if (is_range) {
    const auto range = RangeValue(date, *second);
    if (range.has_value()) *value = range->substr(0, range->find('/'));
    return;
  }
  if (date.day == 0 || date.month > 0 || second->day == 0 || second->month == 0) return;
  date.month = second->month;
  *value = date.ToString();
}

}  // namespace

void ReadDateValues(const Line& line, absl::Span<const Found> dates, std::vector<Found>* found) {
  const ValueReader reader(line, dates);
  const Found* behind = nullptr;
  for (size_t i = found->size(); i-- > 0;) {
    Found& mention = (*found)[i];
    if (mention.type != EntityType::kDate) {
      behind = nullptr;
      continue;
    }
    const Stretch stretch = {mention.begin, mention.end};
    mention.value = reader.Read(stretch);
    bool is_range = false;
    if (behind != nullptr && !IsRange(mention.value) &&
        AreJoined(line, mention.end, behind->begin, &is_range)) {
      TakeParts(behind->value, is_range, reader.DateOf(stretch), &mention.value);
    }
    if (!AreOfCalendar(mention.value)) mention.value.clear();
    behind = &mention;
  }
}

}  // namespace khotin::entity::rules
