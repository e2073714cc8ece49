#include "request_id.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::server {
namespace {

using ::testing::MatchesRegex;

TEST(RequestIdTest, KeepsWhatTheCallerSent) {
  EXPECT_EQ(RequestIdOr("job-7/42"), "job-7/42");
  EXPECT_EQ(RequestIdOr(std::string(128, 'x')), std::string(128, 'x'));
}

TEST(RequestIdTest, MakesOneWhereThereIsNoneToKeep) {
  for (const std::string& sent :
       {std::string(), std::string("two\nlines"), std::string("a b"), std::string(129, 'x')}) {
    EXPECT_THAT(RequestIdOr(sent), MatchesRegex("[0-9a-f]{16}")) << sent;
  }
  EXPECT_NE(RequestIdOr(""), RequestIdOr(""));
}

TEST(TraceIdTest, IsTheSecondPartOfTraceparent) {
  const absl::string_view id = "0af7651916cd43dd8448eb211c80319c";
  EXPECT_EQ(TraceIdOf("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), id);
  EXPECT_EQ(TraceIdOf("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"), id);
}

TEST(TraceIdTest, IsNoneWhereTraceparentIsMadeUp) {
  for (const char* sent : {"", "00", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                           "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                           "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                           "00-0af7651916cd43dd8448eb211c80319cb-7ad6b7169203331-01"}) {
    EXPECT_EQ(TraceIdOf(sent), "") << sent;
  }
}

}  // namespace
}  // namespace khotin::server
