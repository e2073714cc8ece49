#include "pull/url.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::pull {
namespace {

using ::testing::HasSubstr;

TEST(UrlTest, HasOneSpelling) {
  const auto url = ParseUrl(" HTTPS://Bao.Example:443/a/../tin%20m?x=1#y ");
  ASSERT_TRUE(url.ok()) << url.status();
  EXPECT_EQ(url->text, "https://bao.example/tin%20m?x=1");
  EXPECT_EQ(url->host, "bao.example");
  EXPECT_EQ(url->origin, "https://bao.example");
  EXPECT_EQ(url->target, "/tin%20m?x=1");
  EXPECT_EQ(ParseUrl("http://bao.example:8080")->origin, "http://bao.example:8080");
  EXPECT_EQ(ParseUrl("http://bao.example")->text, "http://bao.example/");
  EXPECT_EQ(ParseUrl("http://bao.example/tin mới")->target, "/tin%20m%e1%bb%9bi");
  EXPECT_EQ(ParseUrl("http://[::1]:80/")->host, "[::1]");
}

TEST(UrlTest, RefusesWhatIsNotForTheWeb) {
  for (const char* text : {"", "file:///etc/passwd", "ftp://bao.example/", "gopher://bao.example/",
                           "javascript:x", "http://", "//bao.example/", "bao.example/tin",
                           "http://me:secret@bao.example/", "http://bao.example:99999/"}) {
    EXPECT_FALSE(ParseUrl(text).ok()) << text;
  }
  EXPECT_THAT(std::string(ParseUrl("file:///etc/passwd").status().message()),
              HasSubstr("'file:///etc/passwd': only http and https"));
  EXPECT_FALSE(ParseUrl("http://bao.example/" + std::string(9000, 'x')).ok());
}

TEST(UrlTest, ResolvesAsBrowsersDo) {
  const Url base = *ParseUrl("https://bao.example/rss/tin.rss?page=2");
  EXPECT_EQ(ResolveUrl(base, "a.html")->text, "https://bao.example/rss/a.html");
  EXPECT_EQ(ResolveUrl(base, "../a.html")->text, "https://bao.example/a.html");
  EXPECT_EQ(ResolveUrl(base, "/a?b=1&c=2")->text, "https://bao.example/a?b=1&c=2");
  EXPECT_EQ(ResolveUrl(base, "//khac.example/a")->text, "https://khac.example/a");
  EXPECT_EQ(ResolveUrl(base, "http://khac.example/")->text, "http://khac.example/");
  EXPECT_FALSE(ResolveUrl(base, "file:///etc/passwd").ok());
  EXPECT_FALSE(ResolveUrl(base, "mailto:toa-soan@bao.example").ok());
  EXPECT_FALSE(ResolveUrl(base, "").ok());
}

}  // namespace
}  // namespace khotin::pull
