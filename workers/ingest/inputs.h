// Turns the paths that a person gave into files.
//
//   InputWalker walker(paths);
//   while (auto input = walker.Next()) { ... }
#ifndef KHOTIN_INGEST_INPUTS_H_
#define KHOTIN_INGEST_INPUTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/optional.h"

namespace khotin::ingest {

struct Input {
  std::string path;
  // Not OK for what cannot be read as a file or folder; its message has the path in front.
  absl::Status status;
};

// Files come in the order given; a folder gives its files, at any depth, in the byte order of their
// paths. In folders, hidden entries and symbolic links are skipped, and FIFOs, sockets and devices
// are errors. A path that is no folder comes back as it is, whether there is such a file or not.
// Memory grows with the entries of the open folders alone. Not thread-safe.
class InputWalker {
 public:
  explicit InputWalker(std::vector<std::string> paths);

  // nullopt at the end. What cannot be listed is one error, and the walk goes on behind it.
  absl::optional<Input> Next();

  // Hidden entries and symbolic links passed over so far.
  int64_t skipped() const { return skipped_; }

 private:
  struct Entry {
    std::string name;  // of a folder: with '/' at its end, so that sorting gives the order of paths
    bool special = false;
  };
  struct Folder {
    std::string prefix;
    std::vector<Entry> entries;
    size_t next = 0;
  };

  absl::Status Enter(const std::string& path);
  absl::optional<Input> TakeEntry();
  absl::optional<Input> TakePath(const std::string& path);

  std::vector<std::string> paths_;
  size_t next_path_ = 0;
  std::vector<Folder> folders_;
  int64_t skipped_ = 0;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INPUTS_H_
