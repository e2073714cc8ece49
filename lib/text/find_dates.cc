#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

#include "text/calendar.h"
#include "text/date.h"
#include "text/scan.h"
#include "text/syllable.h"
#include "text/tokenize.h"

namespace khotin::text {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

bool IsOneOf(absl::string_view word, std::initializer_list<absl::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsDayWord(absl::string_view word) {
  return IsOneOf(word,
                 {"ngày", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "hôm", "mùng", "mồng"});
}

// What follows two numbers that are a quantity: "ngày 2-3 lần".
bool IsCounted(absl::string_view word) {
  return IsOneOf(
      word, {"bữa",   "buổi",  "ca",  "cái", "chai", "chuyến", "con",  "cốc",   "giờ",   "kg",
             "km",    "liều",  "lít", "ly",  "lần",  "lượt",   "ngàn", "nghìn", "người", "suất",
             "tiếng", "triệu", "tấn", "tỉ",  "tỷ",   "viên",   "vụ",   "vòng",  "đồng"});
}

bool IsCountOfDays(absl::string_view word) {
  return IsOneOf(word, {"mỗi", "một", "vài", "mấy", "từng", "hàng", "nửa"});
}

int RomanQuarter(absl::string_view word) {
  if (word == "i") return 1;
  if (word == "ii") return 2;
  if (word == "iii") return 3;
  return word == "iv" ? 4 : 0;
}

// The numbers of 6/2/2023, 26/2 or 16.3.
struct Numbers {
  int value[3] = {0, 0, 0};
  size_t digits[3] = {0, 0, 0};
  int count = 0;
  char separator = '\0';
};

Numbers NumbersIn(absl::string_view token) {
  Numbers numbers;
  size_t begin = 0;
  while (numbers.count < 3) {
    size_t end = begin;
    while (IsAsciiDigit(ByteAt(token, end))) ++end;
    const auto n = static_cast<size_t>(numbers.count++);
    numbers.value[n] = NumberIn(token.substr(begin, end - begin));
    numbers.digits[n] = end - begin;
    if (numbers.value[n] < 0) return {};
    if (end == token.size()) return numbers;
    numbers.separator = token[end];
    begin = end + 1;
  }
  return {};
}

class Finder {
 public:
  Finder(absl::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  std::vector<DateMention> Find() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::kDate) {
        i = AtDate(i);
      } else if (tokens_[i].kind == TokenKind::kNumber) {
        i = AtNumber(i);
      }
    }
    return std::move(mentions_);
  }

 private:
  // The exact key of the word at `i`, empty outside the text.
  std::string Word(size_t i) const {
    return i < tokens_.size() ? ExactKey(tokens_[i].In(text_)) : std::string();
  }

  bool WordIs(size_t i, std::initializer_list<absl::string_view> words) const {
    return i < tokens_.size() && IsOneOf(Word(i), words);
  }

  // The number at `i`, -1 for anything but plain digits.
  int NumberAt(size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::kNumber
               ? NumberIn(tokens_[i].In(text_))
               : -1;
  }

  int YearAt(size_t i) const {
    return i < tokens_.size() && IsYear(tokens_[i].In(text_)) ? NumberAt(i) : -1;
  }

  // The year of "năm 2022" when it stands at `i`, else 0.
  int NamedYearAt(size_t i) const {
    const int year = WordIs(i, {"năm"}) ? YearAt(i + 1) : -1;
    return year > 0 ? year : 0;
  }

  // Adds a mention over the tokens `first` to `last`; returns `last`.
  size_t Add(size_t first, size_t last, const PartialDate& date) {
    mentions_.push_back({tokens_[first].begin, tokens_[last].end, date});
    last_token_ = last;
    return last;
  }

  size_t AddDay(size_t first, size_t last, int year, int month, int day) {
    PartialDate date;
    date.year = year;
    date.month = month;
    date.day = day;
    return Add(first, last, date);
  }

  size_t AddMonth(size_t first, size_t last, int year, int month) {
    PartialDate date;
    date.year = year;
    date.month = month;
    return Add(first, last, date);
  }

  size_t AddQuarter(size_t first, size_t last, int year, int quarter) {
    PartialDate date;
    date.year = year;
    date.quarter = quarter;
    return Add(first, last, date);
  }

  bool IsFree(size_t i) const { return last_token_ == kNone || i > last_token_; }

