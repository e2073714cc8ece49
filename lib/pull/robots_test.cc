#include "pull/robots.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "gtest/gtest.h"

namespace khotin::pull {
namespace {

Robots Parse(absl::string_view text) { return Robots::Parse(text, "khotin"); }

TEST(RobotsTest, AllowsEverythingWithoutRules) {
  EXPECT_TRUE(Robots().Allows("/"));
  EXPECT_TRUE(Parse("").Allows("/a"));
  EXPECT_TRUE(Parse("<html>no robots here</html>").Allows("/a"));
  EXPECT_TRUE(Parse("User-agent: *\nDisallow:\n").Allows("/a"));
  EXPECT_TRUE(Parse("Disallow: /\n").Allows("/a"));
}

TEST(RobotsTest, TheLongestMatchDecides) {
  const Robots robots = Parse(
      "User-agent: *\nDisallow: /\nAllow: /tin/\nDisallow: /tin/noi-bo\nAllow: /tin/noi-bo\n");
  EXPECT_FALSE(robots.Allows("/"));
  EXPECT_FALSE(robots.Allows("/video"));
  EXPECT_TRUE(robots.Allows("/tin/1.html"));
  EXPECT_TRUE(robots.Allows("/tin/noi-bo/x")) << "of two equally long ones Allow wins";
  EXPECT_TRUE(robots.Allows("/robots.txt"));
}

TEST(RobotsTest, AsterisksAndTheEnd) {
  const Robots robots = Parse(
      "user-agent: *\ndisallow: /*.php$\ndisallow: /a*b*c\ndisallow: *tim-kiem\nallow: /x$\n"
      "disallow: /x\n");
  EXPECT_FALSE(robots.Allows("/index.php"));
  EXPECT_TRUE(robots.Allows("/index.php?id=1"));
  EXPECT_TRUE(robots.Allows("/index.php5"));
  EXPECT_FALSE(robots.Allows("/a1b2c3"));
  EXPECT_TRUE(robots.Allows("/a1c2b3"));
  EXPECT_FALSE(robots.Allows("/muc/tim-kiem?q=x"));
  EXPECT_FALSE(robots.Allows("/x/y"));
  EXPECT_TRUE(robots.Allows("/x")) << "the pattern /x$ is the longer one";
}

TEST(RobotsTest, OurGroupsBeforeThoseForAll) {
  const absl::string_view text =
      "User-agent: *\nDisallow: /\n\n"
      "User-agent: KHOTIN\nUser-agent: other\nDisallow: /a\n\n"
      "User-agent: third\nDisallow: /c\n\n"
      "User-agent: khotin/2.0 (compatible)\nDisallow: /b\n";
  EXPECT_TRUE(Parse(text).Allows("/"));
  EXPECT_FALSE(Parse(text).Allows("/a"));
  EXPECT_FALSE(Parse(text).Allows("/b"));
  EXPECT_TRUE(Parse(text).Allows("/c"));
  EXPECT_FALSE(Robots::Parse(text, "khotinbot").Allows("/x"));
  EXPECT_TRUE(Parse("User-agent: *\nDisallow: /\nUser-agent: khotin\nDisallow:\n").Allows("/x"));
}

TEST(RobotsTest, OneSpellingForAllThatMeanTheSame) {
  const Robots robots =
      Parse("User-agent: *\nDisallow: /tin-mới\nDisallow: /%7Ean\nDisallow: /a%2fb\n");
  EXPECT_FALSE(robots.Allows("/tin-m%E1%BB%9Bi"));
  EXPECT_FALSE(robots.Allows("/tin-m%e1%bb%9bi/x"));
  EXPECT_FALSE(robots.Allows("/~an"));
  EXPECT_FALSE(robots.Allows("/a%2Fb"));
  EXPECT_TRUE(robots.Allows("/a/b"));
}

TEST(RobotsTest, ReadsWhatPeopleWrite) {
  const Robots robots = Parse(
      "\xef\xbb\xbf# for all\r\nUSER-AGENT : * # everyone\r\n\r\nSitemap: "
      "https://x.example/s.xml\r\n"
      "Crawl-delay: 2.5\r\nDisallow: /a # private\r\nnonsense\r\n: \r\n");
  EXPECT_FALSE(robots.Allows("/a"));
  EXPECT_TRUE(robots.Allows("/b"));
  EXPECT_EQ(robots.crawl_delay(), absl::Milliseconds(2500));
  EXPECT_EQ(Parse("User-agent: *\nCrawl-delay: -1\n").crawl_delay(), absl::ZeroDuration());
  EXPECT_EQ(Parse("User-agent: *\nCrawl-delay: soon\n").crawl_delay(), absl::ZeroDuration());
  EXPECT_EQ(Parse("User-agent: *\nCrawl-delay: nan\n").crawl_delay(), absl::ZeroDuration());
}

TEST(RobotsTest, HasAnEnd) {
  std::string text = "User-agent: *\nDisallow: /first\n";
  text.resize(base::kMaxRobotsBytes, '\n');
  absl::StrAppend(&text, "Disallow: /last\n");
  EXPECT_FALSE(Parse(text).Allows("/first"));
  EXPECT_TRUE(Parse(text).Allows("/last"));
}

}  // namespace
}  // namespace khotin::pull
