#include "tools/khotin/error_line.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

TEST(ErrorLineTest, StaysOnOneLine) {
  EXPECT_EQ(ErrorLine("a \"b\"\nc"), R"({"error":"a \"b\"\nc"})");
}

TEST(ErrorLineTest, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(ErrorLine("a\xff"), "{\"error\":\"a\uFFFD\"}");
}

}  // namespace
}  // namespace khotin::cli
