#include "text/date.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace khotin::text {
namespace {

constexpr int kVietNamOffsetMinutes = 7 * 60;

std::string OffsetText(int minutes) {
  const int size = minutes < 0 ? -minutes : minutes;
  return absl::StrFormat("%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace

DatePrecision PartialDate::Precision() const {
  if (day > 0) {
    if (hour < 0 || minute < 0) return DatePrecision::kDay;
    return second < 0 ? DatePrecision::kMinute : DatePrecision::kSecond;
  }
  if (month > 0) return DatePrecision::kMonth;
  if (quarter > 0) return DatePrecision::kQuarter;
  return year > 0 ? DatePrecision::kYear : DatePrecision::kUnknown;
}

std::string PartialDate::ToString() const {
  const std::string head = year > 0 ? absl::StrFormat("%04d", year) : "-";
  const DatePrecision precision = Precision();
  switch (precision) {
    case DatePrecision::kUnknown:
      return "";
    case DatePrecision::kYear:
      return head;
    case DatePrecision::kQuarter:
      return absl::StrCat(head, "-Q", quarter);
    case DatePrecision::kMonth:
      return absl::StrFormat("%s-%02d", head, month);
    default:
      break;
  }
  const std::string date = absl::StrFormat("%s-%02d-%02d", head, month, day);
  if (precision == DatePrecision::kDay || year == 0) return date;
  return absl::StrCat(date,
                      absl::StrFormat("T%02d:%02d:%02d", hour, minute, second < 0 ? 0 : second),
                      OffsetText(utc_offset_minutes.value_or(kVietNamOffsetMinutes)));
}

}  // namespace khotin::text
