#include "ingest/file_filter.h"

#include <fnmatch.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace khotin::ingest {
namespace {

bool Meets(const std::string& pattern, const std::string& below) {
  if (absl::StrContains(pattern, '/')) {
    return fnmatch(pattern.c_str(), below.c_str(), FNM_PATHNAME) == 0;
  }
  return fnmatch(pattern.c_str(), below.c_str() + below.rfind('/') + 1, 0) == 0;
}

bool MeetsAny(const std::vector<std::string>& patterns, const std::string& below) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return Meets(pattern, below); });
}

bool IsTemporary(absl::string_view name) {
  static constexpr const char* kEndings[] = {".tmp",        ".temp",     ".part", ".partial",
                                             ".crdownload", ".filepart", ".swp",  "~"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [name](const char* ending) { return absl::EndsWithIgnoreCase(name, ending); });
}

// Zero for a letter that is no unit.
absl::Duration UnitOf(char letter) {
  switch (letter) {
    case 's':
      return absl::Seconds(1);
    case 'm':
      return absl::Minutes(1);
    case 'h':
      return absl::Hours(1);
    case 'd':
      return absl::Hours(24);
    case 'w':
      return absl::Hours(24 * 7);
    default:
      return absl::ZeroDuration();
  }
}

}  // namespace

bool IsLeftOut(const FilterOptions& options, absl::string_view path) {
  return std::any_of(options.without.begin(), options.without.end(),
                     [path](const std::string& folder) {
                       return path == folder || absl::StartsWith(path, absl::StrCat(folder, "/"));
                     });
}

bool TakesName(const FilterOptions& options, const std::string& below) {
  if (options.skip_temporary && IsTemporary(below)) return false;
  if (!options.include.empty() && !MeetsAny(options.include, below)) return false;
  return !MeetsAny(options.exclude, below);
}

FilterResult FilterFile(const FilterOptions& options, const std::string& below,
                        const struct stat& info, absl::Time now) {
  if (!TakesName(options, below)) return FilterResult::kUnwanted;
  const absl::Time changed = absl::TimeFromTimespec(info.st_mtim);
  if (changed < options.since) return FilterResult::kUnwanted;
  // A time far ahead is a clock that is wrong, and would never come.
  const bool fresh = changed > now - options.settle && changed <= now + options.settle;
  return fresh && options.settle > absl::ZeroDuration() ? FilterResult::kUnsettled
                                                        : FilterResult::kTaken;
}

absl::StatusOr<absl::Time> ParseSince(absl::string_view text, absl::Time now) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, text, &time, &error) ||
      absl::ParseTime("%Y-%m-%d", text, &time, &error)) {
    return time;
  }
  int64_t count = 0;
  const absl::Duration unit = text.empty() ? absl::ZeroDuration() : UnitOf(text.back());
  if (unit > absl::ZeroDuration() && absl::SimpleAtoi(text.substr(0, text.size() - 1), &count) &&
      count >= 0) {
    return now - count * unit;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", text, "\" is neither a time (2024-05-01T06:00:00+07:00, 2024-05-01) nor a span (90s, ",
      "30m, 12h, 2d, 1w)"));
}

}  // namespace khotin::ingest
