#include "stall_guard.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace khotin::server {
namespace {

TEST(StallGuardTest, TellsWhatDoesNotGoOn) {
  absl::Notification stalled;
  const StallGuard guard(absl::Milliseconds(1), [&] { stalled.Notify(); });
  stalled.WaitForNotification();
  EXPECT_TRUE(guard.stalled());
}

TEST(StallGuardTest, SaysNothingOfWhatGoesOn) {
  constexpr std::chrono::milliseconds kStep{3};
  constexpr int kSteps = 10;
  // Time stands still between the steps, however long they take.
  std::atomic<int64_t> milliseconds{0};
  std::atomic<int> looks{0};
  const auto now = [&] {
    ++looks;
    return StallGuard::Clock::time_point(std::chrono::milliseconds(milliseconds));
  };
  std::atomic<int> calls{0};
  absl::Notification stalled;
  StallGuard guard(
      absl::Milliseconds(4),
      [&] {
        ++calls;
        stalled.Notify();
      },
      now);
  for (int i = 0; i < kSteps; ++i) {
    milliseconds += kStep.count();
    guard.Touch();
    // The guard has looked at the new time.
    for (const int before = looks; looks < before + 2;) std::this_thread::sleep_for(kStep);
    EXPECT_EQ(calls, 0);
    EXPECT_FALSE(guard.stalled());
  }
  milliseconds += 4;
  stalled.WaitForNotification();
}

TEST(StallGuardTest, SaysNothingOnceItIsOver) {
  bool stalled = false;
  {
    StallGuard(absl::Hours(1), [&] { stalled = true; }).Touch();
  }
  EXPECT_FALSE(stalled);
}

}  // namespace
}  // namespace khotin::server
