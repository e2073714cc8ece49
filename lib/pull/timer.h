// Time that can be waited for, behind an interface, so that tests do not sleep.
#ifndef KHOTIN_PULL_TIMER_H_
#define KHOTIN_PULL_TIMER_H_

#include <functional>
#include <memory>

#include "absl/time/time.h"

namespace khotin::pull {

// Thread-safe.
class Timer {
 public:
  virtual ~Timer() = default;
  virtual absl::Time Now() const = 0;

  // Returns at `time`, or earlier with false when the run is to end.
  virtual bool SleepUntil(absl::Time time) = 0;

  // True when the run is to end.
  virtual bool stopped() const = 0;
};

// The machine's clock. `stop` is asked several times a second by any thread.
std::unique_ptr<Timer> NewRealTimer(std::function<bool()> stop);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_TIMER_H_
