#include "ingest/inbox_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/time/clock.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

// How late a request to stop may be seen.
constexpr absl::Duration kStopCheck = absl::Milliseconds(100);

}  // namespace

InboxWatch::InboxWatch(std::string folder, bool use_inotify)
    : folder_(std::move(folder)), fd_(use_inotify ? inotify_init1(IN_NONBLOCK | IN_CLOEXEC) : -1) {}

InboxWatch::~InboxWatch() {
  if (fd_ >= 0) close(fd_);
}

void InboxWatch::Begin() {
  if (fd_ < 0) return;
  Drain();
  Add(folder_);
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(
      folder_, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_symlink(ignored) || !entry->is_directory(ignored)) continue;
    if (entry->path().filename().string().front() == '.') {
      entry.disable_recursion_pending();
      continue;
    }
    Add(entry->path().string());
  }
}

void InboxWatch::Add(const std::string& folder) {
  // What cannot be watched is looked at when a wait ends.
  inotify_add_watch(fd_, folder.c_str(),
                    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR | IN_DONT_FOLLOW);
}

bool InboxWatch::Drain() const {
  std::array<char, 16 << 10> events;
  bool any = false;
  while (read(fd_, events.data(), events.size()) > 0) any = true;
  return any;
}

void InboxWatch::Wait(absl::Duration longest, const std::function<bool()>& stopped) {
  const absl::Time deadline = absl::Now() + longest;
  while (!stopped()) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) return;
    const int ms = static_cast<int>(absl::ToInt64Milliseconds(std::min(left, kStopCheck))) + 1;
    struct pollfd wanted {};
    wanted.fd = fd_;
    wanted.events = POLLIN;
    if (poll(&wanted, fd_ < 0 ? 0 : 1, ms) > 0) return;
  }
}

}  // namespace khotin::ingest
