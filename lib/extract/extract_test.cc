#include "extract/extract.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/limits.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kText[] =
    "Xã ven sông trồng lại bờ tre chắn sóng\n"
    "08:15 12/05/2024\n"
    "Bờ tre dài hai cây số được người dân trồng lại sau ba mùa lũ liên tiếp làm sạt lở đất canh "
    "tác ở phía hạ nguồn.\n"
    "Mỗi hộ nhận hai mươi gốc tre giống và tự chăm trong năm đầu, theo lịch tưới do hợp tác xã "
    "phân công cho từng xóm.\n";

absl::StatusOr<Extraction> Extract(Format format, std::string content) {
  RawDocument document;
  document.format = format;
  document.content = std::move(content);
  return ExtractArticle(document);
}

TEST(ExtractTest, RefusesWhatIsNoText) {
  const struct {
    const char* name;
    Format format;
    std::string content;
    const char* message;
  } cases[] = {
      {"empty", Format::kText, "", "the document is empty"},
      {"blank", Format::kText, " \n\r\n\t", "the document is empty"},
      {"mark only", Format::kText, "\xef\xbb\xbf\n", "the document is empty"},
      {"bad UTF-8", Format::kText, "Bờ tre \xff dài", "invalid UTF-8 at byte 9"},
      {"bad UTF-8 behind a mark", Format::kText,
       "\xef\xbb\xbf"
       "a\xff",
       "invalid UTF-8 at byte 4"},
      {"NUL", Format::kText, absl::StrCat(kText, std::string("a\0b", 3)), "at byte"},
      {"binary", Format::kText, std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "binary"},
      {"binary page", Format::kHtml, std::string("GIF89a\0\0\0\1\2\3", 12), "binary"},
      {"bad JSON", Format::kJsonLines, "{\"text\": \"a", "malformed JSON at byte"},
      {"no object", Format::kJsonLines, "[1]", "not a JSON object"},
      {"too big", Format::kText, std::string(base::kMaxDocumentBytes + 1, 'a'), "over 16777216"},
      {"archive", Format::kWarc, "WARC/1.0\r\n", "no document has the format 'warc'"},
      {"auto", Format::kAuto, "x", "no document has the format 'auto'"},
      {"no element", Format::kHtml, "<!-- -->", ""},
  };
  for (const auto& c : cases) {
    const auto found = Extract(c.format, c.content);
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument) << c.name;
    EXPECT_THAT(found.status().message(), HasSubstr(c.message)) << c.name;
  }
}

TEST(ExtractTest, RefusesTooManyLines) {
  std::string lines;
  for (size_t i = 0; i <= base::kMaxBlocks; ++i) absl::StrAppend(&lines, "a\n\n");
  EXPECT_THAT(Extract(Format::kText, lines).status().message(),
              HasSubstr("over 100000 lines of text"));
  std::string page;
  for (size_t i = 0; i <= base::kMaxBlocks; ++i) absl::StrAppend(&page, "<p>a");
  EXPECT_THAT(Extract(Format::kHtml, page).status().message(),
              HasSubstr("over 100000 blocks of text"));
  EXPECT_THAT(
      Extract(Format::kJsonLines,
              absl::StrCat("{\"text\": \"", absl::StrReplaceAll(lines, {{"\n", "\\n"}}), "\"}"))
          .status()
          .message(),
      HasSubstr("over 100000 lines of text"));
}

TEST(ExtractTest, ReadsText) {
  const auto found = Extract(Format::kText, absl::StrCat("\xef\xbb\xbf", kText));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->article.title, "Xã ven sông trồng lại bờ tre chắn sóng");
  EXPECT_EQ(found->article.published.date.ToString(), "2024-05-12T08:15:00+07:00");
}

TEST(ExtractJsonTest, ReadsEveryField) {
  const auto found = Extract(Format::kJsonLines, R"({
      "url": "https://www.bao.example/a", "title": "Tựa", "lead": "Tóm tắt bài viết.",
      "published_at": "2024-05-12T08:15:00+07:00", "modified": "2024-05-13",
      "authors": ["An Bình", "Chi Mai"], "source": "Báo Mẫu", "section": "Đời sống",
      "tags": "tre, lũ;bờ sông", "language": "vi", "image": "https://bao.example/a.jpg",
      "html": "<p>Một đoạn văn đủ dài để đọc, có dấu câu và có nghĩa, kể chuyện bờ tre.</p>"})");
  ASSERT_TRUE(found.ok()) << found.status();
  const Article& article = found->article;
  EXPECT_EQ(article.url, "https://www.bao.example/a");
  EXPECT_EQ(article.title, "Tựa");
  EXPECT_EQ(article.lead, "Tóm tắt bài viết.");
  EXPECT_EQ(article.published.date.ToString(), "2024-05-12T08:15:00+07:00");
  EXPECT_EQ(article.published.origin, DateOrigin::kMetadata);
  EXPECT_EQ(article.published.raw, "2024-05-12T08:15:00+07:00");
  EXPECT_EQ(article.modified.date.ToString(), "2024-05-13");
  EXPECT_THAT(article.authors, ElementsAre("An Bình", "Chi Mai"));
  EXPECT_EQ(article.source, "Báo Mẫu");
  EXPECT_EQ(article.section, "Đời sống");
  EXPECT_THAT(article.tags, ElementsAre("tre", "lũ", "bờ sông"));
  EXPECT_EQ(article.language, "vi");
  EXPECT_EQ(article.image_url, "https://bao.example/a.jpg");
  EXPECT_EQ(article.body.size(), 1u);
}

