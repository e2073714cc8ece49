#include "base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "absl/status/status.h"
#include "base/file.h"

namespace khotin::base {
namespace {

// Network file systems lock for one alone only what is open for writing, which no folder can be.
int Open(const std::string& path, LockKind kind) {
  if (kind == LockKind::kExclusive) {
    const int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor >= 0 || errno != EISDIR) return descriptor;
  }
  return open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileLock>> FileLock::Take(const std::string& path, LockKind kind,
                                                         absl::string_view held_message) {
  const int descriptor = Open(path, kind);
  if (descriptor < 0) return FileError(errno, path);
  std::unique_ptr<FileLock> lock(new FileLock(descriptor));
  const int operation = kind == LockKind::kExclusive ? LOCK_EX : LOCK_SH;
  if (flock(descriptor, operation | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return absl::FailedPreconditionError(held_message);
  }
  return lock;
}

FileLock::~FileLock() { close(descriptor_); }

}  // namespace khotin::base
