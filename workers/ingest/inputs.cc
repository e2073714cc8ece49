#include "ingest/inputs.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

absl::Status ErrorOf(const std::string& path, const std::error_code& error) {
  return absl::ErrnoToStatus(error.value(), absl::StrCat(path, ": cannot list the folder"));
}

}  // namespace

InputWalker::InputWalker(std::vector<std::string> paths) : paths_(std::move(paths)) {}

absl::optional<Input> InputWalker::Next() {
  while (!folders_.empty() || next_path_ < paths_.size()) {
    absl::optional<Input> input = folders_.empty() ? TakePath(paths_[next_path_++]) : TakeEntry();
    if (input.has_value()) return input;
  }
  return absl::nullopt;
}

absl::optional<Input> InputWalker::TakePath(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return Input{path, absl::OkStatus()};
  const absl::Status status = Enter(path);
  if (status.ok()) return absl::nullopt;
  return Input{path, status};
}

absl::optional<Input> InputWalker::TakeEntry() {
  Folder& folder = folders_.back();
  if (folder.next == folder.entries.size()) {
    folders_.pop_back();
    return absl::nullopt;
  }
  const Entry& entry = folder.entries[folder.next++];
  std::string path = absl::StrCat(folder.prefix, entry.name);
  if (entry.special) {
    absl::Status status =
        absl::InvalidArgumentError(absl::StrCat(path, ": neither a regular file nor a folder"));
    return Input{std::move(path), std::move(status)};
  }
  if (path.back() != '/') return Input{std::move(path), absl::OkStatus()};
  path.pop_back();
  absl::Status status = Enter(path);
  if (status.ok()) return absl::nullopt;
  return Input{std::move(path), std::move(status)};
}

absl::Status InputWalker::Enter(const std::string& path) {
  std::error_code error;
  fs::directory_iterator it(path, error);
  if (error) return ErrorOf(path, error);
  Folder folder;
  folder.prefix = absl::EndsWith(path, "/") ? path : absl::StrCat(path, "/");
  for (; it != fs::directory_iterator(); it.increment(error)) {
    Entry entry{it->path().filename().string()};
    std::error_code vanished;  // opening it will say so
    const fs::file_type type = it->symlink_status(vanished).type();
    if (entry.name.front() == '.' || type == fs::file_type::symlink) {
      ++skipped_;
      continue;
    }
    if (type == fs::file_type::directory) entry.name.push_back('/');
    entry.special = !vanished && type != fs::file_type::directory && type != fs::file_type::regular;
    folder.entries.push_back(std::move(entry));
  }
  if (error) return ErrorOf(path, error);
  std::sort(folder.entries.begin(), folder.entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  folders_.push_back(std::move(folder));
  return absl::OkStatus();
}

}  // namespace khotin::ingest
