// A file on its way into the store.
#ifndef KHOTIN_INGEST_FILE_IN_HAND_H_
#define KHOTIN_INGEST_FILE_IN_HAND_H_

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <tuple>

#include "absl/status/status.h"
#include "store/file_position.h"

namespace khotin::ingest {

// Tells whether a name still leads to the same bytes.
class FileStamp {
 public:
  FileStamp() = default;
  explicit FileStamp(const struct stat& info)
      : parts_(info.st_dev, info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec),
        changed_(info.st_ctim.tv_sec, info.st_ctim.tv_nsec) {}

  friend bool operator==(const FileStamp& a, const FileStamp& b) { return a.parts_ == b.parts_; }
  // Nor were the rights, the owner or the names of the file changed.
  bool IsUntouched(const FileStamp& since) const {
    return *this == since && changed_ == since.changed_;
  }

 private:
  std::tuple<dev_t, ino_t, off_t, time_t, int64_t> parts_;
  std::tuple<time_t, int64_t> changed_;
};

struct FileInHand {
  std::string path;
  size_t folder_size = 0;  // as in Input
  FileStamp stamp;         // that of no file when there is none
  // OK, or why nothing more of it can be read, now or at all.
  absl::Status failure;
  bool counted = false;          // by the ledger, under `identity`
  store::FileIdentity identity;  // of a file that is counted
};

// Which document of which file one is.
struct FilePlace {
  std::shared_ptr<const FileInHand> file;  // null for a document of no file: of standard input
  int64_t number = 0;                      // from 1; 0 for what is no document of the file
  bool last = false;

  bool counted() const { return file != nullptr && file->counted && number > 0; }
  bool failed() const { return file != nullptr && !file->failure.ok(); }
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_FILE_IN_HAND_H_
