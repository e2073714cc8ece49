// A folder of backups.
//
//   KHOTIN_ASSIGN_OR_RETURN(auto catalogue, backup::Catalogue::Open("/backup", Access::kRead));
//   KHOTIN_ASSIGN_OR_RETURN(const backup::Manifest newest, catalogue->Find(absl::nullopt));
//
// The files of all backups lie in one place under their checksums, so that what backups have in
// common is there once. A backup is there once its manifest is, which is written last. Layout and
// format: docs/formats/backup.md.
#ifndef KHOTIN_BACKUP_CATALOGUE_H_
#define KHOTIN_BACKUP_CATALOGUE_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "backup/manifest.h"
#include "base/file_lock.h"

namespace khotin::backup {

enum class Access {
  kLook,   // at the manifests
  kRead,   // keeps writers away
  kWrite,  // keeps readers and other writers away; makes a folder that is not there
};

struct FolderProblem {
  std::string path;  // in the folder of backups
  std::string reason;
};

// What was removed.
struct Removal {
  std::vector<int> backups;  // their ids
  int64_t files = 0;
  int64_t bytes = 0;  // of these files
};

// Not thread-safe. Several programs may use one folder.
class Catalogue {
 public:
  // Errors name the folder: NOT_FOUND; FAILED_PRECONDITION for a folder that holds something else,
  // is of a later format, or that another program uses in a way that `access` excludes; those of
  // base/file.h when the system refuses.
  static absl::StatusOr<std::unique_ptr<Catalogue>> Open(const std::string& folder, Access access);
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  const std::string& folder() const { return folder_; }
  // The oldest first.
  const std::vector<Manifest>& backups() const { return backups_; }
  // Manifests that are damaged or cannot be read.
  const std::vector<FolderProblem>& damaged() const { return damaged_; }
  // What a folder of backups does not hold.
  const std::vector<FolderProblem>& foreign() const { return foreign_; }
  // Checksums of the files there, whether backups are made of them or not.
  const std::set<std::string>& checksums() const { return checksums_; }

  // The newest one without an id. NOT_FOUND names the folder and the ids that there are. DATA_LOSS
  // for a damaged manifest; without an id when a later one than the newest whole one is damaged,
  // and names both.
  absl::StatusOr<Manifest> Find(absl::optional<int> id) const;

  // Where the file of that checksum is.
  std::string FilePath(absl::string_view checksum) const;

  // What follows needs Access::kWrite.

  // Removes what an earlier program was writing when it ended; a path for something to write.
  absl::StatusOr<std::string> PartialPath();
  // Takes a file in that was written and synced to PartialPath().
  absl::Status AddFile(const std::string& partial_path, const std::string& checksum);
  // Makes a backup of files that are there, under the next id, which is the result.
  absl::StatusOr<int> AddBackup(Manifest manifest);
  // Removes all but the newest `keep` backups, the files that no other one is made of, and what an
  // earlier program was writing when it ended. Needs no room. While a manifest is damaged nothing
  // is removed: any file may be one of that backup's.
  absl::StatusOr<Removal> RemoveOld(int keep);
  // Removes the files that neither a backup is made of nor the one of `incoming` will be; none
  // while a manifest is damaged.
  absl::Status RemoveUnused(const Manifest& incoming);

 private:
  Catalogue(std::string folder, std::unique_ptr<base::FileLock> lock)
      : folder_(std::move(folder)), lock_(std::move(lock)) {}

  absl::Status Load();
  absl::Status LoadManifest(const std::string& name);
  absl::StatusOr<Manifest> Newest() const;
  absl::Status RemovePartial(Removal* removal);
  absl::Status RemoveFiles(const std::vector<BackupFile>& needed, Removal* removal);

  const std::string folder_;
  const std::unique_ptr<base::FileLock> lock_;
  int last_id_ = 0;
  std::vector<Manifest> backups_;
  std::vector<FolderProblem> damaged_;
  std::vector<FolderProblem> foreign_;
  std::set<std::string> checksums_;
};

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_CATALOGUE_H_
