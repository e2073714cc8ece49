#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "text/calendar.h"
#include "text/date.h"
#include "text/date_words.h"
#include "text/scan.h"
#include "text/syllable.h"

namespace khotin::text {
namespace {

// A line that is longer is no timestamp.
constexpr size_t kMaxTimestampBytes = 128;

constexpr absl::string_view kVietnameseWeekdays[] = {"hai", "ba", "tư", "năm", "sáu", "bảy", "bẩy",
                                                     "2",   "3",  "4",  "5",   "6",   "7"};

template <size_t n>
size_t IndexOf(const absl::string_view (&words)[n], absl::string_view word) {
  return static_cast<size_t>(std::find(std::begin(words), std::end(words), word) -
                             std::begin(words));
}

template <size_t n>
bool Contains(const absl::string_view (&words)[n], absl::string_view word) {
  return IndexOf(words, word) < n;
}

class TimestampReader {
 public:
  TimestampReader(absl::string_view text, DayMonthOrder order) : text_(text), order_(order) {}

  absl::optional<PartialDate> Read() {
    while (pos_ < text_.size()) {
      const Char c = CharAt(text_, pos_);
      bool understood = true;
      if (c.cls == CharClass::kSpace) {
        pos_ += c.length;
      } else if (c.cls == CharClass::kDigit) {
        understood = ReadNumber();
      } else if (c.cls == CharClass::kLetter) {
        understood = ReadWord();
      } else {
        understood = ReadMark(c.length);
      }
      if (!understood) return absl::nullopt;
    }
    if (!has_date_ || !ApplyMeridiem()) return absl::nullopt;
    if (zone_unknown_) date_.hour = date_.minute = date_.second = -1;
    return date_;
  }

 private:
  // Digits at the cursor, which moves past them.
  absl::string_view TakeDigits() {
    const size_t begin = pos_;
    while (IsAsciiDigit(Peek())) ++pos_;
    return text_.substr(begin, pos_ - begin);
  }

  char Peek() const { return ByteAt(text_, pos_); }

  bool Take(char c) {
    if (Peek() != c) return false;
    ++pos_;
    return true;
  }

  void SkipSpaces() {
    while (Peek() == ' ' || Peek() == ',') ++pos_;
  }

  std::string TakeWord() {
    const size_t begin = pos_;
    while (CharAt(text_, pos_).cls == CharClass::kLetter) pos_ += CharAt(text_, pos_).length;
    return ExactKey(text_.substr(begin, pos_ - begin));
  }

  bool SetMonth(int year, int month) {
    if (has_date_ || year < 1000 || year > 2999 || month < 1 || month > 12) return false;
    date_.year = year;
    date_.month = month;
    has_date_ = true;
    return true;
  }

  bool SetDate(int year, int month, int day) {
    if (!IsCalendarDay(year, month, day) || !SetMonth(year, month)) return false;
    date_.day = day;
    return true;
  }

  // A day and month written as two numbers.
  bool SetNumericDate(int year, int first, int second) {
    const bool month_first =
        order_ == DayMonthOrder::kMonthFirst || (order_ == DayMonthOrder::kUnknown && second > 12);
    if (order_ == DayMonthOrder::kMonthFirst && first > 12) return SetDate(year, second, first);
    if (month_first) return SetDate(year, first, second);
    const bool told = order_ == DayMonthOrder::kDayFirst || first > 12 || first == second;
    if (told) return SetDate(year, second, first);
    if (!IsCalendarDay(year, second, first) || !SetMonth(year, second)) return false;
    date_.month = 0;
    return true;
  }

  bool SetTime(int hour, int minute) {
    if (date_.hour >= 0 || hour > 23 || minute > 59) return false;
    date_.hour = hour;
    date_.minute = minute;
    return true;
  }

  bool ReadNumber() {
    const absl::string_view first = TakeDigits();
    const int value = NumberIn(first);
    if (value < 0) return false;
    switch (Peek()) {
      case ':':
        return ReadClock(first);
      case 'h':
      case 'g':
      case 'H':
        return ReadHourForm(first);
      case '/':
      case '-':
      case '.':
        return ReadNumericDate(first);
      default:
        return ReadNamedMonth(first);
    }
  }

