// Notices when something that should go on does not.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_STALL_GUARD_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_STALL_GUARD_H_

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "absl/time/time.h"
#include "base/mutex.h"

namespace khotin::server {

// Thread-safe.
class StallGuard {
 public:
  // The time of day may jump.
  using Clock = std::chrono::steady_clock;

  // Calls `on_stall` once, from a thread of its own, when `limit` passes without a Touch. `now` is
  // the time, for tests; it is asked on that thread and those of Touch.
  StallGuard(absl::Duration limit, std::function<void()> on_stall,
             std::function<Clock::time_point()> now = &Clock::now);
  // Does not return while `on_stall` runs, which is not called afterwards.
  ~StallGuard();
  StallGuard(const StallGuard&) = delete;
  StallGuard& operator=(const StallGuard&) = delete;

  void Touch();

  // True once `on_stall` is called, or about to be.
  bool stalled() const { return stalled_; }

 private:
  void Run();

  const Clock::duration limit_;
  const std::function<void()> on_stall_;
  const std::function<Clock::time_point()> now_;
  std::atomic<bool> stalled_{false};
  base::Mutex mutex_;
  base::CondVar changed_;
  Clock::time_point due_ ABSL_GUARDED_BY(mutex_);
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last, as it uses the rest
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_STALL_GUARD_H_
