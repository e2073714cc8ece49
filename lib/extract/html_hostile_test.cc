// Pages made to hurt: each must be read or refused, quickly, within memory.
#include <ctime>
#include <string>

#include "absl/strings/str_cat.h"
#include "extract/html_extractor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::HasSubstr;

constexpr char kText[] =
    "<p>Sáng sớm, hai mươi chiếc ghe chở lúa giống rời bến, men theo con rạch cạn để về ruộng.</p>";

std::string Repeat(absl::string_view piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) absl::StrAppend(&out, piece);
  return out;
}

TEST(HostileHtmlTest, RefusesDeepNesting) {
  for (const char* tag : {"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>"}) {
    const auto found = ExtractHtml(Repeat(tag, 100000) + kText, "");
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument) << tag;
    EXPECT_THAT(found.status().message(), HasSubstr("nested deeper than 256")) << tag;
  }
  EXPECT_TRUE(ExtractHtml(Repeat("<div>", 200) + kText, "").ok());
}

TEST(HostileHtmlTest, RefusesAnElementWithTooManyAttributes) {
  std::string page = "<div";
  for (int i = 0; i < 300000; ++i) absl::StrAppend(&page, " a", i, "=1");
  EXPECT_THAT(ExtractHtml(page + ">" + kText, "").status().message(), HasSubstr("attributes"));
  EXPECT_TRUE(
      ExtractHtml(absl::StrCat("<script>if (a<b", Repeat(" && c", 5000), ") {}</script>", kText),
                  "")
          .ok());
}

TEST(HostileHtmlTest, RefusesTooMuchMarkup) {
  for (const char* piece : {"<p>a", "<a b c d>x</a>", "</p>"}) {
    EXPECT_THAT(ExtractHtml(Repeat(piece, 400001), "").status().message(),
                HasSubstr("over 400000 tags and attributes"))
        << piece;
  }
}

struct HostilePage {
  const char* name;
  std::string page;
};

void ExpectQuick(const HostilePage& hostile) {
  const std::clock_t begin = std::clock();
  const auto found = ExtractHtml(hostile.page, "");
  EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 10) << hostile.name;
  EXPECT_TRUE(found.ok() || found.status().code() == absl::StatusCode::kInvalidArgument)
      << hostile.name;
}

// Each a few megabytes long.
TEST(HostileHtmlTest, StaysFastWhenLarge) {
  constexpr int kFull = 4 << 20;
  const auto full = [](absl::string_view piece) {
    return Repeat(piece, kFull / static_cast<int>(piece.size()));
  };
  const HostilePage cases[] = {
      {"one attribute", absl::StrCat("<div class='", full("lien-quan "), "'>", kText)},
      {"an attribute without an end", absl::StrCat(kText, "<p a=\"", full("x "))},
      {"one word", absl::StrCat("<p>", std::string(kFull, 'z'), kText)},
      {"one title", absl::StrCat("<title>", full("a | b - "), "</title>", kText)},
      {"ampersands", absl::StrCat("<p>", std::string(kFull, '&'), kText)},
      {"openings", absl::StrCat(std::string(kFull, '<'), kText)},
      {"spaces", absl::StrCat("<p>", std::string(kFull, ' '), kText)},
      {"NUL bytes", absl::StrCat("<p>", std::string(kFull, '\0'), kText)},
      {"comments", full("<!-- x -->") + kText},
      {"declarations", full("<![CDATA[x]]>") + kText},
      {"scripts", full("<script>a</script>") + kText},
      {"drawings without an end", Repeat("<svg>", 200) + full("</sv>") + kText},
      {"broken UTF-8", absl::StrCat("<meta charset=utf-8><p>", std::string(kFull / 3, '\xff'))},
      {"broken UTF-16", absl::StrCat("\xff\xfe", full(absl::string_view("\x00\xd8", 2)))},
      {"headings in headings", Repeat("<div><h1>", 100) + full("mưa trễ ") + kText},
      {"items in items",
       Repeat("<div itemprop='headline author'>", 200) + full("mưa trễ ") + kText},
      {"leads in leads", Repeat("<div class='sapo author'>", 200) + full("mưa trễ ") + kText},
  };
  for (const HostilePage& hostile : cases) ExpectQuick(hostile);
}

