#include "ingest/disposal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/status.h"
#include "extract/open_file.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxNamesTried = 10'000;
constexpr size_t kCopiedAtOnce = size_t{1} << 20;

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

// Gives it the first free one of the numbered names of `to`, which is left in `name`. An errno.
int RenameToNumberedName(const fs::path& from, const fs::path& to, fs::path* name) {
  for (int number = 0; number < kMaxNamesTried; ++number) {
    *name = NumberedName(to, number);
    const int failed = RenameToFreeName(from, *name);
    if (failed != EEXIST) return failed;
  }
  return EEXIST;
}

absl::Status CannotMove(int error_number, const fs::path& to) {
  return absl::ErrnoToStatus(error_number, absl::StrCat("cannot move it to ", to.string()));
}

struct Original {
  std::string path;
  size_t folder_size = 0;
  FileStamp stamp;

  bool IsStillThere() const {
    struct stat info {};
    return lstat(path.c_str(), &info) == 0 && FileStamp(info) == stamp;
  }
};

// A copy that goes away again unless it is kept.
class Copy {
 public:
  // Under a name that no walk of a folder takes for a file that is complete.
  explicit Copy(const fs::path& to) : path_(absl::StrCat(to.string(), ".", getpid(), ".part")) {}
  ~Copy() {
    if (!kept_) unlink(path_.c_str());
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  absl::Status Write(const extract::OpenedFile& file) const;
  // Gives it a name of its own, and puts that on the disk.
  absl::Status Name(const fs::path& to);
  void Keep() { kept_ = true; }

 private:
  fs::path path_;
  bool kept_ = false;
};

absl::Status Copy::Write(const extract::OpenedFile& file) const {
  constexpr mode_t kRights = 0777;
  // Not through what a run that was killed, or somebody else, has left under that name.
  KHOTIN_RETURN_IF_ERROR(base::RemoveFile(path_.string()));
  KHOTIN_ASSIGN_OR_RETURN(base::FileWriter writer, base::FileWriter::Create(path_.string()));
  if (chmod(path_.c_str(), file.info().st_mode & kRights) != 0) {
    return base::FileError(errno, path_.string());
  }
  const std::unique_ptr<extract::ByteSource> source = file.Read();
  std::string buffer(kCopiedAtOnce, '\0');
  while (true) {
    KHOTIN_ASSIGN_OR_RETURN(const size_t got, source->Read(buffer.data(), buffer.size()));
    if (got == 0) return writer.Finish();
    KHOTIN_RETURN_IF_ERROR(writer.Append(absl::string_view(buffer).substr(0, got)));
  }
}

absl::Status Copy::Name(const fs::path& to) {
  fs::path name;
  const int failed = RenameToNumberedName(path_, to, &name);
  if (failed != 0) return CannotMove(failed, to);
  path_ = name;
  return base::SyncFolder(to.parent_path().string());
}

// The copy is on the disk before the original goes, and goes again when that cannot.
absl::Status CopyTo(const Original& original, const fs::path& to) {
  const auto file = extract::OpenedFile::Open(original.path, original.folder_size);
  if (!file.ok()) return base::Annotate(file.status(), "cannot copy it to another file system");
  if (!(FileStamp((*file)->info()) == original.stamp)) return absl::OkStatus();
  Copy copy(to);
  KHOTIN_RETURN_IF_ERROR(base::Annotate(copy.Write(**file), "cannot copy it"));
  KHOTIN_RETURN_IF_ERROR(copy.Name(to));
  if (!original.IsStillThere()) return absl::OkStatus();
  if (unlink(original.path.c_str()) != 0) {
    return absl::ErrnoToStatus(errno, "was copied, but cannot be removed");
  }
  copy.Keep();
  return absl::OkStatus();
}

absl::Status MoveTo(const Original& original, const fs::path& to) {
  KHOTIN_RETURN_IF_ERROR(
      base::Annotate(base::MakeFolder(to.parent_path().string()), "cannot be moved"));
  fs::path name;
  const int failed = RenameToNumberedName(original.path, to, &name);
  if (failed == EXDEV) return CopyTo(original, to);
  return failed == 0 ? absl::OkStatus() : CannotMove(failed, to);
}

absl::Status Carry(const Disposal& disposal, const Original& original) {
  const std::string& path = original.path;
  if (disposal.kind == Disposal::Kind::kDelete) {
    if (unlink(path.c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
    return absl::ErrnoToStatus(errno, "cannot delete it");
  }
  const absl::string_view below = absl::string_view(path).substr(
      original.folder_size > 0 ? path.find_first_not_of('/', original.folder_size)
                               : path.rfind('/') + 1);
  return MoveTo(original, fs::path(disposal.folder) / std::string(below));
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
  return base::Annotate(Carry(disposal, {path, folder_size, FileStamp(info)}), path);
}

}  // namespace khotin::ingest