  // The rest of 09:40, 09:40:15 and 09:40:15.250.
  bool ReadClock(absl::string_view hour) {
    ++pos_;
    const absl::string_view minute = TakeDigits();
    if (hour.size() > 2 || minute.size() != 2 || !SetTime(NumberIn(hour), NumberIn(minute))) {
      return false;
    }
    if (Take(':')) {
      const absl::string_view second = TakeDigits();
      if (second.size() != 2 || NumberIn(second) > 60) return false;
      date_.second = std::min(NumberIn(second), 59);
      if (Take('.') && TakeDigits().empty()) return false;
    }
    return true;
  }

  // The rest of 9h40, 9h and "9 giờ 40".
  bool ReadHourForm(absl::string_view hour) {
    ++pos_;
    const absl::string_view minute = TakeDigits();
    if (hour.size() > 2 || (!minute.empty() && minute.size() != 2)) return false;
    return SetTime(NumberIn(hour), minute.empty() ? 0 : NumberIn(minute));
  }

  // The rest of 19/08/2023, 2023-08-19 and 2023-08.
  bool ReadNumericDate(absl::string_view first) {
    const char separator = text_[pos_++];
    const absl::string_view second = TakeDigits();
    if (second.empty() && separator == '.') return ReadNamedMonth(first);  // 19. März 2023
    if (second.empty() || second.size() > 2) return false;
    const bool year_first = first.size() == 4;
    if (!IsAsciiDigit(ByteAt(text_, pos_ + 1)) || Peek() != separator) {
      return year_first && separator == '-' && SetMonth(NumberIn(first), NumberIn(second));
    }
    ++pos_;
    const absl::string_view third = TakeDigits();
    if (third.size() != (year_first ? 2 : 4) && !(year_first && third.size() == 1)) return false;
    const absl::string_view year = year_first ? first : third;
    const absl::string_view day = year_first ? third : first;
    const bool read = year_first ? SetDate(NumberIn(year), NumberIn(second), NumberIn(day))
                                 : SetNumericDate(NumberIn(year), NumberIn(day), NumberIn(second));
    if (day.size() > 2 || !read) return false;
    // 2023-08-19T09:40
    if ((Peek() == 'T' || Peek() == 't') && IsAsciiDigit(ByteAt(text_, pos_ + 1))) ++pos_;
    return true;
  }

  // The rest of "19 tháng 8 năm 2023", "19 Aug 2023", "19th of August 2023", "9 giờ 40 phút",
  // "9 AM".
  bool ReadNamedMonth(absl::string_view day) {
    SkipSpaces();
    std::string word = TakeWord();
    if (word == "giờ") return ReadMinuteWords(NumberIn(day));
    if (IsOrdinalEnding(word) || word == "de") {
      SkipSpaces();
      word = TakeWord();
    }
    if (word == "of") {
      SkipSpaces();
      word = TakeWord();
    }
    int month = MonthNamed(word);
    if (word == "tháng") {
      SkipSpaces();
      month = NumberIn(TakeDigits());
    } else if (month == 0) {
      return day.size() <= 2 && SetTime(NumberIn(day), 0) && ReadMeridiem(word);
    } else if (Peek() == '.') {
      ++pos_;
    }
    return month > 0 && day.size() <= 2 && ReadYear(month, NumberIn(day));
  }

  // The rest of "9 giờ 40 phút".
  bool ReadMinuteWords(int hour) {
    SkipSpaces();
    const absl::string_view minute = TakeDigits();
    SkipSpaces();
    const size_t before = pos_;
    if (TakeWord() != "phút") pos_ = before;
    return SetTime(hour, minute.empty() ? 0 : NumberIn(minute));
  }

  bool ReadYear(int month, int day) {
    SkipSpaces();
    if (CharAt(text_, pos_).cls == CharClass::kLetter) {
      const std::string word = TakeWord();
      if (word != "năm" && word != "de" && word != "of") return false;
      SkipSpaces();
    } else {
      Take('/');
    }
    const absl::string_view year = TakeDigits();
    return day > 0 && year.size() == 4 && SetDate(NumberIn(year), month, day);
  }

  bool ReadWord() {
    const std::string word = TakeWord();
    if (word == "t" && IsAsciiDigit(Peek())) {  // T7
      const absl::string_view day = TakeDigits();
      return day.size() == 1 && day[0] >= '2' && day[0] <= '7';
    }
    if (IsWeekday(word)) {
      Take('.');
      return true;
    }
    if (word == "thứ") {
      SkipSpaces();
      const absl::string_view number = TakeDigits();
      return Contains(kVietnameseWeekdays, number.empty() ? TakeWord() : std::string(number));
    }
    if (word == "chủ") {
      SkipSpaces();
      return TakeWord() == "nhật";
    }
    if (MonthNamed(word) > 0) return ReadDayBehindMonth(MonthNamed(word));
    return word == "ngày" || word == "lúc" || word == "at" || word == "on" || ReadMeridiem(word) ||
           ReadZone(word);
  }

