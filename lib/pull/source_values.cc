#include "pull/source_values.h"

#include <cstdint>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace khotin::pull {
namespace {

constexpr int64_t kMaxRegexMemory = int64_t{1} << 20;

absl::Status Refuse(absl::string_view text, absl::string_view reason) {
  return absl::InvalidArgumentError(absl::StrCat("'", text, "' ", reason));
}

}  // namespace

absl::Status ParseValue(absl::string_view text, absl::Duration* out) {
  absl::Duration parsed;
  int64_t days = 0;
  absl::string_view number = text;
  const bool sound = absl::ConsumeSuffix(&number, "d") && absl::SimpleAtoi(number, &days)
                         ? (parsed = absl::Hours(24) * days, true)
                         : absl::ParseDuration(text, &parsed);
  if (!sound || parsed < absl::ZeroDuration()) {
    return Refuse(text, "is no duration (such as 1500ms, 2s, 10m, 36h, 7d)");
  }
  *out = parsed;
  return absl::OkStatus();
}

absl::Status ParseValue(absl::string_view text, absl::Time* out) {
  std::string reason;
  const absl::TimeZone viet_nam = absl::FixedTimeZone(7 * 60 * 60);
  if (absl::ParseTime("%Y-%m-%d", text, viet_nam, out, &reason) ||
      absl::ParseTime(absl::RFC3339_full, text, out, &reason)) {
    return absl::OkStatus();
  }
  return Refuse(text, "is no date (such as 2026-05-01 or 2026-05-01T06:00:00+07:00)");
}

absl::Status ParseValue(absl::string_view text, bool* out) {
  if (text != "yes" && text != "no") return Refuse(text, "is neither yes nor no");
  *out = text == "yes";
  return absl::OkStatus();
}

absl::Status ParseCount(absl::string_view text, int least, int most, int* out) {
  int value = 0;
  if (!absl::SimpleAtoi(text, &value) || value < least || value > most) {
    return Refuse(text, absl::StrCat("is no number from ", least, " to ", most));
  }
  *out = value;
  return absl::OkStatus();
}

absl::Status ParseSize(absl::string_view text, size_t most, size_t* out) {
  absl::string_view number = text;
  int shift = 0;
  if (absl::ConsumeSuffix(&number, "KiB")) shift = 10;
  if (absl::ConsumeSuffix(&number, "MiB")) shift = 20;
  if (absl::ConsumeSuffix(&number, "GiB")) shift = 30;
  uint64_t value = 0;
  if (!absl::SimpleAtoi(number, &value) || value == 0 || value > (uint64_t{most} >> shift)) {
    return Refuse(text,
                  absl::StrCat("is no size (such as 512KiB or 2MiB) of at most ", most, " bytes"));
  }
  *out = static_cast<size_t>(value) << shift;
  return absl::OkStatus();
}

absl::Status ParseValue(absl::string_view text, std::shared_ptr<const RE2>* out) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxRegexMemory);
  auto regex = std::make_shared<const RE2>(re2::StringPiece(text.data(), text.size()), options);
  if (!regex->ok()) {
    return Refuse(text, absl::StrCat("is no regular expression of RE2: ", regex->error()));
  }
  *out = std::move(regex);
  return absl::OkStatus();
}

}  // namespace khotin::pull
