#include "ingest/inbox_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "absl/status/status.h"

namespace khotin::ingest {

absl::StatusOr<std::unique_ptr<InboxLock>> InboxLock::Take(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return absl::ErrnoToStatus(errno, folder);
  std::unique_ptr<InboxLock> lock(new InboxLock(fd));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return absl::FailedPreconditionError(folder + ": another khotin-ingest is at work there");
  }
  return lock;
}

InboxLock::~InboxLock() { close(fd_); }

}  // namespace khotin::ingest
