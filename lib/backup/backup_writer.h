// Writes one backup into a catalogue, of files that come in pieces.
//
//   backup::BackupWriter writer(catalogue.get());
//   … ask for a backup that leaves out writer.held() …
//   KHOTIN_RETURN_IF_ERROR(writer.Begin(manifest));
//   for (… the pieces of the other files, in the order of the manifest …) {
//     KHOTIN_RETURN_IF_ERROR(writer.Append(index, bytes));
//   }
//   KHOTIN_ASSIGN_OR_RETURN(const int id, writer.Finish());
//
// A file is in the catalogue once it is whole, so that a backup which is broken off leaves less to
// the next one, which removes what it has no use for.
#ifndef KHOTIN_BACKUP_BACKUP_WRITER_H_
#define KHOTIN_BACKUP_BACKUP_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "backup/catalogue.h"
#include "backup/manifest.h"
#include "base/file.h"
#include "base/streaming_hash.h"

namespace khotin::backup {

// Not thread-safe. Errors name the file.
class BackupWriter {
 public:
  // `catalogue`, open for writing, must outlive the writer.
  explicit BackupWriter(Catalogue* catalogue) : catalogue_(catalogue) {}

  // Files that are there already, with sizes and checksums, without names. A file of a backup that
  // has another size than it should is not among them.
  absl::StatusOr<std::vector<BackupFile>> Held() const;

  // Removes files of broken-off backups that this one does not need. INVALID_ARGUMENT for files of
  // which no backup can be made. The id of `manifest` does not count.
  absl::Status Begin(Manifest manifest);
  // Of the files that are not held, each checksum counted once.
  int64_t missing_bytes() const { return missing_bytes_; }
  size_t missing_files() const { return missing_.size(); }

  // The next bytes of the manifest's file `index`. Files come in the order of the manifest, those
  // that are held and those of a checksum that came before left out. DATA_LOSS for bytes that are
  // not those of the manifest.
  absl::Status Append(size_t index, absl::string_view bytes);

  // Makes the backup visible; its id. DATA_LOSS names a file that is not whole.
  absl::StatusOr<int> Finish();

 private:
  struct OpenFile {
    base::FileWriter writer;
    std::unique_ptr<base::StreamingHash> hash;
    int64_t size = 0;
  };

  const BackupFile& next() const { return manifest_.files[missing_[next_]]; }
  absl::Status CreateNext();
  absl::Status CloseNext();
  // Files of no bytes, of which nothing comes.
  absl::Status PassEmptyFiles();

  Catalogue* const catalogue_;
  Manifest manifest_;
  std::vector<size_t> missing_;  // indices of files
  int64_t missing_bytes_ = 0;
  size_t next_ = 0;  // of missing_
  absl::optional<OpenFile> open_;
};

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_BACKUP_WRITER_H_
