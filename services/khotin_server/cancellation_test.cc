#include "cancellation.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace khotin::server {
namespace {

constexpr std::chrono::nanoseconds kAlways(0);

TEST(CancellationTest, AsksUntilTheAnswerIsYes) {
  int asked = 0;
  Cancellation cancellation([&] { return ++asked == 3; }, kAlways);
  EXPECT_FALSE(cancellation.cancelled());
  EXPECT_FALSE(cancellation.cancelled());
  EXPECT_TRUE(cancellation.cancelled());
  EXPECT_TRUE(cancellation.cancelled());
  EXPECT_EQ(asked, 3);
}

TEST(CancellationTest, AsksNoMoreThanOnceAnInterval) {
  int asked = 0;
  Cancellation cancellation([&] { return ++asked == 1; }, std::chrono::hours(1));
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(cancellation.cancelled());
  EXPECT_EQ(asked, 0);
}

TEST(CancellationTest, NobodyWaitsForTheOneThatAsks) {
  absl::Notification begun;
  absl::Notification go_on;
  std::atomic<int> asked{0};
  const auto wait = [&] {
    ++asked;
    begun.Notify();
    go_on.WaitForNotification();
    return true;
  };
  Cancellation cancellation(wait, kAlways);
  std::thread first([&] { EXPECT_TRUE(cancellation.cancelled()); });
  begun.WaitForNotification();
  EXPECT_FALSE(cancellation.cancelled());
  EXPECT_EQ(asked, 1);
  go_on.Notify();
  first.join();
  EXPECT_TRUE(cancellation.cancelled());
  EXPECT_EQ(asked, 1);
}

TEST(CancellationTest, NeverAsksOnTwoThreadsAtOnce) {
  constexpr int kThreads = 8;
  constexpr int kPolls = 2000;
  std::atomic<int> asking{0};
  std::atomic<bool> crowded{false};
  const auto look_around = [&] {
    if (++asking > 1) crowded = true;
    std::this_thread::yield();
    --asking;
    return false;
  };
  Cancellation cancellation(look_around, kAlways);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < kPolls; ++j) cancellation.cancelled();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(crowded);
}

}  // namespace
}  // namespace khotin::server
