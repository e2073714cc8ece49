// How the process is asked to stop.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_STOP_SIGNALS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_STOP_SIGNALS_H_

#include <signal.h>

#include "absl/time/time.h"

namespace khotin::server {

// SIGINT and SIGTERM. Make it before any thread: those made later have the signals blocked as well,
// so that one place waits for them. Writing to a closed connection is no reason to die from then
// on.
class StopSignals {
 public:
  StopSignals();

  // The signal that came, or 0 when none did within `timeout`.
  int WaitFor(absl::Duration timeout) const;

 private:
  sigset_t signals_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_STOP_SIGNALS_H_
