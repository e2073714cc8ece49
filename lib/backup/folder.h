// Opening a folder of backups.
#ifndef KHOTIN_BACKUP_FOLDER_H_
#define KHOTIN_BACKUP_FOLDER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "backup/catalogue.h"
#include "base/file_lock.h"

namespace khotin::backup {

// Checks that `folder` is one of backups, makes it one for a writer when it is empty or not there,
// and locks it; errors as Catalogue::Open. Null for Access::kLook.
absl::StatusOr<std::unique_ptr<base::FileLock>> OpenFolder(const std::string& folder,
                                                           Access access);

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_FOLDER_H_
