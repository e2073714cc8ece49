#include "ingest/disposal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxNamesTried = 10'000;

// "tin.jsonl", "tin.1.jsonl", "tin.2.jsonl", …
fs::path NumberedName(const fs::path& path, int number) {
  if (number == 0) return path;
  return path.parent_path() /
         absl::StrCat(path.stem().string(), ".", number, path.extension().string());
}

// An errno; 0 when it is done, EEXIST when `to` is there.
int RenameToFreeName(const fs::path& from, const fs::path& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // The file system does not know the flag.
  struct stat info {};
  if (lstat(to.c_str(), &info) == 0) return EEXIST;
  return rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

absl::Status SyncFile(const fs::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int error = fd < 0 || fsync(fd) != 0 ? errno : 0;
  if (fd >= 0) close(fd);
  return error == 0 ? absl::OkStatus() : absl::ErrnoToStatus(error, "cannot copy it");
}

// A name that no walk of a folder takes for a file that is complete.
absl::StatusOr<fs::path> CopyBeside(const fs::path& from, const fs::path& to) {
  const fs::path copy = absl::StrCat(to.string(), ".", getpid(), ".part");
  std::error_code error;
  fs::copy_file(from, copy, fs::copy_options::overwrite_existing, error);
  if (error) return absl::ErrnoToStatus(error.value(), "cannot copy it");
  KHOTIN_RETURN_IF_ERROR(SyncFile(copy));
  return copy;
}

absl::Status MoveTo(fs::path from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  if (error) {
    return absl::ErrnoToStatus(error.value(),
                               absl::StrCat("cannot make ", to.parent_path().string()));
  }
  const fs::path original = from;
  for (int number = 0; number < kMaxNamesTried;) {
    const int failed = RenameToFreeName(from, NumberedName(to, number));
    if (failed == 0) {
      if (from != original) fs::remove(original, error);
      return absl::OkStatus();
    }
    if (failed == EEXIST) {
      ++number;
    } else if (failed == EXDEV && from == original) {
      KHOTIN_ASSIGN_OR_RETURN(from, CopyBeside(original, to));
    } else {
      return absl::ErrnoToStatus(failed, absl::StrCat("cannot move it to ", to.string()));
    }
  }
  return absl::AlreadyExistsError(absl::StrCat(to.string(), ": too many files of that name"));
}

absl::Status Carry(const Disposal& disposal, const std::string& path, size_t folder_size) {
  if (disposal.kind == Disposal::Kind::kDelete) {
    if (unlink(path.c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
    return absl::ErrnoToStatus(errno, "cannot delete it");
  }
  const absl::string_view below = absl::string_view(path).substr(
      folder_size > 0 ? path.find_first_not_of('/', folder_size) : path.rfind('/') + 1);
  return MoveTo(path, fs::path(disposal.folder) / std::string(below));
}

}  // namespace

absl::StatusOr<Disposal> ParseDisposal(absl::string_view text) {
  if (text == "keep") return Disposal{};
  if (text == "delete") return Disposal{Disposal::Kind::kDelete, {}};
  absl::string_view folder = text;
  if (absl::ConsumePrefix(&folder, "move:") && !folder.empty()) {
    return Disposal{Disposal::Kind::kMove, std::string(folder)};
  }
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is none of keep, delete and move:DIR"));
}

absl::Status Dispose(const Disposal& disposal, const std::string& path, size_t folder_size,
                     const absl::optional<FileStamp>& stamp) {
  if (disposal.kind == Disposal::Kind::kKeep) return absl::OkStatus();
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return absl::OkStatus();
  if (S_ISDIR(info.st_mode)) return absl::OkStatus();
  if (stamp.has_value() && !(*stamp == FileStamp(info))) return absl::OkStatus();
  return base::Annotate(Carry(disposal, path, folder_size), path);
}

}  // namespace khotin::ingest
