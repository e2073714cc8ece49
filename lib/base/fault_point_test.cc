#include "base/fault_point.h"

#include "gtest/gtest.h"

namespace khotin::base {
namespace {

TEST(FaultPointTest, FailsOnceAtTheNamedPassage) {
  ASSERT_TRUE(SetFaults("a.b=error@2").ok());
  EXPECT_TRUE(FaultPoint("a.b").ok());
  EXPECT_TRUE(FaultPoint("other").ok());
  EXPECT_EQ(FaultPoint("a.b").code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(FaultPoint("a.b").ok());
}

TEST(FaultPointTest, RefusesMalformedEntries) {
  EXPECT_EQ(SetFaults("a=explode").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(SetFaults("a=error@0").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(SetFaults("").ok());
}

TEST(FaultPointDeathTest, KillsLikeSigkill) {
  EXPECT_EXIT(
      {
        (void)SetFaults("x=kill");
        (void)FaultPoint("x");
      },
      testing::KilledBySignal(SIGKILL), "");
}

}  // namespace
}  // namespace khotin::base
