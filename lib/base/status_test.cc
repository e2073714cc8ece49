#include "base/status.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::base {
namespace {

absl::StatusOr<std::string> Half(absl::string_view text) {
  if (text.size() % 2 != 0) return absl::InvalidArgumentError("odd");
  return std::string(text.substr(0, text.size() / 2));
}

absl::StatusOr<std::string> Quarter(absl::string_view text) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string half, Half(text));
  return Half(half);
}

TEST(StatusTest, MacrosPassValuesAndErrors) {
  EXPECT_EQ(*Quarter("abcd"), "a");
  EXPECT_EQ(Quarter("abc").status().message(), "odd");
}

TEST(StatusTest, AnnotateNamesTheInputAndKeepsPayloads) {
  absl::Status status = absl::InvalidArgumentError("odd");
  status.SetPayload("url", absl::Cord("payload"));
  const absl::Status annotated = Annotate(status, "a.txt");
  EXPECT_EQ(annotated.message(), "a.txt: odd");
  EXPECT_EQ(annotated.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(*annotated.GetPayload("url"), "payload");
  EXPECT_TRUE(Annotate(absl::OkStatus(), "a.txt").ok());
}

}  // namespace
}  // namespace khotin::base