  // The rest of "August 19, 2023", "August 19th 2023" and "August 2023".
  bool ReadDayBehindMonth(int month) {
    Take('.');
    SkipSpaces();
    const absl::string_view day = TakeDigits();
    if (day.size() == 4) return SetMonth(NumberIn(day), month);
    const size_t before = pos_;
    if (!IsOrdinalEnding(TakeWord())) pos_ = before;
    return !day.empty() && day.size() <= 2 && ReadYear(month, NumberIn(day));
  }

  bool ReadMeridiem(absl::string_view word) {
    if ((word == "a" || word == "p") && Take('.')) {  // a.m.
      if (TakeWord() != "m") return false;
      Take('.');
      return ReadMeridiem(word == "a" ? "am" : "pm");
    }
    const bool morning = word == "am" || word == "sa";
    const bool afternoon = word == "pm" || word == "ch";
    if (meridiem_ != '\0' || date_.hour < 0 || (!morning && !afternoon)) return false;
    meridiem_ = morning ? 'a' : 'p';
    return true;
  }

  bool ReadZone(absl::string_view word) {
    if (date_.utc_offset_minutes.has_value()) return false;
    if (word != "gmt" && word != "utc" && word != "z") {
      if (date_.hour < 0) return false;
      zone_unknown_ = IsVagueZone(word);
      date_.utc_offset_minutes = ZoneOffset(word);
      return zone_unknown_ || date_.utc_offset_minutes.has_value();
    }
    if (word != "z") {
      const size_t before = pos_;
      SkipSpaces();
      if (Peek() == '+' || Peek() == '-') {
        // "GMT - 19/08/2023": no offset but a dash.
        if (ReadOffset()) return true;
      }
      pos_ = before;
    }
    date_.utc_offset_minutes = 0;
    return true;
  }

  // +07:00, +0700, +7
  bool ReadOffset() {
    const int sign = text_[pos_++] == '-' ? -1 : 1;
    const absl::string_view hours = TakeDigits();
    int value = NumberIn(hours);
    int minutes = 0;
    if (value < 0 || hours.size() > 4 || hours.size() == 3) return false;
    if (hours.size() == 4) {
      minutes = value % 100;
      value /= 100;
    } else if (Take(':')) {
      const absl::string_view rest = TakeDigits();
      if (rest.size() != 2) return false;
      minutes = NumberIn(rest);
    }
    if (value > 14 || minutes > 59 || Peek() == '/' || Peek() == '-') return false;
    date_.utc_offset_minutes = sign * (value * 60 + minutes);
    return true;
  }

  bool ReadMark(size_t length) {
    const char mark = Peek();
    const bool signs_offset = mark == '+' || mark == '-';
    if (signs_offset && IsAsciiDigit(ByteAt(text_, pos_ + 1)) && date_.hour >= 0 &&
        !date_.utc_offset_minutes.has_value()) {
      const size_t before = pos_;
      if (ReadOffset()) return true;
      pos_ = before;
    }
    static constexpr absl::string_view kSeparators[] = {",", "|", "-", "–", "—", "•",
                                                        "·", "(", ")", ";", "/"};
    const bool known = Contains(kSeparators, text_.substr(pos_, length));
    pos_ += length;
    return known;
  }

  bool ApplyMeridiem() {
    if (meridiem_ == '\0') return true;
    if (date_.hour > 12 && meridiem_ == 'a') return false;
    if (meridiem_ == 'p' && date_.hour < 12) date_.hour += 12;
    if (meridiem_ == 'a' && date_.hour == 12) date_.hour = 0;
    return true;
  }

  const absl::string_view text_;
  const DayMonthOrder order_;
  size_t pos_ = 0;
  PartialDate date_;
  bool zone_unknown_ = false;
  bool has_date_ = false;
  char meridiem_ = '\0';
};

}  // namespace

absl::optional<PartialDate> ParseTimestamp(absl::string_view text, DayMonthOrder order) {
  if (text.size() > kMaxTimestampBytes) return absl::nullopt;
  return TimestampReader(text, order).Read();
}

}  // namespace khotin::text
