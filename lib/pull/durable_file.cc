#include "pull/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace khotin::pull {
namespace {

constexpr absl::string_view kPrefix = ".khotin-";
constexpr absl::string_view kSuffix = ".part";

absl::Status Error(absl::string_view what, const std::string& path) {
  return base::Annotate(absl::ErrnoToStatus(errno, what), path);
}

absl::Status SyncFolder(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return Error("cannot be opened", folder);
  const bool synced = fsync(fd) == 0;
  const absl::Status status =
      synced ? absl::OkStatus() : Error("cannot be brought to disk", folder);
  close(fd);
  return status;
}

}  // namespace

absl::StatusOr<std::unique_ptr<DurableFile>> DurableFile::Create(const std::string& path) {
  const std::filesystem::path target(path);
  std::string temporary =
      (target.parent_path() / absl::StrCat(kPrefix, target.filename().string(), kSuffix)).string();
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return Error("cannot be written", temporary);
  return std::unique_ptr<DurableFile>(new DurableFile(path, std::move(temporary), fd));
}

DurableFile::DurableFile(std::string path, std::string temporary, int fd)
    : path_(std::move(path)), temporary_(std::move(temporary)), fd_(fd) {}

DurableFile::~DurableFile() {
  if (fd_ < 0) return;
  close(fd_);
  unlink(temporary_.c_str());
}

absl::Status DurableFile::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Error("cannot be written", temporary_);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status DurableFile::Commit() {
  if (fsync(fd_) != 0) return Error("cannot be brought to disk", temporary_);
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) {
    return Error(absl::StrCat("cannot be renamed to ", path_), temporary_);
  }
  close(std::exchange(fd_, -1));
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  return SyncFolder(folder.empty() ? "." : folder);
}

absl::Status DurableFile::RemoveLeftOvers(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!absl::StartsWith(name, kPrefix) || !absl::EndsWith(name, kSuffix)) continue;
    if (unlink(entry.path().c_str()) != 0) return Error("cannot be removed", entry.path());
  }
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(folder, ": ", error.message()));
}

}  // namespace khotin::pull