  // Where the day words before token `i` begin ("sáng ngày", "tối nay"); `i` itself when something
  // else says that a day follows ("thứ hai, ", "hôm nay (", a range); kNone when nothing does.
  size_t DayContext(size_t i) const {
    if (i == 0) return kNone;
    size_t begin = LeadingDayWords(i);
    if (begin < i) return begin > 0 && IsCountOfDays(Word(begin - 1)) ? kNone : begin;
    if (IsWeekday(i)) return i;
    const std::string before = Word(i - 1);
    if (IsOneOf(before, {"(", ","}) && (LeadingDayWords(i - 1) < i - 1 || IsWeekday(i - 1))) {
      return i;
    }
    return IsOneOf(before, {"-", "–", "và", "đến", "tới", ",", "sang"}) && EndsDay(i - 2) ? i
                                                                                          : kNone;
  }

  size_t LeadingDayWords(size_t i) const {
    size_t begin = i;
    if (begin >= 2 && WordIs(begin - 1, {"nay", "qua", "mai", "kia"}) &&
        IsDayWord(Word(begin - 2))) {
      begin -= 2;
    }
    while (begin > 0 && i - begin < 4 && IsFree(begin - 1) &&
           (IsDayWord(Word(begin - 1)) || (begin < i && WordIs(begin - 1, {"rạng"})))) {
      --begin;
    }
    return begin;
  }

