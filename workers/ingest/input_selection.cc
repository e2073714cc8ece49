#include "ingest/input_selection.h"

#include <sys/stat.h>

#include <utility>

#include "absl/time/clock.h"

namespace khotin::ingest {

void SettledFiles::Add(const std::string& path, const FileStamp& stamp) {
  base::MutexLock lock(&mutex_);
  entries_[path] = {stamp, /*added=*/true, /*seen=*/true};
}

bool SettledFiles::Has(const std::string& path, const FileStamp& stamp) {
  base::MutexLock lock(&mutex_);
  const auto found = entries_.find(path);
  if (found == entries_.end()) return false;
  Entry& entry = found->second;
  entry.seen = true;
  return !entry.added && stamp.IsUntouched(entry.stamp);
}

void SettledFiles::EndLook(bool complete) {
  base::MutexLock lock(&mutex_);
  for (auto it = entries_.begin(); it != entries_.end();) {
    if (complete && !it->second.seen) {
      it = entries_.erase(it);
    } else {
      it->second.added = false;
      it->second.seen = false;
      ++it;
    }
  }
}

InputSelection::InputSelection(std::vector<std::string> paths, FilterOptions filter,
                               SettledFiles* settled)
    : walker_(std::move(paths)), filter_(std::move(filter)), settled_(settled) {}

absl::optional<Input> InputSelection::Next() {
  while (true) {
    absl::optional<Input> input = walker_.Next();
    if (!input.has_value() || Wants(*input)) return input;
  }
}

bool InputSelection::Wants(const Input& input) {
  if (IsLeftOut(filter_, input.path)) return false;
  struct stat info {};
  // What is wrong with a path is told by whoever opens it.
  if (lstat(input.path.c_str(), &info) != 0) return true;
  if (settled_ != nullptr && settled_->Has(input.path, FileStamp(info))) return false;
  if (input.folder_size == 0 || !input.status.ok()) return true;
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
