// Opens files and folders that somebody gave as input, and nothing else by mistake or by trickery.
//
// A symbolic link is refused, whatever it leads to: who means what is behind it can name that.
// Links among the folders in front of the path that was given are not looked at. `folder_size` is
// how many bytes of the path name the folder that was given; below it every step is opened by
// itself without following a link, so that one that is put in a step's place meanwhile is refused
// too. 0 says that the path itself was given.
//
// Errors, without the path in front: NOT_FOUND; PERMISSION_DENIED; INVALID_ARGUMENT for a link, for
// anything that is not the kind asked for, and for what lies in a file system that is a view of the
// kernel (/proc, /sys); RESOURCE_EXHAUSTED for too many open files.
#ifndef KHOTIN_EXTRACT_OPEN_FILE_H_
#define KHOTIN_EXTRACT_OPEN_FILE_H_

#include <sys/stat.h>

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "extract/byte_source.h"

namespace khotin::extract {

// A regular file that stays open, whatever becomes of its name meanwhile. Thread-safe.
class OpenedFile : public std::enable_shared_from_this<OpenedFile> {
 public:
  // Errors as above.
  static absl::StatusOr<std::shared_ptr<const OpenedFile>> Open(const std::string& path,
                                                                size_t folder_size = 0);
  virtual ~OpenedFile() = default;

  // As it was when it was opened.
  virtual const struct stat& info() const = 0;
  // Whether somebody has written to it since.
  virtual bool Changed() const = 0;
  // Its bytes from the first on, up to the length that it had when it was opened; Read fails with
  // UNAVAILABLE when it has become shorter. Each call reads for itself, and keeps the file open.
  virtual std::unique_ptr<ByteSource> Read() const = 0;
};

// The bytes of an OpenedFile.
absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path,
                                                     size_t folder_size = 0);

// What comes in on standard input, up to its end.
std::unique_ptr<ByteSource> StandardInput();

// A file descriptor of a folder, for fdopendir; the caller closes it.
absl::StatusOr<int> OpenFolder(const std::string& path, size_t folder_size = 0);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_OPEN_FILE_H_
