#include "analysis/url_key.h"

#include "gtest/gtest.h"

namespace khotin::analysis {
namespace {

TEST(UrlKeyTest, SpellingsOfOneUrlMeet) {
  const std::string key = *UrlKey("https://bao.example/a/tin-1.html");
  for (const char* url :
       {"http://bao.example/a/tin-1.html", "https://www.bao.example/a/tin-1.html",
        "https://BAO.example:443/a/tin-1.html#binh-luan", " https://bao.example/a/./tin-1.html ",
        "https://bao.example/a/tin-1.html?utm_source=fb&fbclid=xyz",
        "https://bao.example/b/../a/tin-1.html", "https://user@bao.example/a/tin-1.html"}) {
    EXPECT_EQ(*UrlKey(url), key) << url;
  }
  EXPECT_EQ(*UrlKey("https://bao.example/"), *UrlKey("http://bao.example"));
}

TEST(UrlKeyTest, DifferentPagesStayApart) {
  const std::string key = *UrlKey("https://bao.example/tin?id=1");
  for (const char* url : {"https://bao.example/tin?id=2", "https://bao.example/Tin?id=1",
                          "https://m.bao.example/tin?id=1", "https://bao.example:8080/tin?id=1",
                          "https://bao.example/tin"}) {
    EXPECT_NE(*UrlKey(url), key) << url;
  }
}

TEST(UrlKeyTest, RefusesWhatIsNoWebUrl) {
  for (const char* url : {"", "bao.example/tin", "ftp://bao.example/x", "javascript:alert(1)",
                          "http://", "/tin.html"}) {
    const auto key = UrlKey(url);
    EXPECT_EQ(key.status().code(), absl::StatusCode::kInvalidArgument) << url;
  }
}

TEST(UrlKeyTest, HostOfAUrl) {
  EXPECT_EQ(UrlHost("https://www.Bao.example/x"), "bao.example");
  EXPECT_EQ(UrlHost("tin"), "");
}

}  // namespace
}  // namespace khotin::analysis
