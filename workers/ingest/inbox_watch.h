// Waits for files to come into a folder.
#ifndef KHOTIN_INGEST_INBOX_WATCH_H_
#define KHOTIN_INGEST_INBOX_WATCH_H_

#include <functional>
#include <string>

#include "absl/time/time.h"

namespace khotin::ingest {

// Not thread-safe.
class InboxWatch {
 public:
  // With inotify(7), which does not see what other machines write to a network volume; without it
  // where it is not to be had, or not wanted.
  InboxWatch(std::string folder, bool use_inotify);
  ~InboxWatch();
  InboxWatch(const InboxWatch&) = delete;
  InboxWatch& operator=(const InboxWatch&) = delete;

  bool uses_inotify() const { return fd_ >= 0; }

  // Looks at all that is there now: what comes from here on ends a Wait.
  void Begin();
  // Returns when something has come since Begin, after `longest`, or once `stopped`, which is
  // polled, is true.
  void Wait(absl::Duration longest, const std::function<bool()>& stopped);

 private:
  void Add(const std::string& folder);
  bool Drain() const;

  const std::string folder_;
  int fd_ = -1;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INBOX_WATCH_H_
