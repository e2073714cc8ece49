#include "stall_guard.h"

#include <utility>

namespace khotin::server {

StallGuard::StallGuard(absl::Duration limit, std::function<void()> on_stall,
                       std::function<Clock::time_point()> now)
    : limit_(std::chrono::duration_cast<Clock::duration>(absl::ToChronoNanoseconds(limit))),
      on_stall_(std::move(on_stall)),
      now_(std::move(now)),
      due_(now_() + limit_),
      thread_([this] { Run(); }) {}

StallGuard::~StallGuard() {
  {
    base::MutexLock lock(&mutex_);
    done_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
}

void StallGuard::Touch() {
  base::MutexLock lock(&mutex_);
  due_ = now_() + limit_;
}

void StallGuard::Run() {
  {
    base::MutexLock lock(&mutex_);
    for (auto now = now_(); !done_ && now < due_; now = now_()) {
      changed_.WaitFor(&mutex_, absl::FromChrono(due_ - now));
    }
    if (done_) return;
    stalled_ = true;
  }
  on_stall_();
}

}  // namespace khotin::server
