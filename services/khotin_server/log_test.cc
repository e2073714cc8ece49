#include "log.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::server {
namespace {

std::string LineOf(absl::string_view value) {
  return TextLine("call", {LogField{"peer_identity", value}});
}

TEST(TextLineTest, ShowsPlainValuesAsTheyAre) {
  EXPECT_EQ(TextLine("call", {LogField{"method", "khotin.v1.SearchService/Search"},
                              LogField{"count", int64_t{7}}, LogField{"ms", 1.5}}),
            "call method=khotin.v1.SearchService/Search count=7 ms=1.5");
  EXPECT_EQ(LineOf("CN:worker-1"), "call peer_identity=CN:worker-1");
}

TEST(TextLineTest, NoValueMakesUpFields) {
  EXPECT_EQ(LineOf("me code=OK"), "call peer_identity=\"me code=OK\"");
  EXPECT_EQ(LineOf("a=b"), "call peer_identity=\"a=b\"");
  EXPECT_EQ(LineOf("\" code=OK"), "call peer_identity=\"\\\" code=OK\"");
  EXPECT_EQ(LineOf("back\\slash"), "call peer_identity=\"back\\\\slash\"");
  EXPECT_EQ(LineOf(""), "call peer_identity=\"\"");
}

TEST(TextLineTest, StaysOneLineOfUtf8) {
  EXPECT_EQ(LineOf("two\nlines\x1b[1m"), "call peer_identity=\"two\\nlines\\u001b[1m\"");
  EXPECT_EQ(LineOf("Báo Làng"), "call peer_identity=\"Báo Làng\"");
  EXPECT_EQ(LineOf("a\xff"), "call peer_identity=\"a\xef\xbf\xbd\"");
}

}  // namespace
}  // namespace khotin::server
