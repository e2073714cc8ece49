#include "tools/khotin/transfer_progress.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

constexpr int64_t kMiB = int64_t{1} << 20;

TEST(TransferProgressTest, TellsShareRateAndTimeLeft) {
  EXPECT_EQ(ProgressText(100 * kMiB, 400 * kMiB, absl::Seconds(2)),
            "25 %, 100.0 MiB of 400.0 MiB, 50.0 MiB/s, 6s left");
}

TEST(TransferProgressTest, TellsNoRateBeforeAnythingCame) {
  EXPECT_EQ(ProgressText(0, 400 * kMiB, absl::Seconds(2)), "0 %, 0 B of 400.0 MiB");
  EXPECT_EQ(ProgressText(kMiB, 400 * kMiB, absl::ZeroDuration()), "0 %, 1.0 MiB of 400.0 MiB");
}

TEST(TransferProgressTest, NothingToDoIsAllDone) {
  EXPECT_EQ(ProgressText(0, 0, absl::Seconds(1)), "100 %, 0 B of 0 B");
}

}  // namespace
}  // namespace khotin::cli
