// What becomes of files that are done, or that cannot be read.
#ifndef KHOTIN_INGEST_DISPOSAL_H_
#define KHOTIN_INGEST_DISPOSAL_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "ingest/file_in_hand.h"

namespace khotin::ingest {

struct Disposal {
  enum class Kind { kKeep, kMove, kDelete };
  Kind kind = Kind::kKeep;
  std::string folder;  // of kMove
};

// "keep", "delete" or "move:DIR"; INVALID_ARGUMENT for anything else.
absl::StatusOr<Disposal> ParseDisposal(absl::string_view text);

// Carries it out on the file at `path`, of which `folder_size` is as in Input. It is moved under
// the path that it has below the folder given, with a number in its name when there is a file of
// that name already. To another file system, what is a regular file is moved by a copy, with its
// rights; anything else is an error, and so is an original that cannot be removed: the copy then
// goes again. Nothing is done when the path is gone, or leads to another file than the one of
// `stamp`, were it only while it was copied. Thread-safe; errors name the path.
absl::Status Dispose(const Disposal& disposal, const std::string& path, size_t folder_size,
                     const absl::optional<FileStamp>& stamp);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_DISPOSAL_H_
