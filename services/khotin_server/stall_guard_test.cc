#include "stall_guard.h"

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace khotin::server {
namespace {

TEST(StallGuardTest, TellsWhatDoesNotGoOn) {
  absl::Notification stalled;
  const StallGuard guard(absl::Milliseconds(1), [&] { stalled.Notify(); });
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
