// Brings a backup from a server into a folder of backups.
#ifndef KHOTIN_TOOLS_KHOTIN_BACKUP_TRANSFER_H_
#define KHOTIN_TOOLS_KHOTIN_BACKUP_TRANSFER_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "backup/catalogue.h"
#include "backup/manifest.h"
#include "tools/khotin/client.h"

namespace khotin::cli {

struct ReceivedBackup {
  backup::Manifest manifest;
  size_t new_files = 0;  // that were not in the folder
  int64_t new_bytes = 0;
};

// Makes a backup of the server's store in `catalogue`, which is open for writing; only files that
// are not there come over the network. Tells its progress on a terminal. Errors are the server's,
// or name the file that could not be written or came damaged.
absl::StatusOr<ReceivedBackup> ReceiveBackup(Client& client, backup::Catalogue* catalogue);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_BACKUP_TRANSFER_H_
