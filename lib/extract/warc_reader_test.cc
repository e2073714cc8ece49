#include "extract/warc_reader.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "extract/gzip_source.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kPageHeaders[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

std::string Record(absl::string_view type, absl::string_view block, int extra_length = 0,
                   absl::string_view version = "WARC/1.0") {
  return absl::StrCat(version, "\r\nWARC-Type: ", type,
                      "\r\nWARC-Target-URI: <https://bao.example/a>\r\n"
                      "Content-Type: application/http; msgtype=response\r\nContent-Length: ",
                      static_cast<int>(block.size()) + extra_length, "\r\n\r\n", block, "\r\n\r\n");
}

std::string Page(absl::string_view html) {
  return Record("response", absl::StrCat(kPageHeaders, html));
}

std::vector<std::string> ReadWarc(absl::string_view bytes) {
  return ReadAll(MakeWarcReader("w", std::make_unique<MemorySource>(bytes)).get());
}

std::vector<std::string> ReadWarcGz(absl::string_view bytes) {
  return ReadAll(MakeWarcReader("w", MakeGzipSource(std::make_unique<MemorySource>(bytes))).get());
}

TEST(WarcReaderTest, GivesPagesAndPassesOverTheRest) {
  const std::string warc = absl::StrCat(
      Record("warcinfo", "software: x"), Page("<p>một"), Record("request", "GET / HTTP/1.1\r\n"),
      Record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
      Record("response", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<a>"),
      Record("response", "HTTP/1.1 404 Gone\r\nContent-Type: text/html\r\n\r\n<p>lỗi"),
      Record("resource", "<p>x"), Page("<p>hai"));
  EXPECT_THAT(ReadWarc(warc), ElementsAre("w#1|<p>một", "w#2|<p>hai"));
}

TEST(WarcReaderTest, ReadsUrlAndBothVersions) {
  const std::string warc = Record("response", absl::StrCat(kPageHeaders, "<p>x"), 0, "WARC/1.1");
  const auto reader = MakeWarcReader("w", std::make_unique<MemorySource>(warc));
  const auto document = reader->Next();
  ASSERT_TRUE(document.has_value() && document->ok());
  EXPECT_EQ((*document)->url, "https://bao.example/a");
  EXPECT_EQ((*document)->format, Format::kHtml);
}

// A record of `type` that is `content_type` itself.
std::string Plain(absl::string_view type, absl::string_view content_type, absl::string_view block,
                  absl::string_view url = "https://bao.example/a") {
  return absl::StrCat("WARC/1.0\r\nWARC-Type: ", type, "\r\nWARC-Target-URI: ", url,
                      "\r\nContent-Type: ", content_type, "\r\nContent-Length: ", block.size(),
                      "\r\n\r\n", block, "\r\n\r\n");
}

TEST(WarcReaderTest, ReadsPagesAndTextsWithoutHttp) {
  const std::string warc = absl::StrCat(
      Plain("resource", "text/html; charset=windows-1252", "<p>caf\xe9"),
      Plain("conversion", "text/plain", "Bài báo."), Plain("conversion", "text/plain", " \n"),
      Plain("conversion", "application/xhtml+xml", "<p>x"),
      Plain("resource", "text/plain", "User-agent: *"), Plain("resource", "image/png", "\x89PNG"),
      Plain("metadata", "text/html", "<p>y"), Plain("revisit", "text/html", "<p>y"),
      Plain("conversion", "application/pdf", "%PDF"));
  EXPECT_THAT(ReadWarc(warc), ElementsAre("w#1|\xef\xbb\xbf<p>café", "w#2|Bài báo.", "w#3|<p>x"));
  const auto reader = MakeWarcReader("w", std::make_unique<MemorySource>(warc));
  EXPECT_EQ((**reader->Next()).format, Format::kHtml);
  const auto text = reader->Next();
  EXPECT_EQ((**text).format, Format::kText);
  EXPECT_EQ((**text).url, "https://bao.example/a");
}

TEST(WarcReaderTest, AnAddressThatCannotBeOneIsLeftOut) {
  for (const std::string& url :
       {std::string("https://a/\xff"), std::string("https://a/\0b", 12),
        std::string("https://\x1b[2J"), "https://a/" + std::string(9000, 'x')}) {
    const std::string warc = Plain("resource", "text/html", "<p>x", url);
    const auto reader = MakeWarcReader("w", std::make_unique<MemorySource>(warc));
    const auto document = reader->Next();
    ASSERT_TRUE(document.has_value() && document->ok());
    EXPECT_EQ((*document)->url, "");
  }
}

TEST(WarcReaderTest, GivesUpWhereNothingIsSound) {
  std::string junk;
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&junk, "WARC/1.0\r\nContent-Length: x\r\n\r\n");
  const auto all = ReadWarc(junk + Page("<p>sau"));
  EXPECT_EQ(all.size(), 1000u);
  EXPECT_THAT(all.back(), HasSubstr("too much damage"));
}

