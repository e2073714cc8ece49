// Turns the paths that a person gave into files.
//
//   InputWalker walker(paths);
//   while (auto input = walker.Next()) { ... }
#ifndef KHOTIN_INGEST_INPUTS_H_
#define KHOTIN_INGEST_INPUTS_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::ingest {

struct Input {
  std::string path;
  // Of a file in a folder: the bytes of `path` that name the folder that was given. Else 0.
  size_t folder_size = 0;
  // Not OK for what cannot be read as a file or folder; its message has the path in front.
  absl::Status status;
};

// Without slashes at its end: the system follows a link that has some behind it.
std::string WithoutSlashes(std::string path);

// Files come in the order given; a folder gives its files, at any depth, in the byte order of their
// paths. In folders, hidden entries are skipped; symbolic links, FIFOs, sockets and devices are
// errors, and so is a folder that is its own ancestor (by a mount). A path that is no folder comes
// back as it is, whether there is such a file or not; opening it (extract/reader.h) says what is
// wrong with it. Memory grows with the entries of the open folders alone. Not thread-safe.
class InputWalker {
 public:
  explicit InputWalker(std::vector<std::string> paths);

  // nullopt at the end. What cannot be listed is one error, and the walk goes on behind it.
  absl::optional<Input> Next();

  // Hidden entries passed over so far.
  int64_t skipped() const { return skipped_; }

 private:
  struct Entry {
    std::string name;  // of a folder: with '/' at its end, so that sorting gives the order of paths
    const char* fault = nullptr;  // why it is refused
  };
  struct Folder {
    std::string prefix;
    std::vector<Entry> entries;
    size_t next = 0;
    dev_t device = 0;
    ino_t inode = 0;
  };

  absl::Status Enter(const std::string& path);
  absl::Status List(int fd, Folder* folder);
  absl::optional<Input> TakeEntry();
  absl::optional<Input> TakePath(const std::string& path);
  Input Refuse(const std::string& path, const absl::Status& status) const;

  std::vector<std::string> paths_;
  size_t next_path_ = 0;
  size_t folder_size_ = 0;  // of the path that the open folders belong to
  std::vector<Folder> folders_;
  int64_t skipped_ = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INPUTS_H_
