#include "stall_guard.h"

#include <utility>

namespace khotin::server {

StallGuard::StallGuard(absl::Duration limit, std::function<void()> on_stall)
    : limit_(std::chrono::duration_cast<Clock::duration>(absl::ToChronoNanoseconds(limit))),
      on_stall_(std::move(on_stall)),
      due_(Clock::now() + limit_),
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
  due_ = Clock::now() + limit_;
}

void StallGuard::Run() {
  {
    base::MutexLock lock(&mutex_);
    for (auto now = Clock::now(); !done_ && now < due_; now = Clock::now()) {
      changed_.WaitFor(&mutex_, absl::FromChrono(due_ - now));
    }
    if (done_) return;
    stalled_ = true;
  }
  on_stall_();
}

}  // namespace khotin::server
