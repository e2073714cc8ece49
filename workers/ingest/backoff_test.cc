#include "ingest/backoff.h"

#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

constexpr absl::Time kStart = absl::UnixEpoch();

TEST(BackoffTest, DoublesWithJitterUpToAMinute) {
  Backoff backoff(absl::Hours(1), 7);
  absl::Duration whole = absl::Seconds(1);
  for (int i = 0; i < 10; ++i) {
    const absl::optional<absl::Duration> delay = backoff.Next(kStart);
    ASSERT_TRUE(delay.has_value());
    EXPECT_GE(*delay, whole / 2);
    EXPECT_LE(*delay, whole);
    whole = std::min(absl::Minutes(1), whole * 2);
  }
}

TEST(BackoffTest, GivesUpWhenTheTimeIsUp) {
  Backoff backoff(absl::Seconds(10), 7);
  EXPECT_TRUE(backoff.Next(kStart).has_value());
  EXPECT_LE(*backoff.Next(kStart + absl::Milliseconds(9900)), absl::Milliseconds(100));
  EXPECT_FALSE(backoff.Next(kStart + absl::Seconds(10)).has_value());
  backoff.Reset();
  EXPECT_LE(*backoff.Next(kStart + absl::Seconds(11)), absl::Seconds(1));
}

TEST(BackoffTest, NoTimeIsNoAttempt) {
  EXPECT_FALSE(Backoff(absl::ZeroDuration(), 7).Next(kStart).has_value());
}

TEST(BackoffTest, TwoWorkersComeBackApart) {
  EXPECT_NE(Backoff(absl::Hours(1), 1).Next(kStart), Backoff(absl::Hours(1), 2).Next(kStart));
}

}  // namespace
}  // namespace khotin::ingest
