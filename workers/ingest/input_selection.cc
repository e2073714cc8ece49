#include "ingest/input_selection.h"

#include <sys/stat.h>

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace khotin::ingest {

void SettledFiles::Add(const std::string& path, const FileStamp& stamp) {
  base::MutexLock lock(&mutex_);
  stamps_[path] = stamp;
}

bool SettledFiles::Has(const std::string& path, const FileStamp& stamp) const {
  base::MutexLock lock(&mutex_);
  const auto found = stamps_.find(path);
  return found != stamps_.end() && found->second == stamp;
}

InputSelection::InputSelection(std::vector<std::string> paths, FilterOptions filter,
                               const SettledFiles* settled)
    : walker_(std::move(paths)), filter_(std::move(filter)), settled_(settled) {}

absl::optional<Input> InputSelection::Next() {
  while (true) {
    absl::optional<Input> input = walker_.Next();
    if (!input.has_value() || Wants(*input)) return input;
  }
}

bool InputSelection::Wants(const Input& input) {
  if (input.folder_size == 0) return true;
  for (const std::string& folder : filter_.without) {
    if (absl::StartsWith(input.path, absl::StrCat(folder, "/"))) return false;
  }
  struct stat info {};
  // What is wrong with a path is told by whoever opens it.
  if (lstat(input.path.c_str(), &info) != 0) return true;
  if (settled_ != nullptr && settled_->Has(input.path, FileStamp(info))) return false;
  if (!input.status.ok()) return true;
  const std::string below = input.path.substr(input.path.find_first_not_of('/', input.folder_size));
  switch (FilterFile(filter_, below, info, absl::Now())) {
    case FilterResult::kTaken:
      return true;
    case FilterResult::kUnwanted:
      ++unwanted_;
      return false;
    case FilterResult::kUnsettled:
      ++unsettled_;
      return false;
  }
  return true;
}

absl::optional<int64_t> TotalBytes(InputSelection selection, const std::function<bool()>& stopped) {
  int64_t bytes = 0;
  while (const absl::optional<Input> input = selection.Next()) {
    if (stopped()) return absl::nullopt;
    struct stat info {};
    if (input->status.ok() && stat(input->path.c_str(), &info) == 0 && S_ISREG(info.st_mode)) {
      bytes += info.st_size;
    }
  }
  return bytes;
}

}  // namespace khotin::ingest
