#include "ingest/stop.h"

#include <atomic>
#include <csignal>

namespace khotin::ingest {
namespace {

std::atomic<bool> stop_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal handler");

void RequestStop(int /*signal*/) { stop_requested = true; }

}  // namespace

void InstallSignalHandlers() {
  struct sigaction action {};
  action.sa_handler = RequestStop;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool StopRequested() { return stop_requested; }

}  // namespace khotin::ingest
