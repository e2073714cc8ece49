// Folders on disk, as the catalogue needs them.
#ifndef KHOTIN_BACKUP_FOLDER_H_
#define KHOTIN_BACKUP_FOLDER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "backup/catalogue.h"

namespace khotin::backup {

// Checks that `folder` is one of backups, makes it one for a writer when it is empty or not there,
// and locks it; as Catalogue::Open. The descriptor that holds the lock, to be closed by the caller.
absl::StatusOr<int> OpenFolder(const std::string& folder, Access access);

// Names of what is in a folder, sorted. Errors name the path, here and below.
absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& path);

// Removes all that is in a folder.
absl::Status EmptyFolder(const std::string& path);

// With folders in front of it that are missing. One that is there already is left as it is.
absl::Status MakeFolder(const std::string& path);

// What is not there is no error.
absl::Status RemoveFile(const std::string& path);

// With all that is in it. What is not there is no error.
absl::Status RemoveFolder(const std::string& path);

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_FOLDER_H_
