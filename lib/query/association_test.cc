#include "query/association.h"

#include <gtest/gtest.h>

namespace khotin::query {
namespace {

TEST(AssociationTest, TellsHowSurelySharesDiffer) {
  EXPECT_NEAR(SignedLogLikelihoodRatio({10, 100}, {100, 1000}), 0, 1e-9);
  // 2 Σ observed ln(observed / expected) over 20, 80, 10, 990 with expected 30/11, 1070/11, …
  EXPECT_NEAR(SignedLogLikelihoodRatio({20, 100}, {10, 1000}), 63.2028, 0.0001);
  EXPECT_LT(SignedLogLikelihoodRatio({10, 1000}, {20, 100}), 0);
  EXPECT_GT(SignedLogLikelihoodRatio({20, 100}, {10, 1000}),
            SignedLogLikelihoodRatio({2, 10}, {1, 100}))
      << "more evidence of the same ratio counts more";
}

TEST(AssociationTest, BearsEmptyAndFullSets) {
  EXPECT_EQ(SignedLogLikelihoodRatio({0, 0}, {5, 10}), 0);
  EXPECT_EQ(SignedLogLikelihoodRatio({5, 10}, {0, 0}), 0);
  EXPECT_NEAR(SignedLogLikelihoodRatio({10, 10}, {10, 10}), 0, 1e-9);
  EXPECT_GT(SignedLogLikelihoodRatio({10, 10}, {0, 10}), 0);
  EXPECT_GT(SignedLogLikelihoodRatio({12, 10}, {0, 10}), 0) << "more hits than documents";
  EXPECT_EQ(Lift({1, 10}, {0, 100}), 0);
  EXPECT_EQ(Lift({1, 0}, {1, 100}), 0);
}

TEST(AssociationTest, LiftsByTheOtherShare) {
  EXPECT_DOUBLE_EQ(Lift({20, 100}, {10, 1000}), 20);
  EXPECT_NEAR(SmoothedLift({4, 10}, {0, 40}), 36, 1e-9);
}

}  // namespace
}  // namespace khotin::query
