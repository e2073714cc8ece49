// The ledger of files: how many documents of each are in.
#ifndef KHOTIN_STORE_FILE_LEDGER_H_
#define KHOTIN_STORE_FILE_LEDGER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "store/database.h"
#include "store/file_position.h"
#include "store/verdict.h"

namespace khotin::store {

// 32 bytes.
std::string FileKey(const FileIdentity& file);

// Whether a document is the next of its file.
enum class FileTurn { kNext, kTaken, kLater };

// Not thread-safe.
class FileLedgerWriter {
 public:
  FileLedgerWriter(WriteContext* context, absl::Time now) : context_(context), now_(now) {}

  // Behind the last document of a file that is done, there is none whose turn it could be.
  absl::StatusOr<FileTurn> TurnOf(const FilePosition& position);
  // REQUIRES: the document at `position` is the next.
  absl::Status Count(const FilePosition& position, Verdict verdict,
                     const std::string& analyzer_version);
  // Makes the file done when the document at `position`, which is taken, is its newest and now said
  // to be its last: who sent it first may not have known. True when that is news.
  absl::StatusOr<bool> Complete(const FilePosition& position);

 private:
  WriteContext* const context_;
  const absl::Time now_;
};

// As Store::FindFile and ListFiles.
absl::StatusOr<absl::optional<StoredFile>> FindStoredFile(const Database& database,
                                                          const FileIdentity& file);
absl::StatusOr<std::vector<StoredFile>> ListStoredFiles(const Database& database,
                                                        absl::string_view after, int limit);

// What is wrong with an entry of the ledger; empty when nothing is.
std::string FaultOfFileEntry(absl::string_view key, absl::string_view value);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_FILE_LEDGER_H_
