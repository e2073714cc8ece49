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
  if (line.words > 5 || !absl::EndsWith(line.key, " truoc")) return false;
  const std::vector<absl::string_view> words = absl::StrSplit(line.key, ' ');
  if (words.size() != 3 || !absl::ascii_isdigit(static_cast<unsigned char>(words[0][0])))
    return false;
  for (const absl::string_view unit : {"giay", "phut", "gio", "ngay", "tuan", "thang", "nam"}) {
    if (words[1] == unit) return true;
  }
  return false;
}

}  // namespace khotin::extract
