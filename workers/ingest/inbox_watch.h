// Waits for files to come into a folder.
#ifndef KHOTIN_INGEST_INBOX_WATCH_H_
#define KHOTIN_INGEST_INBOX_WATCH_H_

#include <functional>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "ingest/file_filter.h"

namespace khotin::ingest {

// Not thread-safe.
class InboxWatch {
 public:
  // With inotify(7), which does not see what other machines write to a network volume; without it
  // where it is not to be had, or not wanted. What the filter passes over by its name, and what is
  // hidden, is not waited for.
  InboxWatch(std::string folder, FilterOptions filter, bool use_inotify);
  ~InboxWatch();
  InboxWatch(const InboxWatch&) = delete;
  InboxWatch& operator=(const InboxWatch&) = delete;

  bool uses_inotify() const { return fd_ >= 0; }

  // Looks at all that is there now: what comes from here on ends a Wait.
  void Begin();
  // Returns when something has come since Begin, `pause` behind it, for what comes along with it;
  // after `longest`; or once `stopped`, which is polled, is true. Whether something has come.
  bool Wait(absl::Duration longest, absl::Duration pause, const std::function<bool()>& stopped);

 private:
  void Add(const std::string& folder);
  // Takes all events there are; whether one is of something that is waited for.
  bool TakeEvents();
  bool IsAwaited(const std::string& path, bool is_folder) const;

  const std::string folder_;
  const FilterOptions filter_;
  int fd_ = -1;
  std::map<int, std::string> watched_;  // folders by inotify's numbers
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_INBOX_WATCH_H_
