// Reads backups again and compares them with their checksums.
#ifndef KHOTIN_BACKUP_VERIFICATION_H_
#define KHOTIN_BACKUP_VERIFICATION_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "backup/catalogue.h"
#include "backup/manifest.h"
#include "base/file.h"

namespace khotin::backup {

// Takes the number of bytes read since the last call.
using ReadProgress = std::function<void(int64_t)>;

// Calls `take` with the bytes of a backup's file; its error ends the reading and is the result.
// DATA_LOSS when the file is missing or has another size (before anything is read) or another
// checksum (after all was): the message tells where it is and which file of the store it is.
absl::Status ReadVerified(const Catalogue& catalogue, const BackupFile& file,
                          const base::PieceVisitor& take);

struct Damage {
  std::string path;  // in the folder of backups
  std::string reason;
  std::vector<int> backups;  // that cannot be restored for it
};

struct Verification {
  std::vector<int> backups;  // that were looked at
  int64_t files = 0;         // that were read, each once
  int64_t bytes = 0;
  std::vector<Damage> damages;
  std::vector<FolderProblem> foreign;
  int64_t unused_files = 0;  // of no backup: left by one that was broken off
};

// All bytes of all files that the backup `id` is made of, or all backups when there is none. Damage
// is no error; NOT_FOUND for an id that is not there.
absl::StatusOr<Verification> Verify(const Catalogue& catalogue, absl::optional<int> id,
                                    const ReadProgress& progress);

// How much Verify will read.
int64_t BytesToVerify(const Catalogue& catalogue, absl::optional<int> id);

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_VERIFICATION_H_
