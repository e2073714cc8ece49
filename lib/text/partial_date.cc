// The inverse of PartialDate::ToString.
#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "text/date.h"

namespace khotin::text {
namespace {

// Takes `digits` decimal digits off the front of `*text`.
bool TakeNumber(absl::string_view* text, size_t digits, int* value) {
  if (text->size() < digits) return false;
  *value = 0;
  for (char c : text->substr(0, digits)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
    *value = *value * 10 + (c - '0');
  }
  text->remove_prefix(digits);
  return true;
}

bool TakeYear(absl::string_view* text, PartialDate* date) {
  if (absl::ConsumePrefix(text, "-")) return true;
  return TakeNumber(text, 4, &date->year) && date->year > 0;
}

bool TakeTime(absl::string_view* text, PartialDate* date) {
  if (!TakeNumber(text, 2, &date->hour) || !absl::ConsumePrefix(text, ":") ||
      !TakeNumber(text, 2, &date->minute) || !absl::ConsumePrefix(text, ":") ||
      !TakeNumber(text, 2, &date->second)) {
    return false;
  }
  const int sign = absl::ConsumePrefix(text, "+") ? 1 : absl::ConsumePrefix(text, "-") ? -1 : 0;
  int hours = 0;
  int minutes = 0;
  if (sign == 0 || !TakeNumber(text, 2, &hours) || !absl::ConsumePrefix(text, ":") ||
      !TakeNumber(text, 2, &minutes)) {
    return false;
  }
  constexpr int kMaxOffsetHours = 18;
  date->utc_offset_minutes = sign * (hours * 60 + minutes);
  return date->hour < 24 && date->minute < 60 && date->second <= 60 && hours <= kMaxOffsetHours &&
         minutes < 60;
}

bool TakeMonthAndDay(absl::string_view* text, PartialDate* date) {
  if (!TakeNumber(text, 2, &date->month) || date->month < 1 || date->month > 12) return false;
  if (!absl::ConsumePrefix(text, "-")) return true;
  return TakeNumber(text, 2, &date->day) && date->day >= 1 && date->day <= 31;
}

}  // namespace

absl::optional<PartialDate> ParsePartialDate(absl::string_view text) {
  PartialDate date;
  if (!TakeYear(&text, &date)) return absl::nullopt;
  if (text.empty() && date.year > 0) return date;
  if (!absl::ConsumePrefix(&text, "-")) return absl::nullopt;
  if (date.year > 0 && absl::ConsumePrefix(&text, "Q")) {
    if (!TakeNumber(&text, 1, &date.quarter) || date.quarter < 1 || date.quarter > 4) {
      return absl::nullopt;
    }
  } else if (!TakeMonthAndDay(&text, &date)) {
    return absl::nullopt;
  }
  if (date.year > 0 && date.day > 0 && absl::ConsumePrefix(&text, "T") && !TakeTime(&text, &date)) {
    return absl::nullopt;
  }
  if (!text.empty()) return absl::nullopt;
  return date;
}

}  // namespace khotin::text
