#include "backup/restore.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "backup/layout.h"
#include "base/fault_point.h"
#include "base/file.h"
#include "base/file_lock.h"
#include "base/folder.h"
#include "base/status.h"
#include "store/store_summary.h"

namespace khotin::backup {
namespace {

namespace fs = std::filesystem;

// Without a slash at the end, so that it has a last part.
fs::path Target(const std::string& store_path, std::error_code* error) {
  fs::path path = fs::absolute(store_path, *error).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

absl::Status CheckTarget(const fs::path& target, const std::string& store_path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(target, error);
  if (status.type() == fs::file_type::not_found) return absl::OkStatus();
  if (status.type() == fs::file_type::none) return base::FileError(error.value(), store_path);
  if (status.type() != fs::file_type::directory) {
    return absl::FailedPreconditionError(absl::StrCat(store_path, ": there, and not a folder"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, base::ListFolder(target.string()));
  if (names.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(store_path, ": not empty: it holds ",
                                                    names.front(),
                                                    "; name a folder that is not there yet"));
}

// The folder that becomes the store. Removed with the object unless it was moved to its place.
class StagedFolder {
 public:
  explicit StagedFolder(fs::path path) : path_(std::move(path)) {}
  ~StagedFolder() {
    if (lock_ != nullptr && !moved_) base::RemoveFolder(path()).IgnoreError();
  }
  StagedFolder(const StagedFolder&) = delete;
  StagedFolder& operator=(const StagedFolder&) = delete;

  std::string path() const { return path_.string(); }

  absl::Status Make() {
    KHOTIN_RETURN_IF_ERROR(base::MakeFolder(path()));
    KHOTIN_ASSIGN_OR_RETURN(
        lock_, base::FileLock::Take(
                   path(), base::LockKind::kExclusive,
                   absl::StrCat(path(), ": in use by another restore of the same store")));
    return base::EmptyFolder(path());
  }

  absl::Status MoveTo(const fs::path& target, const std::string& store_path) {
    if (std::rename(path_.c_str(), target.c_str()) != 0) {
      if (errno == EBUSY || errno == EXDEV) {
        return absl::FailedPreconditionError(
            absl::StrCat(store_path, ": a file system is mounted there; name a folder inside it"));
      }
      return base::FileError(errno, store_path);
    }
    moved_ = true;
    return base::SyncFolder(target.parent_path().string());
  }

 private:
  const fs::path path_;
  std::unique_ptr<base::FileLock> lock_;
  bool moved_ = false;
};

// A mounted file system can be seen before anything is copied.
absl::Status CheckNotMounted(const fs::path& target, const std::string& store_path) {
  struct stat own;
  struct stat parent;
  if (stat(target.c_str(), &own) != 0) return absl::OkStatus();
  if (stat(target.parent_path().c_str(), &parent) != 0 || own.st_dev == parent.st_dev) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat(store_path, ": a file system is mounted there; name a folder inside it"));
}

absl::Status CopyFile(const Catalogue& catalogue, const BackupFile& file, const std::string& folder,
                      const ReadProgress& progress) {
  KHOTIN_ASSIGN_OR_RETURN(base::FileWriter writer,
                          base::FileWriter::Create(base::JoinPath(folder, file.name)));
  KHOTIN_RETURN_IF_ERROR(ReadVerified(catalogue, file, [&](absl::string_view piece) {
    progress(static_cast<int64_t>(piece.size()));
    return writer.Append(piece);
  }));
  KHOTIN_RETURN_IF_ERROR(writer.Finish());
  return base::FaultPoint("restore.file_copied");
}

absl::Status CheckStore(const std::string& path, const Manifest& manifest) {
  KHOTIN_ASSIGN_OR_RETURN(const store::StoreSummary summary, store::SummarizeStore(path));
  if (summary.revision == manifest.revision && summary.schema_version == manifest.schema_version) {
    return absl::OkStatus();
  }
  return absl::DataLossError(absl::StrCat("the restored store is at revision ", summary.revision,
                                          " and schema ", summary.schema_version, ", backup ",
                                          manifest.id, " at ", manifest.revision, " and ",
                                          manifest.schema_version));
}

}  // namespace

absl::Status Restore(const Catalogue& catalogue, const Manifest& manifest,
                     const std::string& store_path, const ReadProgress& progress) {
  std::error_code error;
  const fs::path target = Target(store_path, &error);
  if (error) return base::FileError(error.value(), store_path);
  KHOTIN_RETURN_IF_ERROR(CheckTarget(target, store_path));
  KHOTIN_RETURN_IF_ERROR(CheckNotMounted(target, store_path));
  StagedFolder staged(target.parent_path() /
                      absl::StrCat(".", target.filename().string(), ".restoring"));
  KHOTIN_RETURN_IF_ERROR(staged.Make());
  for (const BackupFile& file : manifest.files) {
    KHOTIN_RETURN_IF_ERROR(CopyFile(catalogue, file, staged.path(), progress));
  }
  KHOTIN_RETURN_IF_ERROR(base::SyncFolder(staged.path()));
  KHOTIN_RETURN_IF_ERROR(CheckStore(staged.path(), manifest));
  return staged.MoveTo(target, store_path);
}

}  // namespace khotin::backup
