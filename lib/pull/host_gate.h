// Politeness: one request to a host at a time, with a pause behind each.
#ifndef KHOTIN_PULL_HOST_GATE_H_
#define KHOTIN_PULL_HOST_GATE_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "base/mutex.h"
#include "pull/timer.h"

namespace khotin::pull {

// Thread-safe.
class HostGate {
 public:
  // `timer` outlives this.
  explicit HostGate(Timer* timer) : timer_(timer) {}

  enum class Entry {
    kIn,      // the caller alone may ask the host now, and calls Leave behind that
    kPutOff,  // the host wants to be left alone for longer than a run waits
    kStopped,
  };

  // Waits until nobody else asks `host` and its pause is over. When the host is put off for more
  // than `patience` from now, returns at once and says until when.
  Entry Enter(const std::string& host, absl::Duration patience, absl::Time* until);

  // The next request to the host comes `pause` from now at the earliest.
  void Leave(const std::string& host, absl::Duration pause);

  // The host is not asked before `until`.
  void PutOff(const std::string& host, absl::Time until);

 private:
  struct Host {
    bool busy = false;
    absl::Time ready = absl::InfinitePast();    // by the pause
    absl::Time put_off = absl::InfinitePast();  // by its own wish
  };

  Timer* const timer_;
  base::Mutex mutex_;
  base::CondVar left_;
  absl::flat_hash_map<std::string, Host> hosts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_HOST_GATE_H_
