#include "extract/refusal.h"

#include "base/status.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

TEST(Refusal, KeepsItsReasonWhenTheInputIsNamed) {
  const absl::Status named = base::Annotate(Refusal(RefusalReason::kNoBody, "no text"), "a.txt");
  EXPECT_EQ(named.message(), "a.txt: no text");
  EXPECT_EQ(RefusalOf(named), RefusalReason::kNoBody);
}

TEST(Refusal, OtherErrorsHaveNone) {
  EXPECT_EQ(RefusalOf(absl::InvalidArgumentError("x")), RefusalReason::kUnspecified);
  EXPECT_EQ(RefusalOf(absl::OkStatus()), RefusalReason::kUnspecified);
}

TEST(Refusal, NamesAreWhatScriptsReadAndNeverChange) {
  EXPECT_EQ(RefusalName(RefusalReason::kUnspecified), "other");
  EXPECT_EQ(RefusalName(RefusalReason::kNotArticle), "not_article");
  EXPECT_EQ(RefusalName(RefusalReason::kOverLimit), "over_limit");
}

}  // namespace
}  // namespace khotin::extract
