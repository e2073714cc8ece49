// Files read and written from beginning to end. Errors name the path and the system's reason:
// NOT_FOUND, PERMISSION_DENIED, RESOURCE_EXHAUSTED for a full disk, and what else
// absl::ErrnoToStatus makes of it.
#ifndef KHOTIN_BASE_FILE_H_
#define KHOTIN_BASE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::base {

// The status of an `errno` that was seen with `path`.
absl::Status FileError(int error_number, absl::string_view path);

// Takes the next bytes of a file; an error ends the reading and is its result.
using PieceVisitor = std::function<absl::Status(absl::string_view)>;

// Calls `take` with the bytes of a regular file in their order, `piece_bytes` at a time and fewer
// at the end; never with none.
absl::Status ReadPieces(const std::string& path, size_t piece_bytes, const PieceVisitor& take);

// All of a regular file. OUT_OF_RANGE when it has more than `max_bytes`.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path, size_t max_bytes);

// The bytes that a regular file has; FAILED_PRECONDITION for anything else.
absl::StatusOr<int64_t> FileSize(const std::string& path);

// A file that is being written. One that was there is emptied first. Not thread-safe.
class FileWriter {
 public:
  static absl::StatusOr<FileWriter> Create(const std::string& path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&& other) noexcept;
  // Closes a file that was not finished, which may then hold anything.
  ~FileWriter();

  const std::string& path() const { return path_; }

  absl::Status Append(absl::string_view bytes);
  // Closes the file once its bytes are on the disk. Call once; nothing may be appended afterwards.
  absl::Status Finish();

 private:
  FileWriter(int descriptor, std::string path);

  int descriptor_;
  std::string path_;
};

// Moves a file to another name in the same file system, in the place of what has that name.
absl::Status RenameFile(const std::string& from, const std::string& to);

// Puts what was made, renamed and removed in a folder on the disk.
absl::Status SyncFolder(const std::string& path);

}  // namespace khotin::base

#endif  // KHOTIN_BASE_FILE_H_
