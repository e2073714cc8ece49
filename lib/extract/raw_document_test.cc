#include "extract/raw_document.h"

#include <string>

#include "absl/strings/ascii.h"
#include "extract/testing.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

TEST(FormatTest, NamesComeBack) {
  for (const Format format :
       {Format::kAuto, Format::kText, Format::kHtml, Format::kJsonLines, Format::kWarc}) {
    EXPECT_EQ(*ParseFormat(FormatName(format)), format);
  }
  EXPECT_EQ(ParseFormat("pdf").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ParseFormat("HTML").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(DetectFormatTest, ByContentThenByName) {
  const struct {
    std::string head;
    const char* name;
    Format format;
  } cases[] = {
      {"Lũ về sớm\n\nNước dâng nhanh.", "a.txt", Format::kText},
      {"Lũ về sớm", "a", Format::kText},
      {"", "a.txt", Format::kText},
      {"", "a.html", Format::kHtml},
      {"<!DOCTYPE html><html>", "a.txt", Format::kHtml},
      {"\xef\xbb\xbf\n<!-- lưu -->\n<HTML>", "a", Format::kHtml},
      {"<?xml version=\"1.0\"?><html xmlns=\"x\">", "a", Format::kHtml},
      {"<div class=x>bài</div>", "a", Format::kHtml},
      {"<div class=x>bài</div>", "a.txt", Format::kText},
      {"<divine> comedy", "a", Format::kText},
      {"lead <p>bài</p>", "a.html", Format::kHtml},
      {"không có thẻ nào", "a.html", Format::kText},
      {"{\"title\": \"x\"}", "a.jsonl", Format::kJsonLines},
      {" {\"title\": \"x\"}", "a", Format::kJsonLines},
      {"[\n  {\"title\": \"x\"}", "a.json", Format::kJsonLines},
      {"[{ngoặc}", "a", Format::kText},
      {"[1, 2]", "a", Format::kText},
      {std::string("<\0h\0t\0m\0l\0>\0<\0p\0>\0", 18), "a", Format::kHtml},
      {std::string("\xfe\xff\0<\0h\0t\0m\0l\0>", 14), "a", Format::kHtml},
      {"{\"title\": \"x\"}", "a.txt", Format::kText},
      {"{ngoặc} mở đầu", "a", Format::kText},
      {"WARC/1.0\r\n", "a", Format::kWarc},
      {"WARC/1.1\r\n", "a.html", Format::kWarc},
      {std::string("\x89PNG\r\n\0", 7), "a.html", Format::kText},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(DetectFormat(c.head, c.name), c.format) << c.head << " in " << c.name;
  }
}

TEST(DetectFormatTest, OnlyTellingEndingsDecide) {
  for (const char* name : {"a.txt", "a.TEXT", "a.md", "a.html", "a.htm", "b/a.xhtml", "a.txt.gz"}) {
    EXPECT_EQ(
        TellingEnding(name),
        absl::AsciiStrToLower(absl::string_view(name).substr(absl::string_view(name).find('.'))))
        << name;
  }
  for (const char* name :
       {"", "a", "a.gz", "a.jsonl", "a.json.gz", "a.warc.gz", "a.txt.bak", "a.1"}) {
    EXPECT_EQ(TellingEnding(name), "") << name;
  }
}

TEST(DetectFormatTest, LooksIntoGzip) {
  EXPECT_EQ(DetectFormat(Compress("WARC/1.1\r\n", kGzipContainer), "a.warc.gz"), Format::kWarc);
  EXPECT_EQ(DetectFormat(Compress("{\"a\":1}", kGzipContainer), "a.gz"), Format::kJsonLines);
  EXPECT_EQ(DetectFormat(Compress("<p>x", kGzipContainer), "a.html.gz"), Format::kHtml);
  const std::string twice = Compress(Compress("WARC/1.1", kGzipContainer), kGzipContainer);
  EXPECT_EQ(DetectFormat(twice, "a.gz"), Format::kText);
  const std::string whole = Compress(std::string(100000, 'x') + "WARC", kGzipContainer);
  EXPECT_EQ(DetectFormat(whole.substr(0, 30), "a.gz"), Format::kText);
}

}  // namespace
}  // namespace khotin::extract
