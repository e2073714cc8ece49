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

TEST(HostileHtmlTest, SurvivesAndStaysFast) {
  const std::string entity_bomb =
      "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><p>&b;&b;&c;</p>";
  const struct {
    const char* name;
    std::string page;
  } cases[] = {
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
      {"many scripts", Repeat("<script type=application/ld+json>[1,</script>", 30000) + kText},
  };
  for (const auto& c : cases) {
    const std::clock_t begin = std::clock();
    const auto found = ExtractHtml(c.page, "");
    EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 10) << c.name;
    EXPECT_TRUE(found.ok() || found.status().code() == absl::StatusCode::kInvalidArgument)
        << c.name;
  }
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
