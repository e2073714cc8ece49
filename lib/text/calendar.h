// Checks that the readers of dates share.
#ifndef KHOTIN_TEXT_CALENDAR_H_
#define KHOTIN_TEXT_CALENDAR_H_

namespace khotin::text {

// True when the month has such a day; a year of 0 allows 29 February.
constexpr bool IsCalendarDay(int year, int month, int day) {
  constexpr int kDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[month - 1]) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month != 2 || day < 29 || leap;
}

// A year of two digits stands for one from 1950 to 2049.
constexpr int FullYear(int year) { return year < 50 ? year + 2000 : year + 1900; }

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_CALENDAR_H_
