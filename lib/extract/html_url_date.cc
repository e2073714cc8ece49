#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "extract/html_date.h"
#include "extract/page_url.h"

namespace khotin::extract {
namespace {

int DigitsAt(absl::string_view text, size_t at, size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (size_t i = at; i < at + count; ++i) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

constexpr int kFirstYear = 1995;  // of news on the web
constexpr int kLastYear = 2099;

// "2023/08/19", "2023-08-19" and "2023/08/" at `at`.
absl::optional<text::PartialDate> DividedDate(absl::string_view path, size_t at) {
  const int year = DigitsAt(path, at, 4);
  if (year < kFirstYear || year > kLastYear || at + 5 >= path.size()) return absl::nullopt;
  const char mark = path[at + 4];
  const size_t month_end = path.find(mark, at + 5);
  if ((mark != '/' && mark != '-') || month_end == absl::string_view::npos) return absl::nullopt;
  const absl::string_view month = path.substr(at + 5, month_end - at - 5);
  const absl::string_view rest = path.substr(month_end + 1);
  size_t day_end = 0;
  while (day_end < rest.size() && absl::ascii_isdigit(static_cast<unsigned char>(rest[day_end]))) {
    ++day_end;
  }
  if (day_end == 1 || day_end == 2) {
    const auto day =
        text::ParseTimestamp(absl::StrCat(year, "-", month, "-", rest.substr(0, day_end)));
    if (day.has_value()) return day;
  }
  if (mark == '-') return absl::nullopt;
  return text::ParseTimestamp(absl::StrCat(year, "-", month));
}

// "20230819094012345" and "20230819" at `at`, where `count` digits stand.
absl::optional<text::PartialDate> RunOfDigits(absl::string_view path, size_t at, size_t count) {
  if (count != 17 && count != 14 && count != 8) return absl::nullopt;
  const int year = DigitsAt(path, at, 4);
  if (year < kFirstYear || year > kLastYear) return absl::nullopt;
  return text::ParseTimestamp(
      absl::StrCat(path.substr(at, 4), "-", path.substr(at + 4, 2), "-", path.substr(at + 6, 2)));
}

}  // namespace

DateReading DateOfUrl(absl::string_view url) {
  DateReading reading;
  if (!IsWebUrl(url)) return reading;
  const size_t begin = url.find('/', url.find("//") + 2);
  if (begin == absl::string_view::npos) return reading;
  const absl::string_view path = url.substr(begin, url.find_first_of("?#", begin) - begin);
  for (size_t i = 1; i < path.size(); ++i) {
    const bool starts = absl::ascii_isdigit(static_cast<unsigned char>(path[i])) &&
                        !absl::ascii_isalnum(static_cast<unsigned char>(path[i - 1]));
    if (!starts) continue;
    const size_t end = std::min(path.find_first_not_of("0123456789", i), path.size());
    absl::optional<text::PartialDate> date =
        end - i == 4 ? DividedDate(path, i) : RunOfDigits(path, i, end - i);
    if (date.has_value() && date->Precision() > reading.date.Precision()) {
      reading = {*date, std::string(path), DateOrigin::kUrl, 0};
    }
    i = end;
  }
  return reading;
}

}  // namespace khotin::extract
