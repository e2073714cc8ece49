#include "pull/host_gate.h"

#include <algorithm>

namespace khotin::pull {

HostGate::Entry HostGate::Enter(const std::string& host, absl::Duration patience,
                                absl::Time* until) {
  absl::Time ready;
  {
    base::MutexLock lock(&mutex_);
    while (hosts_[host].busy) left_.Wait(&mutex_);
    Host& state = hosts_[host];
    if (state.put_off > timer_->Now() + patience) {
      *until = state.put_off;
      return Entry::kPutOff;
    }
    state.busy = true;
    ready = std::max(state.ready, state.put_off);
  }
  if (timer_->SleepUntil(ready)) return Entry::kIn;
  Leave(host, absl::ZeroDuration());
  return Entry::kStopped;
}

void HostGate::Leave(const std::string& host, absl::Duration pause) {
  base::MutexLock lock(&mutex_);
  Host& state = hosts_[host];
  state.busy = false;
  state.ready = std::max(state.ready, timer_->Now() + pause);
  left_.NotifyAll();
}

void HostGate::PutOff(const std::string& host, absl::Time until) {
  base::MutexLock lock(&mutex_);
  Host& state = hosts_[host];
  state.put_off = std::max(state.put_off, until);
}

}  // namespace khotin::pull
