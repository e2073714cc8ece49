#include "extract/page_url.h"

#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

TEST(PageUrlTest, Hosts) {
  EXPECT_EQ(HostOf("https://www.Bao.example:8080/a"), "bao.example");
  EXPECT_EQ(HostOf("http://u:p@bao.example?x"), "bao.example");
  EXPECT_EQ(HostOf("https://[::1]/a"), "[::1]");
  EXPECT_EQ(HostOf("ftp://bao.example"), "");
  EXPECT_EQ(HostOf("bao.example"), "");
}

TEST(PageUrlTest, Resolves) {
  const struct {
    const char* base;
    const char* reference;
    const char* url;
  } cases[] = {
      {"https://a.example/x/y?q", "/z", "https://a.example/z"},
      {"https://a.example/x/y?q", "z", "https://a.example/x/z"},
      {"https://a.example", "z", "https://a.example/z"},
      {"https://a.example/x", "//b.example/z", "https://b.example/z"},
      {"", " https://b.example/z ", "https://b.example/z"},
      {"", "/z", ""},
      {"https://a.example", "javascript:void(0)", ""},
      {"https://a.example", "data:image/png;base64,x", ""},
      {"https://a.example", "#top", ""},
      {"https://a.example", "", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(ResolveUrl(c.base, c.reference), c.url) << c.reference;
}

}  // namespace
}  // namespace khotin::extract
