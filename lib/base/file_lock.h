// Keeps other processes off a file or folder.
#ifndef KHOTIN_BASE_FILE_LOCK_H_
#define KHOTIN_BASE_FILE_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::base {

enum class LockKind {
  kShared,     // beside others of its kind
  kExclusive,  // alone
};

// An advisory lock (flock), held until this is destroyed or the process ends in whatever way.
class FileLock {
 public:
  // Of a file or folder that is there; errors of opening it name it. Never waits:
  // FAILED_PRECONDITION with `held_message` while a lock that excludes this one is held. Where the
  // file system knows no locks, it is as if it were free.
  static absl::StatusOr<std::unique_ptr<FileLock>> Take(const std::string& path, LockKind kind,
                                                        absl::string_view held_message);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  const int descriptor_;
};

}  // namespace khotin::base

#endif  // KHOTIN_BASE_FILE_LOCK_H_