TEST(WarcReaderTest, BoundsFloodsOfHeaders) {
  std::string flood;
  for (int i = 0; i < 20000; ++i) absl::StrAppend(&flood, "X-", i, ": y\r\n");
  const std::string tail = Page("<p>sau");
  EXPECT_THAT(ReadWarc(absl::StrCat("WARC/1.0\r\n", flood, "\r\n", tail)),
              ElementsAre("!w: a WARC record's headers are too long", "w#1|<p>sau"));
  EXPECT_THAT(
      ReadWarc(absl::StrCat(Record("response", absl::StrCat("HTTP/1.1 200 OK\r\nContent-Type: "
                                                            "text/html\r\n",
                                                            flood, "\r\n<p>x")),
                            tail)),
      ElementsAre("!w#1: the HTTP headers are too long", "w#2|<p>sau"));
  const std::string nul = absl::StrCat("X-A: ", absl::string_view("\0\0", 2), "\r\n");
  EXPECT_THAT(ReadWarc(Record("response", absl::StrCat("HTTP/1.1 200 OK\r\n", nul,
                                                       "Content-Type: text/html\r\n\r\n<p>x"))),
              ElementsAre("w#1|<p>x"));
}

TEST(WarcReaderTest, ACodedPageMayBeLargerThanWhatIsInIt) {
  const std::string headers =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
  std::string chunks;
  for (int i = 0; i < 2000000; ++i) chunks += "4\r\nabcd\r\n";
  const auto all = ReadWarc(Record("response", absl::StrCat(headers, chunks, "0\r\n\r\n")));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].size(), 4 + 8000000u);
  const std::string big = absl::StrCat(headers, std::string(65 << 20, '1'));
  EXPECT_THAT(ReadWarc(Record("response", big) + Page("<p>sau")),
              ElementsAre("!w#1: over 67108864 bytes", "w#2|<p>sau"));
}

TEST(WarcReaderTest, ToleratesHeadersAsCrawlersWriteThem) {
  const std::string block = absl::StrCat(kPageHeaders, "<p>x");
  const std::string warc =
      absl::StrCat("WARC/1.0\nwarc-type:response\ncontent-length:  ", block.size(), "\n\n", block,
                   "\n\n\n\nWARC/1.0\nWARC-Type: metadata\nContent-Length: 0\n\n\n\n");
  EXPECT_THAT(ReadWarc(warc), ElementsAre("w#1|<p>x"));
}

