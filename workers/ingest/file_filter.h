// Which files of a folder are taken.
#ifndef KHOTIN_INGEST_FILE_FILTER_H_
#define KHOTIN_INGEST_FILE_FILTER_H_

#include <sys/stat.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace khotin::ingest {

struct FilterOptions {
  // Patterns of fnmatch(3). One without '/' is met by a file's name at any depth; one with '/' by
  // the path below the folder, and its '*' does not go over a '/'. Without `include`, all are
  // taken.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  // Files that were changed before are passed over.
  absl::Time since = absl::InfinitePast();
  // Files whose names say that they are still being written are passed over: what ends in ".tmp",
  // ".temp", ".part", ".partial", ".crdownload", ".filepart", ".swp" or "~".
  bool skip_temporary = false;
  // So are files that were changed less than this ago.
  absl::Duration settle = absl::ZeroDuration();
  // Folders of which nothing is taken, as their paths begin in the walk.
  std::vector<std::string> without;
};

enum class FilterResult {
  kTaken,
  kUnwanted,   // by pattern, time or name
  kUnsettled,  // changed too lately: to be looked at again
};

// Whether `path`, as the walk has it, is a folder of `without` or lies in one.
bool IsLeftOut(const FilterOptions& options, absl::string_view path);

// Whether the patterns take a file of that name, and its name does not say that it is being
// written.
bool TakesName(const FilterOptions& options, const std::string& below);

// `below` is the path below the folder that was given.
FilterResult FilterFile(const FilterOptions& options, const std::string& below,
                        const struct stat& info, absl::Time now);

// RFC 3339 ("2024-05-01T06:00:00+07:00"), a day in UTC ("2024-05-01"), or a span before `now` in
// one unit: "90s", "30m", "12h", "2d", "1w". INVALID_ARGUMENT for anything else.
absl::StatusOr<absl::Time> ParseSince(absl::string_view text, absl::Time now);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_FILE_FILTER_H_
