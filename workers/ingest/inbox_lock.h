// Keeps a second worker off an inbox.
#ifndef KHOTIN_INGEST_INBOX_LOCK_H_
#define KHOTIN_INGEST_INBOX_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace khotin::ingest {

// Held until it is destroyed, or the process ends in whatever way. It saves work and no more: files
// that two workers read are taken once all the same, as the ledger counts each document in its
// turn.
class InboxLock {
 public:
  // FAILED_PRECONDITION when another process holds it; NOT_FOUND and the like for the folder, which
  // the error names. Where the file system knows no locks, it is as if it were free.
  static absl::StatusOr<std::unique_ptr<InboxLock>> Take(const std::string& folder);
  ~InboxLock();
  InboxLock(const InboxLock&) = delete;
  InboxLock& operator=(const InboxLock&) = delete;

 private:
  explicit InboxLock(int fd) : fd_(fd) {}

  const int fd_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INBOX_LOCK_H_
