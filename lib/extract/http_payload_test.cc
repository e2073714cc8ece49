#include "extract/http_payload.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "extract/content_coding.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::HasSubstr;

constexpr char kPage[] = "<p>Gạo mới</p>";
constexpr char kBrotliPage[] = "8b08803c703e47e1baa16f206de1bb9b693c2f703e03";
constexpr size_t kLimit = size_t{4} << 20;

std::string Response(absl::string_view headers, absl::string_view body) {
  return absl::StrCat("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", headers, "\r\n", body);
}

TEST(HtmlOfResponseTest, UndoesCodings) {
  const std::string gzip = Compress(kPage, kGzipContainer);
  const std::string chunked_gzip =
      absl::StrCat(absl::Hex(gzip.size()), ";x=y\r\n", gzip, "\r\n0\r\nTrailer: x\r\n\r\n");
  const struct {
    const char* headers;
    std::string body;
  } cases[] = {
      {"", kPage},
      {"Content-Encoding: identity\r\n", kPage},
      {"Content-Encoding: gzip\r\n", gzip},
      {"content-encoding: X-GZIP\r\n", gzip},
      {"Content-Encoding: deflate\r\n", Compress(kPage, kZlibContainer)},
      {"Content-Encoding: deflate\r\n", Compress(kPage, kRawDeflate)},
      {"Content-Encoding: br\r\n", absl::HexStringToBytes(kBrotliPage)},
      {"Content-Encoding: deflate, gzip\r\n",
       Compress(Compress(kPage, kZlibContainer), kGzipContainer)},
      {"Transfer-Encoding: chunked\r\n", "8\r\n<p>Gạo\r\na\r\n mới</p>\r\n0\r\n\r\n"},
      {"Transfer-Encoding: Chunked\r\nContent-Encoding: gzip\r\n", chunked_gzip},
      {"Content-Encoding: gzip\r\n", kPage},      // stored decoded by the crawler
      {"Transfer-Encoding: chunked\r\n", kPage},  // likewise
  };
  for (const auto& c : cases) {
    const auto page = HtmlOfResponse(Response(c.headers, c.body), kLimit);
    ASSERT_TRUE(page.ok()) << c.headers << page.status();
    ASSERT_TRUE(page->has_value()) << c.headers;
    EXPECT_EQ(**page, kPage) << c.headers;
  }
}

TEST(HtmlOfResponseTest, RefusesDamage) {
  const std::string gzip = Compress(kPage, kGzipContainer);
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  const struct {
    std::string headers;
    std::string body;
    const char* message;
  } cases[] = {
      {"Content-Encoding: gzip\r\n", gzip.substr(0, 20), "truncated"},
      {"Content-Encoding: gzip\r\n", "rác rưởi", "not gzip"},
      {"Content-Encoding: deflate\r\n", "rác rưởi", "damaged or truncated"},
      {"Content-Encoding: br\r\n", "rác rưởi", "damaged or truncated"},
      {"Content-Encoding: zstd\r\n", "rác rưởi", "unknown content coding 'zstd'"},
      {"Content-Encoding: br,br,br,br,br\r\n", "x", "too many content codings"},
      {"Content-Encoding: gzip\r\n", Compress(std::string(64 << 20, ' '), kGzipContainer),
       "over 200 times"},
      {chunked, "zz\r\nxx", "a chunk's length is malformed"},
      {chunked, "-1\r\nxx", "a chunk's length is malformed"},
      {chunked, "ffffffffffffffffff\r\nxx", "a chunk's length is malformed"},
      {chunked, "fffffff\r\nxx", "a chunk is truncated"},
      {chunked, "2\r\nxxxx\r\n0\r\n\r\n", "longer than its length says"},
      {chunked, "2\r\nxx\r\n", "the last chunk is missing"},
      {"Content-Length: 100\r\n", kPage, "100 bytes announced"},
  };
  for (const auto& c : cases) {
    const auto page = HtmlOfResponse(Response(c.headers, c.body), kLimit);
    EXPECT_EQ(page.status().code(), absl::StatusCode::kInvalidArgument) << c.headers;
    EXPECT_THAT(page.status().message(), HasSubstr(c.message)) << c.headers;
  }
}

TEST(HtmlOfResponseTest, StopsABrotliBomb) {
  // 64 MiB of zeros, in pieces.
  const std::string bomb = absl::HexStringToBytes(
      "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f01"
      "10870500baf77ffcffff837f02200e0b0074effff8ffff07ff04401c1600e8defff1ffff0ffe0980382c00d0bdff"
      "cbffff3ffc1300715800a07bff07");
  EXPECT_THAT(DecodeContent("br", bomb, size_t{64} << 20).status().message(),
              HasSubstr("over 200 times"));
}

TEST(HtmlOfResponseTest, LimitsTheDecodedSize) {
  std::string noise;
  for (uint32_t i = 0, x = 1; i < 300000; ++i) {
    x = x * 1664525u + 1013904223u;
    noise.push_back(static_cast<char>('a' + (x >> 28)));
  }
  EXPECT_THAT(DecodeContent("gzip", Compress(noise, kGzipContainer), 100000).status().message(),
              HasSubstr("over 100000 bytes"));
}

TEST(HtmlOfResponseTest, TakesTheCharsetOfTheResponse) {
  const auto page = HtmlOfResponse(
      "HTTP/1.0 200 OK\nContent-Type: text/html; charset=\"windows-1252\"\n\n<p>caf\xe9", kLimit);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(**page, "\xef\xbb\xbf<p>café");
}

}  // namespace
}  // namespace khotin::extract