TEST(HostileHtmlTest, SurvivesAndStaysFast) {
  const std::string entity_bomb =
      "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><p>&b;&b;&c;</p>";
  const HostilePage cases[] = {
      {"long attribute", absl::StrCat("<div class='", Repeat("lien-quan ", 100000), "'>", kText)},
      {"long id", absl::StrCat("<div id='", std::string(1 << 20, 'x'), "'>", kText)},
      {"long tag name", absl::StrCat("<", std::string(1 << 20, 'x'), ">", kText)},
      {"NUL bytes", absl::StrCat(std::string(1000, '\0'), kText, std::string(1000, '\0'))},
      {"entities", entity_bomb + kText},
      {"many entities", Repeat("&amp;&#7871;&bogus;", 200000) + kText},
      {"never closed", absl::StrCat(kText, "<!-- ", std::string(1 << 20, '-'))},
      {"open script", absl::StrCat(kText, "<script>", Repeat("</scrip", 100000))},
      {"many cells", absl::StrCat("<table><tr>", Repeat("<td>một<br><br>hai", 100000), kText)},
      {"many paragraphs", Repeat("<p>a", 200000) + kText},
      {"many titles", absl::StrCat("<title>", Repeat("a - ", 300000), "</title>", kText)},
      {"many headings", Repeat("<h1>Tựa</h1>", 50000) + kText},
      {"many ends", Repeat("</div></p></span>", 200000) + kText},
      {"many openings", Repeat("<", 1000000) + kText},
      {"many metas",
       Repeat("<meta name=author content=a><meta property=article:tag content=b>", 30000) + kText},
      {"deep JSON-LD", absl::StrCat("<script type=application/ld+json>",
                                    Repeat("{\"mainEntity\":", 100000), "</script>", kText)},
      {"wide JSON-LD", absl::StrCat("<script type=application/ld+json>[",
                                    Repeat("{\"@graph\":[]},", 100000), "{}]</script>", kText)},
      {"many elements of one name", Repeat("<p class='related sapo author'>a", 99000) + kText},
      {"many short lines", Repeat("<p>Nguyễn Văn An", 90000) + kText},
      {"many dates", Repeat("<p>19/8/2023 09:40", 90000) + kText},
      {"many fields", absl::StrCat("<select>", Repeat("<option>a", 200000), kText)},
      {"many attributes", Repeat(absl::StrCat("<p", Repeat(" a b c", 300), ">x"), 400) + kText},
      {"many parts", Repeat("<div class=story-body><p>a</div>", 120000) + kText},
      {"deep inline", Repeat("<i>", 200) + Repeat("a<u>b</u>", 150000) + kText},
      {"never closed at all", Repeat("<p><b><i><a><ul><li>x", 60) + kText},
      {"second roots", Repeat("<html a=b><head><body class=c>", 60000) + kText},
      {"UTF-16", absl::StrCat("\xff\xfe", Repeat(absl::string_view("<\0p\0>\0a\0", 8), 90000))},
      {"nested authors",
       absl::StrCat("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",",
                    "\"author\":[[", Repeat("\"1&amp;1\",", 400000), "\"1\"]]}",
                    Repeat(",{\"@type\":\"WebPage\"}", 498), "]}</script>", kText)},
      {"references to authors",
       absl::StrCat("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",",
                    "\"author\":[", Repeat("{\"@id\":\"a\"},", 400000), "{}]}",
                    Repeat(",{\"@id\":\"b\"}", 498), "]}</script>", kText)},
      {"many scripts", Repeat("<script type=application/ld+json>[1,</script>", 30000) + kText},
  };
  for (const HostilePage& hostile : cases) ExpectQuick(hostile);
}

TEST(HostileHtmlTest, ReadsNoOtherFile) {
  const auto found = ExtractHtml(
      absl::StrCat("<!DOCTYPE html [<!ENTITY c SYSTEM \"file:///etc/passwd\">]><p>&c;</p>", kText),
      "");
  ASSERT_TRUE(found.ok());
  for (const Block& block : found->article.body) {
    EXPECT_THAT(block.text, testing::Not(HasSubstr("root:")));
  }
}

}  // namespace
}  // namespace khotin::extract
