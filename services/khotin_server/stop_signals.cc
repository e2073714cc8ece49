#include "stop_signals.h"

#include <pthread.h>

#include <cerrno>

namespace khotin::server {

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

int StopSignals::WaitFor(absl::Duration timeout) const {
  const timespec limit = absl::ToTimespec(timeout);
  int received = 0;
  do {
    received = sigtimedwait(&signals_, nullptr, &limit);
  } while (received < 0 && errno == EINTR);
  return received < 0 ? 0 : received;
}

}  // namespace khotin::server