std::string Json(absl::string_view fields) {
  return absl::StrCat(
      "{\"body\": \"Một đoạn văn đủ dài để đọc, có dấu câu và có nghĩa, kể chuyện bờ tre.\", ",
      fields, "}");
}

TEST(ExtractJsonTest, ReadsDatesAsExportsWriteThem) {
  const struct {
    const char* field;
    const char* value;
  } cases[] = {
      {"\"date\": \"09:40 19/08/2023\"", "2023-08-19T09:40:00+07:00"},
      {"\"publish_time\": 1700000000", "2023-11-14T22:13:20+00:00"},
      {"\"publish_time\": 1700000000000", "2023-11-14T22:13:20+00:00"},
      {"\"published\": \"hôm qua\"", ""},
      {"\"published\": -5", ""},
      {"\"published\": null, \"date\": \"2023-08\"", "2023-08"},
  };
  for (const auto& c : cases) {
    const auto found = Extract(Format::kJsonLines, Json(c.field));
    ASSERT_TRUE(found.ok()) << c.field << found.status();
    const DateReading& published = found->article.published;
    EXPECT_EQ(published.empty() ? "" : published.date.ToString(), c.value) << c.field;
    EXPECT_FALSE(published.raw.empty()) << c.field;
  }
}

TEST(ExtractJsonTest, RefusesWhatHasNoTextOrIsTooDeep) {
  EXPECT_THAT(Extract(Format::kJsonLines, "{\"title\": \"x\"}").status().message(),
              HasSubstr("neither \"text\" nor \"html\""));
  EXPECT_THAT(Extract(Format::kJsonLines, "{\"text\": \"\", \"html\": 5}").status().message(),
              HasSubstr("neither"));
  EXPECT_THAT(Extract(Format::kJsonLines, Json("\"title\": \"a\\u0000b\"")).status().message(),
              HasSubstr("NUL"));
  const std::string deep = std::string(300, '[') + std::string(300, ']');
  EXPECT_THAT(Extract(Format::kJsonLines, Json("\"x\": " + deep)).status().message(),
              HasSubstr("nested deeper than 256"));
  EXPECT_TRUE(Extract(Format::kJsonLines, Json("\"x\": \"" + deep + "\"")).ok());
  std::string wide = "[0";
  for (int i = 0; i < 1000001; ++i) wide += ",0";
  EXPECT_THAT(Extract(Format::kJsonLines, Json("\"x\": " + wide + "]")).status().message(),
              HasSubstr("over 1000000 values"));
}

TEST(ExtractJsonTest, KeepsALeadThatTheTextHasInOtherWords) {
  const auto found = Extract(Format::kJsonLines, R"({"lead": "Bản tóm tắt của tòa soạn.",
      "html": "<div class=sapo>Một câu dẫn dài hơn, do phóng viên viết cho bài.</div>
      <p>Một đoạn văn đủ dài để đọc, có dấu câu và có nghĩa, kể chuyện bờ tre.</p>"})");
  EXPECT_FALSE(found.ok());  // a line break inside a JSON string
  const auto whole = Extract(
      Format::kJsonLines,
      "{\"lead\": \"Bản tóm tắt của tòa soạn.\", \"html\": \"<div><div class=sapo>Một câu dẫn dài "
      "hơn, do phóng viên viết cho bài.</div><p>Một đoạn văn đủ dài để đọc, có dấu câu và có "
      "nghĩa, "
      "kể chuyện bờ tre.</p></div>\"}");
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(whole->article.lead, "Bản tóm tắt của tòa soạn.");
  EXPECT_EQ(whole->article.body[0].text, "Một câu dẫn dài hơn, do phóng viên viết cho bài.");
}

}  // namespace
}  // namespace khotin::extract
