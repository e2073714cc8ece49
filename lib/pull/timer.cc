#include "pull/timer.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"

namespace khotin::pull {
namespace {

constexpr absl::Duration kAskEvery = absl::Milliseconds(100);

class RealTimer : public Timer {
 public:
  explicit RealTimer(std::function<bool()> stop) : stop_(std::move(stop)) {}

  absl::Time Now() const override { return absl::Now(); }

  bool SleepUntil(absl::Time time) override {
    for (absl::Time now = Now(); now < time; now = Now()) {
      if (stopped()) return false;
      absl::SleepFor(std::min(time - now, kAskEvery));
    }
    return !stopped();
  }

  bool stopped() const override { return stop_ != nullptr && stop_(); }

 private:
  const std::function<bool()> stop_;
};

}  // namespace

std::unique_ptr<Timer> NewRealTimer(std::function<bool()> stop) {
  return std::make_unique<RealTimer>(std::move(stop));
}

}  // namespace khotin::pull
