#include "entity/rules/date_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/types/optional.h"
#include "entity/rules/date_ranges.h"
#include "entity/rules/lunar_dates.h"
#include "text/date.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::TokenKind;

bool IsOneOf(absl::string_view word, std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Found MakeDate(size_t begin, size_t end, std::string value) {
  return Found{EntityType::kDate, static_cast<uint32_t>(begin), static_cast<uint32_t>(end),
               std::move(value)};
}

// The number a token is, when it is nothing else.
absl::optional<int> NumberAt(const Line& line, size_t i) {
  int number = 0;
  if (i >= line.size() || line.tokens[i].kind != TokenKind::kNumber) return absl::nullopt;
  if (!absl::SimpleAtoi(line.Text(i), &number)) return absl::nullopt;
  return number;
}

bool IsYear(const Line& line, size_t i) {
  const absl::optional<int> number = NumberAt(line, i);
  return number.has_value() && *number >= 1900 && *number <= 2099;
}

// "hôm", "sáng nay" and "hôm qua" before a date are not part of it.
size_t SkipRelativeWords(const Line& line, size_t begin, size_t end) {
  for (size_t i = begin; i + 1 < end; ++i) {
    if (IsOneOf(line.Text(i), {"hôm", "Hôm", "nay", "qua", "mai"})) begin = i + 1;
  }
  return begin;
}

// "đầu năm 2017", "nửa đầu năm 2017", "6 tháng đầu năm 2017", "trung tuần tháng 8", "mùa hè năm
// 2014"
size_t TakeInPart(const Line& line, size_t begin) {
  if (begin == 0 || line.sentence_start[begin]) return begin;
  const std::string first = text::ToLower(line.Text(begin));
  if (first != "năm" && first != "tháng" && first != "quý") return begin;
  const std::string part = text::ToLower(line.Text(begin - 1));
  const std::string before =
      begin >= 2 && line.Continues(begin - 1) ? text::ToLower(line.Text(begin - 2)) : std::string();
  const bool is_third = part == "tuần" && IsOneOf(before, {"thượng", "trung", "hạ"});
  const bool is_season = before == "mùa" && IsOneOf(part, {"xuân", "hè", "thu", "đông", "khô"});
  if (is_third || is_season) return begin - 2;
  if (!IsOneOf(part, {"đầu", "giữa", "cuối"})) return begin;
  if (before == "nửa") return begin - 2;
  const bool months = first == "năm" && before == "tháng" && begin >= 3 &&
                      line.Continues(begin - 2) && NumberAt(line, begin - 3).has_value();
  return months ? begin - 3 : begin - 1;
}

int MonthByName(absl::string_view word) {
  constexpr absl::string_view kNames[] = {"một", "hai", "ba",  "tư",   "năm",
                                          "sáu", "bảy", "tám", "chín", "mười"};
  const std::string lower = text::ToLower(word);
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == lower) return static_cast<int>(i) + 1;
  }
  return 0;
}

// "tháng 3", "tháng Tư"; not "3 tháng", which is a length of time.
absl::optional<Found> BareMonth(const Line& line, size_t i) {
  if (!line.Continues(i + 1) || !IsOneOf(line.Text(i), {"tháng", "Tháng"})) return absl::nullopt;
  if (i > 0 && !line.sentence_start[i] &&
      (NumberAt(line, i - 1).has_value() ||
       IsOneOf(line.Text(i - 1), {"mấy", "một", "hai", "ba", "mỗi", "vài", "hàng", "nhiều"}))) {
    return absl::nullopt;
  }
  text::PartialDate date;
  date.month = NumberAt(line, i + 1).value_or(MonthByName(line.Text(i + 1)));
  if (date.month < 1 || date.month > 12) return absl::nullopt;
  return MakeDate(i, i + 2, date.ToString());
}

// "(SN 1990", "giai đoạn 2016-2020", "(2017)"
absl::optional<Found> BareYear(const Line& line, size_t i) {
  if (!IsYear(line, i) || i == 0) return absl::nullopt;
  const absl::string_view before = line.Text(i - 1);
  const bool told = IsOneOf(before, {"SN", "đoạn", "kỳ", "sinh", "khóa", "hè", "Hè", "mùa"}) ||
                    (before == "(" && line.IsMark(i + 1, ")"));
  if (!told) return absl::nullopt;
  text::PartialDate date;
  date.year = *NumberAt(line, i);
  return MakeDate(i, i + 1, date.ToString());
}

