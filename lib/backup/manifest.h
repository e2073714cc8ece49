// What one backup is: of which store, as of when, and the files it is made of.
#ifndef KHOTIN_BACKUP_MANIFEST_H_
#define KHOTIN_BACKUP_MANIFEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace khotin::backup {

struct BackupFile {
  std::string name;      // in the store's folder
  int64_t size = 0;      // in bytes
  std::string checksum;  // as base::Hash128::ToBytes of base::HashBytes over the file
};

struct Manifest {
  int id = 0;  // from 1, rising with each backup of a folder
  absl::Time create_time;
  int64_t revision = 0;  // of the newest commit in it
  int schema_version = 0;
  std::string server_version;  // of the program that had the store
  std::vector<BackupFile> files;
};

// All files of the backup, whether others share them or not.
int64_t TotalBytes(const Manifest& manifest);

// INVALID_ARGUMENT for what no store is made of, or what would write outside a store's folder:
// names with a slash, names that come twice, sizes and checksums that are none, no file CURRENT.
absl::Status CheckFiles(const std::vector<BackupFile>& files);

// As docs/formats/backup.md says.
std::string ManifestText(const Manifest& manifest);
// DATA_LOSS for what is no manifest, FAILED_PRECONDITION for one of a later format.
absl::StatusOr<Manifest> ParseManifest(absl::string_view text);

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_MANIFEST_H_
