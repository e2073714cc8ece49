#include "entity/rules/lunar_dates.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/string_view.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

bool IsOneOf(absl::string_view word, std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The word at `i` in small letters when it goes on with the sentence, else empty.
std::string Word(const Line& line, size_t i) {
  return line.Continues(i) ? text::ToLower(line.Text(i)) : std::string();
}

bool IsNumber(const Line& line, size_t i) {
  constexpr size_t kDigits = 2;
  return i < line.size() && line.tokens[i].kind == text::TokenKind::kNumber &&
         line.Text(i).size() <= kDigits;
}

// Behind "mùng 1 Tết" and the like that begins at `i`; 0 when there is none.
size_t EndOfDay(const Line& line, size_t i) {
  const std::string word = text::ToLower(line.Text(i));
  const bool counts = word == "mùng" || word == "mồng";
  const size_t number = counts ? i + 1 : i;
  if (!IsNumber(line, number)) return 0;
  const std::string next = Word(line, number + 1);
  if (next == "tết") return number + 2;
  if (next != "tháng") return 0;
  const std::string month = Word(line, number + 2);
  const bool is_lunar = month == "giêng" || month == "chạp";
  return is_lunar || (counts && IsNumber(line, number + 2)) ? number + 3 : 0;
}

size_t EndAt(const Line& line, size_t i) {
  const std::string word = text::ToLower(line.Text(i));
  const std::string next = Word(line, i + 1);
  if (word == "tháng") return next == "giêng" || next == "chạp" ? i + 2 : 0;
  if (word == "rằm") return next == "tháng" && line.Continues(i + 2) ? i + 3 : 0;
  return EndOfDay(line, i);
}

// Behind "nguyên đán", "âm lịch" and "năm Đinh Dậu" that stand at `end`.
size_t TakeRest(const Line& line, size_t end) {
  const std::string word = Word(line, end);
  const std::string next = Word(line, end + 1);
  if ((word == "nguyên" && next == "đán") || (word == "âm" && next == "lịch")) end += 2;
  const size_t stem = Word(line, end) == "năm" ? end + 1 : end;
  const bool is_year = line.Continues(stem) && line.Continues(stem + 1) && line.Capital(stem + 1) &&
                       IsOneOf(line.Text(stem), {"Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh",
                                                 "Tân", "Nhâm", "Quý"});
  return is_year ? stem + 2 : end;
}

}  // namespace

absl::optional<Found> FindLunarDate(const Line& line, size_t i) {
  const size_t end = EndAt(line, i);
  if (end == 0) return absl::nullopt;
  const bool day_word =
      i > 0 && line.Continues(i) && IsOneOf(line.Text(i - 1), {"ngày", "Ngày", "đêm", "sáng"});
  Found found;
  found.type = EntityType::kDate;
  found.begin = static_cast<uint32_t>(day_word ? i - 1 : i);
  found.end = static_cast<uint32_t>(TakeRest(line, end));
  return found;
}

}  // namespace khotin::entity::rules