TEST(WarcReaderTest, GoesOnBehindDamage) {
  const std::string tail = Page("<p>sau");
  const std::string block = absl::StrCat(kPageHeaders, "<p>bài");
  const struct {
    const char* name;
    std::string damaged;
    const char* message;
  } cases[] = {
      {"too short", Record("response", block, -4),
       "!w#1: the WARC record's Content-Length is wrong"},
      {"too long", Record("response", block, 20),
       "!w#1: the WARC record's Content-Length is wrong"},
      {"far too long", Record("response", block, 100000), "!w#1: the WARC record is truncated: "},
      {"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "!w: a WARC record has no usable"},
      {"bad length", "WARC/1.0\r\nContent-Length: -5\r\n\r\n", "!w: a WARC record has no usable"},
      {"huge length", "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
       "!w: a WARC record has no usable"},
      {"garbage", "rác\r\nrác nữa\r\n", "!w: not a WARC record"},
      {"old version", "WARC/0.18\r\nContent-Length: 0\r\n\r\n", "!w: not a WARC record"},
      {"long header", absl::StrCat("WARC/1.0\r\nX: ", std::string(20000, 'x'), "\r\n\r\n"),
       "!w: a WARC record's headers are too long"},
      {"no HTTP end", Record("response", "HTTP/1.1 200 OK\r\nContent-Type: text/html"),
       "!w#1: the HTTP headers are truncated"},
  };
  for (const auto& c : cases) {
    const auto all = ReadWarc(absl::StrCat(c.damaged, tail));
    ASSERT_EQ(all.size(), 2u) << c.name << ": " << testing::PrintToString(all);
    EXPECT_THAT(all[0], HasSubstr(c.message)) << c.name;
    EXPECT_THAT(all[1], HasSubstr("|<p>sau")) << c.name;
  }
}

TEST(WarcReaderTest, EndsAtEveryTruncation) {
  const std::string warc = Page("<p>một") + Page("<p>hai");
  for (size_t size = 0; size < warc.size(); ++size) {
    const auto all = ReadWarc(absl::string_view(warc).substr(0, size));
    EXPECT_LE(all.size(), 2u) << size;
  }
}

TEST(WarcReaderTest, RefusesARecordOverTheLimitWithoutHoldingIt) {
  const std::string big = absl::StrCat(kPageHeaders, std::string(17 << 20, 'x'));
  EXPECT_THAT(ReadWarc(absl::StrCat(Record("response", big), Page("<p>sau"))),
              ElementsAre("!w#1: over 16777216 bytes", "w#2|<p>sau"));
  const std::string video =
      "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n" + std::string(17 << 20, 'x');
  EXPECT_THAT(ReadWarc(Record("response", video)), IsEmpty());
}

TEST(WarcReaderTest, RereadingIsBounded) {
  std::string liars;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&liars, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 16000000\r\n\r\n",
                    kPageHeaders, std::string(2000, 'x'), "\r\n\r\n");
  }
  EXPECT_GT(ReadWarc(liars).size(), 1u);
}

TEST(WarcReaderTest, ReadsAMemberPerRecord) {
  const std::string warc = Compress(Page("<p>một"), kGzipContainer) +
                           Compress(Page("<p>hai"), kGzipContainer) + std::string(8, '\0');
  EXPECT_THAT(ReadWarcGz(warc), ElementsAre("w#1|<p>một", "w#2|<p>hai"));
}

TEST(WarcReaderTest, GoesOnBehindADamagedMember) {
  std::string damaged = Compress(Page(std::string(3000, 'a') + "bcdefgh"), kGzipContainer);
  damaged[damaged.size() - 6] ^= 0x55;  // the checksum
  const std::string truncated = Compress(Page("<p>mất"), kGzipContainer).substr(0, 90);
  const std::string tail = Compress(Page("<p>sau"), kGzipContainer);
  for (const std::string& start : {damaged, truncated}) {
    const auto all = ReadWarcGz(start + tail);
    ASSERT_FALSE(all.empty());
    EXPECT_THAT(all[all.size() - 1], HasSubstr("|<p>sau"));
    EXPECT_THAT(all, Contains(HasSubstr("the gzip data is")));
  }
}

TEST(WarcReaderTest, StopsABomb) {
  const std::string bomb = Compress(Page(std::string(64 << 20, ' ')), kGzipContainer) +
                           Compress(Page("<p>sau"), kGzipContainer);
  const auto all = ReadWarcGz(bomb);
  ASSERT_EQ(all.size(), 2u) << testing::PrintToString(all);
  EXPECT_THAT(all[0], HasSubstr("over 200 times its size"));
  EXPECT_THAT(all[1], HasSubstr("|<p>sau"));
}

}  // namespace
}  // namespace khotin::extract