  // "thứ hai", "thứ 7", "chủ nhật" before `i`.
  bool IsWeekday(size_t i) const {
    if (i < 2) return false;
    if (WordIs(i - 2, {"chủ"})) return WordIs(i - 1, {"nhật"});
    return WordIs(i - 2, {"thứ"}) &&
           WordIs(i - 1, {"hai", "ba", "tư", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7"});
  }

  // True when token `i` is the first day of "ngày 6 và 7/2" or the end of the last mention.
  bool EndsDay(size_t i) const {
    if (i == kNone) return false;
    if (i == last_token_) return mentions_.back().date.day > 0;
    const int day = NumberAt(i);
    return day >= 1 && day <= 31 && LeadingDayWords(i) < i;
  }

  size_t AtDate(size_t i) {
    const Numbers numbers = NumbersIn(tokens_[i].In(text_));
    if (numbers.count == 3) return AtFullDate(i, numbers);
    if (numbers.count != 2) return i;
    return numbers.digits[1] == 4 ? AtMonthYear(i, numbers) : AtDayMonth(i, numbers);
  }

  size_t AtFullDate(size_t i, const Numbers& numbers) {
    const size_t context = DayContext(i);
    int day = numbers.value[0];
    int year = numbers.value[2];
    if (numbers.digits[0] == 4) std::swap(day, year);
    if (numbers.digits[2] == 2 && numbers.digits[0] < 4) {
      if (context == kNone && numbers.separator != '/') return i;
      year = FullYear(year);
    }
    if (!IsCalendarDay(year, numbers.value[1], day)) return i;
    return AddDay(context == kNone ? i : context, i, year, numbers.value[1], day);
  }

  size_t AtMonthYear(size_t i, const Numbers& numbers) {
    const int month = numbers.value[0];
    const int year = numbers.value[1];
    if (i == 0) return AddMonth(i, i, year, month);
    if (WordIs(i - 1, {"quý", "quí"})) return month <= 4 ? AddQuarter(i - 1, i, year, month) : i;
    if (WordIs(i - 1, {"tháng"})) return AddMonth(i - 1, i, year, month);
    const bool number_of_paper = WordIs(i - 1, {"số"});
    return number_of_paper || numbers.separator != '/' ? i : AddMonth(i, i, year, month);
  }

  // Two numbers that are a day and a month if a day word says so.
  size_t AtDayMonth(size_t i, const Numbers& numbers) {
    const size_t context = DayContext(i);
    if (context == kNone || !IsCalendarDay(0, numbers.value[1], numbers.value[0])) return i;
    if (numbers.separator == '.' && (context == i || IsCounted(Word(i + 1)))) return i;
    const int year = NamedYearAt(i + 1);
    if (year > 0 && !IsCalendarDay(year, numbers.value[1], numbers.value[0])) return i;
    return AddDay(context, year > 0 ? i + 2 : i, year, numbers.value[1], numbers.value[0]);
  }

  size_t AtNumber(size_t i) {
    const int value = NumberAt(i);
    if (value < 0) {
      const Numbers numbers = NumbersIn(tokens_[i].In(text_));
      return numbers.count == 2 && numbers.separator == '.' ? AtDayMonth(i, numbers) : i;
    }
    if (WordIs(i + 1, {"tháng"})) return AtDayOfMonth(i, value);
    if (i > 0) {
      const std::string before = Word(i - 1);
      if (before == "tháng") return AtMonth(i, value);
      if (before == "quý" || before == "quí") return AtQuarter(i, i - 1, value);
      if (YearAt(i) > 0) return AtYear(i, value, before);
    }
    return WordIs(i + 1, {"-", "–", "/"}) ? AtSpacedDay(i, value) : i;
  }

  // "16 tháng 3", "16 tháng 3 năm 2017", "16 tháng 3/2017"
  size_t AtDayOfMonth(size_t i, int day) {
    int month = NumberAt(i + 2);
    int year = 0;
    size_t last = i + 2;
    if (last < tokens_.size() && tokens_[last].kind == TokenKind::kDate) {
      const Numbers numbers = NumbersIn(tokens_[last].In(text_));
      if (numbers.count != 2 || numbers.digits[1] != 4) return i;
      month = numbers.value[0];
      year = numbers.value[1];
    } else {
      const size_t after = WordIs(i + 3, {","}) ? i + 4 : i + 3;
      year = NamedYearAt(after);
      if (year > 0) last = after + 1;
    }
    const size_t context = DayContext(i);
    if ((context == kNone && year == 0) || !IsCalendarDay(year, month, day)) return i;
    return AddDay(context == kNone ? i : context, last, year, month, day);
  }

  // "tháng 3 năm 2017", "tháng 3 / 2017"
  size_t AtMonth(size_t i, int month) {
    if (month < 1 || month > 12) return i;
    const int year = YearAfter(i);
    return year > 0 ? AddMonth(i - 1, i + 2, year, month) : i;
  }

  size_t AtQuarter(size_t i, size_t first, int quarter) {
    if (quarter < 1 || quarter > 4) return i;
    const int year = YearAfter(i);
    return year > 0 ? AddQuarter(first, i + 2, year, quarter) : i;
  }

  // The year of " năm 2017", "/2017" or "-2017" after token `i`, else 0.
  int YearAfter(size_t i) const {
    if (!WordIs(i + 1, {"năm", "/", "-", "–"})) return 0;
    return std::max(YearAt(i + 2), 0);
  }

  size_t AtYear(size_t i, int year, absl::string_view before) {
    if (i >= 3 && IsOneOf(before, {"năm", "/", "-", "–", "."}) && WordIs(i - 3, {"quý", "quí"})) {
      const int quarter = RomanQuarter(Word(i - 2));
      if (quarter > 0) return AddQuarter(i - 3, i, year, quarter);
    }
    if (before != "năm") return i;
    // "những năm 1990" is a decade.
    if (i >= 2 && WordIs(i - 2, {"những", "thập"})) return i;
    PartialDate date;
    date.year = year;
    return Add(i - 1, i, date);
  }

  // "ngày 16-3", "sáng 16 - 3 - 2017"
  size_t AtSpacedDay(size_t i, int day) {
    const size_t context = DayContext(i);
    const int month = NumberAt(i + 2);
    if (context == kNone || month < 0) return i;
    const std::string separator = Word(i + 1);
    int year = WordIs(i + 3, {separator}) ? std::max(YearAt(i + 4), 0) : 0;
    size_t last = i + 2;
    if (year > 0) {
      last = i + 4;
    } else {
      year = NamedYearAt(i + 3);
      if (year > 0) last = i + 4;
    }
    if (year == 0 && (context == i || IsCounted(Word(i + 3)))) return i;
    return IsCalendarDay(year, month, day) ? AddDay(context, last, year, month, day) : i;
  }

  const absl::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<DateMention> mentions_;
  size_t last_token_ = kNone;
};

}  // namespace

std::vector<DateMention> FindDates(absl::string_view text, const std::vector<Token>& tokens) {
  return Finder(text, tokens).Find();
}

std::vector<DateMention> FindDates(absl::string_view text) {
  return FindDates(text, Tokenize(text));
}

}  // namespace khotin::text
