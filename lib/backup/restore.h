// Makes a store of a backup.
#ifndef KHOTIN_BACKUP_RESTORE_H_
#define KHOTIN_BACKUP_RESTORE_H_

#include <string>

#include "absl/status/status.h"
#include "backup/catalogue.h"
#include "backup/manifest.h"
#include "backup/verification.h"

namespace khotin::backup {

// The store is there whole or not at all: files are written, with their checksums compared, into a
// folder beside `store_path` (".NAME.restoring"), which is opened to see that it is the store of
// the manifest, and then renamed. What an earlier call that was killed has left there is removed.
//
// FAILED_PRECONDITION when `store_path` is there and not an empty folder, or is where a file system
// is mounted, or is being restored by another program; as ReadVerified for damage; DATA_LOSS when
// the restored files are not the store of the manifest. Each names the path.
absl::Status Restore(const Catalogue& catalogue, const Manifest& manifest,
                     const std::string& store_path, const ReadProgress& progress);

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_RESTORE_H_
