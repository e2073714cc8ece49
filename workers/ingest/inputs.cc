#include "ingest/inputs.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extract/open_file.h"

namespace khotin::ingest {
namespace {

// Nobody sorts articles this deep, and each step costs a path that is longer.
constexpr size_t kMaxDepth = 128;

// 0 when there is nothing.
mode_t KindOf(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 ? info.st_mode & S_IFMT : 0;
}

// Of a folder that could be opened: the next time it may well be listed.
absl::Status CannotList(int error_number) {
  return absl::UnavailableError(
      absl::StrCat("cannot list the folder: ", std::strerror(error_number)));
}

const char* FaultOf(mode_t mode) {
  if (S_ISLNK(mode)) return "a symbolic link, which is not followed";
  if (!S_ISDIR(mode) && !S_ISREG(mode)) return "neither a regular file nor a folder";
  return nullptr;
}

}  // namespace

std::string WithoutSlashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

InputWalker::InputWalker(std::vector<std::string> paths) : paths_(std::move(paths)) {}

absl::optional<Input> InputWalker::Next() {
  while (!folders_.empty() || next_path_ < paths_.size()) {
    absl::optional<Input> input = folders_.empty() ? TakePath(paths_[next_path_++]) : TakeEntry();
    if (input.has_value()) return input;
  }
  return absl::nullopt;
}

Input InputWalker::Refuse(const std::string& path, const absl::Status& status) const {
  return Input{path, folder_size_, base::Annotate(status, path)};
}

absl::optional<Input> InputWalker::TakePath(const std::string& path) {
  folder_size_ = 0;
  const std::string bare = WithoutSlashes(path);
  const mode_t kind = KindOf(bare);
  if (kind != S_IFDIR) return Input{kind == S_IFLNK ? bare : path, 0, absl::OkStatus()};
  const absl::Status status = Enter(bare);
  folder_size_ = bare.size();
  if (status.ok()) return absl::nullopt;
  return Refuse(bare, status);
}

absl::optional<Input> InputWalker::TakeEntry() {
  Folder& folder = folders_.back();
  if (folder.next == folder.entries.size()) {
    folders_.pop_back();
    return absl::nullopt;
  }
  const Entry& entry = folder.entries[folder.next++];
  std::string path = absl::StrCat(folder.prefix, entry.name);
  if (entry.fault != nullptr) return Refuse(path, absl::InvalidArgumentError(entry.fault));
  if (path.back() != '/') return Input{std::move(path), folder_size_, absl::OkStatus()};
  path.pop_back();
  const absl::Status status = Enter(path);
  if (status.ok()) return absl::nullopt;
  return Refuse(path, status);
}

absl::Status InputWalker::Enter(const std::string& path) {
  if (folders_.size() >= kMaxDepth) {
    return absl::InvalidArgumentError(absl::StrCat("over ", kMaxDepth, " folders deep"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const int fd, extract::OpenFolder(path, folder_size_));
  Folder folder;
  folder.prefix = absl::EndsWith(path, "/") ? path : absl::StrCat(path, "/");
  KHOTIN_RETURN_IF_ERROR(List(fd, &folder));
  std::sort(folder.entries.begin(), folder.entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  folders_.push_back(std::move(folder));
  return absl::OkStatus();
}

absl::Status InputWalker::List(int fd, Folder* folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(fdopendir(fd), closedir);
  if (listing == nullptr) {
    close(fd);
    return CannotList(errno);
  }
  struct stat info {};
  if (fstat(fd, &info) != 0) return CannotList(errno);
  folder->device = info.st_dev;
  folder->inode = info.st_ino;
  for (const Folder& outer : folders_) {
    if (outer.device == info.st_dev && outer.inode == info.st_ino) {
      return absl::InvalidArgumentError("a folder that holds itself");
    }
  }
  while (true) {
    errno = 0;
    const struct dirent* const found = readdir(listing.get());
    if (found == nullptr) break;
    Entry entry{found->d_name};
    if (entry.name == "." || entry.name == "..") continue;
    if (entry.name.front() == '.') {
      ++skipped_;
      continue;
    }
    // An entry that is gone by now is reported when it is opened.
    if (fstatat(fd, found->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0) {
      entry.fault = FaultOf(info.st_mode);
      if (S_ISDIR(info.st_mode)) entry.name.push_back('/');
    }
    folder->entries.push_back(std::move(entry));
  }
  return errno == 0 ? absl::OkStatus() : CannotList(errno);
}

}  // namespace khotin::ingest
