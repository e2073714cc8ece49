#include "ingest/inbox_watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

// How late a request to stop may be seen.
constexpr absl::Duration kStopCheck = absl::Milliseconds(100);

}  // namespace

InboxWatch::InboxWatch(std::string folder, FilterOptions filter, bool use_inotify)
    : folder_(std::move(folder)),
      filter_(std::move(filter)),
      fd_(use_inotify ? inotify_init1(IN_NONBLOCK | IN_CLOEXEC) : -1) {}

InboxWatch::~InboxWatch() {
  if (fd_ >= 0) close(fd_);
}

void InboxWatch::Begin() {
  if (fd_ < 0) return;
  TakeEvents();
  Add(folder_);
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(
      folder_, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_symlink(ignored) || !entry->is_directory(ignored)) continue;
    const std::string path = entry->path().string();
    if (!IsAwaited(path, /*is_folder=*/true)) {
      entry.disable_recursion_pending();
      continue;
    }
    Add(path);
  }
}

void InboxWatch::Add(const std::string& folder) {
  // What cannot be watched is looked at when a wait ends.
  const int number = inotify_add_watch(
      fd_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR | IN_DONT_FOLLOW);
  if (number >= 0) watched_[number] = folder;
}

bool InboxWatch::IsAwaited(const std::string& path, bool is_folder) const {
  const std::string below = path.substr(folder_.size() + 1);
  if (below[below.rfind('/') + 1] == '.' || IsLeftOut(filter_, path)) return false;
  return is_folder || TakesName(filter_, below);
}

bool InboxWatch::TakeEvents() {
  std::array<char, 16 << 10> buffer;
  bool any = false;
  ssize_t got = 0;
  while ((got = read(fd_, buffer.data(), buffer.size())) > 0) {
    size_t size = 0;
    for (const char* at = buffer.data(); at < buffer.data() + got; at += size) {
      struct inotify_event event {};
      std::memcpy(&event, at, sizeof(event));
      size = sizeof(event) + event.len;
      const auto folder = watched_.find(event.wd);
      if ((event.mask & IN_Q_OVERFLOW) != 0) {
        any = true;
      } else if (folder != watched_.end() && (event.mask & IN_IGNORED) != 0) {
        watched_.erase(folder);
      } else if (folder != watched_.end() && event.len > 0) {
        const std::string path = absl::StrCat(folder->second, "/", at + sizeof(event));
        any = any || IsAwaited(path, (event.mask & IN_ISDIR) != 0);
      }
    }
  }
  return any;
}

bool InboxWatch::Wait(absl::Duration longest, absl::Duration pause,
                      const std::function<bool()>& stopped) {
  absl::Time deadline = absl::Now() + longest;
  bool any = false;
  while (!stopped()) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) break;
    const int ms = static_cast<int>(absl::ToInt64Milliseconds(std::min(left, kStopCheck))) + 1;
    struct pollfd wanted {};
    wanted.fd = fd_;
    wanted.events = POLLIN;
    // Once something has come, time alone is waited for.
    const bool listens = fd_ >= 0 && !any;
    if (poll(&wanted, listens ? 1 : 0, ms) > 0 && TakeEvents()) {
      any = true;
      deadline = absl::Now() + pause;
    }
  }
  return any;
}

}  // namespace khotin::ingest