// "26/2" after "sáng nay" or a bracket, or with a day that is no part of a fraction.
absl::optional<Found> BareDay(const Line& line, size_t i) {
  if (line.tokens[i].kind != TokenKind::kDate) return absl::nullopt;
  const absl::string_view token = line.Text(i);
  const size_t cut = token.find_first_of("/-.");
  text::PartialDate date;
  if (cut == absl::string_view::npos || !absl::SimpleAtoi(token.substr(0, cut), &date.day) ||
      !absl::SimpleAtoi(token.substr(cut + 1), &date.month)) {
    return absl::nullopt;
  }
  if (date.day < 1 || date.day > 31 || date.month < 1 || date.month > 12) return absl::nullopt;
  const bool first = i == 0 || line.sentence_start[i] != 0;
  const absl::string_view before = first ? absl::string_view() : line.Text(i - 1);
  const bool after_day = IsOneOf(before, {"nay", "qua", "mai", "(", "hôm"});
  const bool beside = IsOneOf(before, {",", "trước", "từ", "đến", "và", "tới", "vào", "sau"});
  const bool slash = token[cut] == '/' && (date.day > 12 || token[0] == '0' || beside);
  if (!after_day && !slash) return absl::nullopt;
  return MakeDate(i, i + 1, date.ToString());
}

// "thế kỷ XX", "thập niên 1950", "những năm 1990", "quý II"
absl::optional<Found> Period(const Line& line, size_t i) {
  if (!line.Continues(i + 1)) return absl::nullopt;
  const std::string word = text::ToLower(line.Text(i));
  const auto roman = [&](size_t k) {
    return line.Text(k).find_first_not_of("IVX") == absl::string_view::npos;
  };
  if (word == "quý" && roman(i + 1)) return MakeDate(i, i + 2, {});
  if (!line.Continues(i + 2)) return absl::nullopt;
  const absl::string_view next = line.Text(i + 1);
  const bool number = NumberAt(line, i + 2).has_value();
  if (word == "thế" && (next == "kỷ" || next == "kỉ") && (number || roman(i + 2))) {
    return MakeDate(i, i + 3, {});
  }
  if (word == "thập" && (next == "niên" || next == "kỷ") && number) return MakeDate(i, i + 3, {});
  if (word == "những" && next == "năm" && number) return MakeDate(i, i + 3, {});
  return absl::nullopt;
}

absl::optional<Found> BareDate(const Line& line, size_t i) {
  if (auto found = FindLunarDate(line, i); found.has_value()) return found;
  if (auto found = Period(line, i); found.has_value()) return found;
  if (auto found = BareMonth(line, i); found.has_value()) {
    found->begin = static_cast<uint32_t>(TakeInPart(line, i));
    return found;
  }
  if (auto found = BareYear(line, i); found.has_value()) return found;
  return BareDay(line, i);
}

// The dates of lib/text on token borders.
std::vector<Found> TextDates(const Line& line) {
  std::vector<Found> dates;
  size_t token = 0;
  for (const text::DateMention& date : text::FindDates(line.norm.text, line.tokens)) {
    while (token < line.size() && line.tokens[token].end <= date.begin) ++token;
    size_t end = token;
    while (end < line.size() && line.tokens[end].begin < date.end) ++end;
    if (end == token) continue;
    const size_t begin = TakeInPart(line, SkipRelativeWords(line, token, end));
    dates.push_back(MakeDate(begin, end, date.date.ToString()));
    token = end;
  }
  return dates;
}

// The dates of lib/text, but for those that ranges hold, and the ranges.
std::vector<Found> ToldDates(const Line& line) {
  std::vector<Found> told = FindRanges(line);
  const size_t ranges = told.size();
  size_t next = 0;
  for (Found& date : TextDates(line)) {
    while (next < ranges && told[next].end <= date.begin) ++next;
    if (next == ranges || date.end <= told[next].begin) told.push_back(std::move(date));
  }
  std::inplace_merge(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(ranges), told.end(),
                     [](const Found& a, const Found& b) { return a.begin < b.begin; });
  return told;
}

bool MayBeDate(const Line& line, size_t i) {
  return line.ShapeAt(i) == Shape::kNumber ||
         IsOneOf(line.Text(i), {"tháng", "Tháng", "quý", "Quý", "thế", "Thế", "thập", "Thập", "rằm",
                                "Rằm", "mùng", "Mùng", "mồng", "Mồng", "những", "Những"});
}

}  // namespace

std::vector<Found> FindLineDates(const Line& line) {
  std::vector<Found> told = ToldDates(line);
  std::vector<Found> dates;
  size_t next = 0;
  for (size_t i = 0; i < line.size();) {
    const size_t limit = next < told.size() ? told[next].begin : line.size();
    if (i >= limit) {
      i = told[next].end;
      if (dates.empty() || dates.back().end <= told[next].begin) {
        dates.push_back(std::move(told[next]));
      }
      ++next;
      continue;
    }
    absl::optional<Found> bare;
    if (MayBeDate(line, i)) bare = BareDate(line, i);
    const bool fits = bare.has_value() && bare->end <= limit &&
                      (dates.empty() || dates.back().end <= bare->begin);
    i = fits ? bare->end : i + 1;
    if (fits) dates.push_back(*std::move(bare));
  }
  return dates;
}

}  // namespace khotin::entity::rules
