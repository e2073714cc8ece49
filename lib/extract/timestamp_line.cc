#include "extract/timestamp_line.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr int32_t kMaxWords = 16;
constexpr size_t kMaxBytes = 120;
constexpr int32_t kMaxRelativeWords = 8;

struct Label {
  const char* wording;
  bool is_update;
};

// Longer wordings before those they begin with.
constexpr Label kLabels[] = {
    {"cập nhật lần cuối lúc", true},
    {"cập nhật lần cuối", true},
    {"cập nhật lúc", true},
    {"cập nhật ngày", true},
    {"cập nhật", true},
    {"cập nhập", true},
    {"chỉnh sửa", true},
    {"sửa đổi", true},
    {"updated", true},
    {"last updated", true},
    {"modified", true},
    {"ngày đăng", false},
    {"đăng lúc", false},
    {"đăng ngày", false},
    {"đã đăng", false},
    {"ngày xuất bản", false},
    {"xuất bản lúc", false},
    {"xuất bản", false},
    {"ngày phát hành", false},
    {"thời gian", false},
    {"ra ngày", false},
    {"posted on", false},
    {"posted", false},
    {"published on", false},
    {"published", false},
    {"ngày", false},
};

constexpr absl::string_view kSeparators = " \t|-:,;()[]/.";

bool IsSeparatorStart(absl::string_view text) {
  return !text.empty() && absl::StrContains(kSeparators, text.substr(0, 1));
}

absl::string_view StripSeparators(absl::string_view text) {
  const auto strip_front = [&] {
    if (IsSeparatorStart(text)) {
      text.remove_prefix(1);
      return true;
    }
    return absl::ConsumePrefix(&text, "–") || absl::ConsumePrefix(&text, "•") ||
           absl::ConsumePrefix(&text, "—");
  };
  while (strip_front()) {
  }
  const auto strip_back = [&] {
    if (!text.empty() && absl::StrContains(kSeparators, text.substr(text.size() - 1))) {
      text.remove_suffix(1);
      return true;
    }
    return absl::ConsumeSuffix(&text, "–") || absl::ConsumeSuffix(&text, "•") ||
           absl::ConsumeSuffix(&text, "—");
  };
  while (strip_back()) {
  }
  return text;
}

bool IsWholeDay(const text::PartialDate& date) { return date.year > 0 && date.day > 0; }

absl::optional<text::PartialDate> ParseDay(absl::string_view text) {
  absl::optional<text::PartialDate> date = text::ParseTimestamp(text);
  if (date.has_value() && IsWholeDay(*date)) return date;
  return absl::nullopt;
}

// Removes a label such as "Cập nhật:" from the start of `*text`.
absl::optional<Label> StripLabel(absl::string_view* text) {
  for (const Label& label : kLabels) {
    const absl::string_view wording = label.wording;
    if (text->size() <= wording.size()) continue;
    if (text::ToLower(text->substr(0, wording.size())) != wording) continue;
    const absl::string_view rest = text->substr(wording.size());
    if (!IsSeparatorStart(rest)) continue;
    *text = StripSeparators(rest);
    return label;
  }
  return absl::nullopt;
}

// "Hà Linh - 09:40 19/08/2023": what stands before the dash or bar, and the rest as a date.
absl::optional<TimestampLine> ReadBehindPrefix(absl::string_view text) {
  for (const absl::string_view separator : {" - ", " – ", " | ", ", ", " • "}) {
    for (size_t at = text.find(separator); at != absl::string_view::npos;
         at = text.find(separator, at + 1)) {
      absl::string_view rest = StripSeparators(text.substr(at + separator.size()));
      const absl::string_view before = absl::StripAsciiWhitespace(text.substr(0, at));
      const bool digits = std::any_of(before.begin(), before.end(), [](char c) {
        return absl::ascii_isdigit(static_cast<unsigned char>(c));
      });
      if (digits || before.empty()) break;
      const absl::optional<Label> label = StripLabel(&rest);
      if (const auto date = ParseDay(rest); date.has_value()) {
        return TimestampLine{*date, label.has_value() && label->is_update, std::string(before)};
      }
    }
  }
  return absl::nullopt;
}

bool MayHoldDate(const Line& line) {
  if (line.words > kMaxWords || line.text.size() > kMaxBytes) return false;
  const auto digits = std::count_if(line.text.begin(), line.text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
  return digits >= 5;
}

constexpr absl::string_view kUnits[] = {"giay",  "phut", "gio",    "ngay",    "tuan",
                                        "thang", "nam",  "minute", "minutes", "hour",
                                        "hours", "day",  "days",   "week",    "weeks"};

using Words = std::vector<absl::string_view>;

bool IsNumber(absl::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

template <typename List>
bool IsOneOf(absl::string_view word, const List& list) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// "2 giờ trước", "Thể thao - 2 giờ trước", "2 hours ago".
bool SaysTimeAgo(const Words& words) {
  const size_t n = words.size();
  if (n < 3 || (words[n - 1] != "truoc" && words[n - 1] != "ago")) return false;
  return IsNumber(words[n - 3]) && IsOneOf(words[n - 2], kUnits);
}

// "Cách đây 2 giờ", "vừa xong".
bool SaysPassedTime(const Words& words) {
  if (words.size() == 2) return words[0] == "vua" && words[1] == "xong";
  return words.size() == 4 && words[0] == "cach" && words[1] == "day" && IsNumber(words[2]) &&
         IsOneOf(words[3], kUnits);
}

// What stands before the time is a section or a name.
bool HoldsSeparator(absl::string_view text) {
  for (const absl::string_view separator : {" - ", " – ", "|", "•", ": ", ", "}) {
    if (absl::StrContains(text, separator)) return true;
  }
  return false;
}

// "Hôm qua, 10:20", "Hôm nay lúc 10h20".
bool SaysTodayOrYesterday(const Words& words) {
  if (words.size() < 3 || words[0] != "hom") return false;
  if (words[1] != "nay" && words[1] != "qua") return false;
  return std::all_of(words.begin() + 2, words.end(), [](absl::string_view word) {
    return word == "luc" || absl::ascii_isdigit(static_cast<unsigned char>(word[0]));
  });
}

}  // namespace

absl::optional<TimestampLine> ReadTimestampLine(const Line& line) {
  if (!MayHoldDate(line)) return absl::nullopt;
  const std::string normalized = text::Normalize(line.text).text;
  absl::string_view text = absl::StripAsciiWhitespace(normalized);
  if (const auto date = ParseDay(text); date.has_value()) return TimestampLine{*date, false, ""};
  text = StripSeparators(text);
  const absl::optional<Label> label = StripLabel(&text);
  if (const auto date = ParseDay(text); date.has_value()) {
    return TimestampLine{*date, label.has_value() && label->is_update, ""};
  }
  if (label.has_value()) return absl::nullopt;
  return ReadBehindPrefix(text);
}

bool IsRelativeTime(const Line& line) {
  if (line.words > kMaxRelativeWords || line.key.empty()) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(line.key, ' ');
  const bool apart = words.size() <= 3 || HoldsSeparator(line.text);
  return (apart && SaysTimeAgo(words)) || SaysPassedTime(words) || SaysTodayOrYesterday(words);
}

}  // namespace khotin::extract
