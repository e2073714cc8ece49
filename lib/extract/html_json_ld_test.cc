#include <string>

#include "absl/strings/str_cat.h"
#include "extract/html_entity.h"
#include "extract/html_json_repair.h"
#include "extract/html_metadata.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;

PageData Read(absl::string_view scripts, absl::string_view title = "") {
  const auto tree = HtmlTree::Parse(absl::StrCat("<html><head><title>", title, "</title>", scripts,
                                                 "</head><body>x</body></html>"));
  EXPECT_TRUE(tree.ok());
  return ReadJsonLd(*tree, text::DayMonthOrder::kDayFirst);
}

std::string Ld(absl::string_view json) {
  return absl::StrCat("<script type='application/ld+json'>", json, "</script>");
}

TEST(JsonLdTest, ReadsWhatPeopleWrite) {
  const char* documents[] = {
      R"({"@type": "Article", "headline": "Ghe lúa", "datePublished": "2021-05-12",})",
      R"({"@type": "Article", /* of today */ "headline": "Ghe lúa", "datePublished": "2021-05-12"})",
      R"({"@type": "Article", // of today
          "headline": "Ghe lúa", "datePublished": "2021-05-12"})",
      R"({"@type": "Article", "headline": "Ghe lúa", "datePublished": "2021-05-12"}, {"@type": )",
      R"({"@type": "Article", "headline": "Ghe lúa", "datePublished": "2021-05-12")",
      "{\"@type\": \"Article\", \"headline\": \"Ghe\nlúa\", \"datePublished\": \"2021-05-12\"}",
      R"({"@type": ["Article", "BlogPosting"], "headline": "Ghe l&#250;a",
          "datePublished": ["2021-05-12"]})",
      R"({&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Ghe lúa&quot;,
          &quot;datePublished&quot;: &quot;2021-05-12&quot;})",
      R"({"@type": "Blog", "blogPost": [{"@type": "BlogPosting", "headline": "Ghe lúa",
          "datePublished": "2021-05-12"}]})",
  };
  for (const char* document : documents) {
    const PageData data = Read(Ld(document));
    EXPECT_EQ(data.title, "Ghe lúa") << document;
    EXPECT_EQ(data.published.date.ToString(), "2021-05-12") << document;
  }
}

TEST(JsonLdTest, FollowsReferences) {
  const PageData data = Read(Ld(R"({"@graph": [
      {"@type": "Article", "headline": "Ghe lúa", "author": {"@id": "#an"},
       "publisher": {"@id": "#bao"}, "image": {"@id": "#anh"}},
      {"@type": "Person", "@id": "#an", "name": "An Bình"},
      {"@type": "NewsMediaOrganization", "@id": "#bao", "name": "Báo Mẫu"},
      {"@type": "ImageObject", "@id": "#anh", "url": "https://bao.example/a.jpg"}]})"));
  EXPECT_THAT(data.authors, ElementsAre("An Bình"));
  EXPECT_EQ(data.source, "Báo Mẫu");
  EXPECT_EQ(data.image_url, "https://bao.example/a.jpg");
}

TEST(JsonLdTest, OrganisationsAreNoPersons) {
  const PageData data = Read(Ld(R"({"@type": "Article", "author": [
      {"@type": "Person", "name": "An Bình"}, {"@type": "NewsMediaOrganization", "name": "Báo Mẫu"}]})"));
  EXPECT_THAT(data.authors, ElementsAre("An Bình"));
  EXPECT_THAT(data.collectives, ElementsAre("Báo Mẫu"));
}

TEST(JsonLdTest, TheArticleIsTheOneThatThePageIsCalledAfter) {
  const std::string scripts =
      Ld(R"({"@type": "NewsArticle", "headline": "Chuyện khác", "author": "Chi Mai"})") +
      Ld(R"({"@type": "NewsArticle", "headline": "Ghe lúa về xóm", "author": "An Bình"})");
  EXPECT_THAT(Read(scripts, "Ghe lúa về xóm | Báo Mẫu").authors, ElementsAre("An Bình"));
}

TEST(JsonLdTest, OtherObjectsFillWhatTheArticleLeavesOpen) {
  const PageData data = Read(
      Ld(R"({"@type": "WebPage", "name": "x", "datePublished": "2021-05-12",
             "author": {"name": "An Bình"}})") +
      Ld(R"({"@type": "NewsArticle", "headline": "Ghe lúa về xóm"})") +
      Ld(R"({"@type": "NewsArticle", "headline": "Chuyện khác", "dateModified": "2020-01-01"})"));
  EXPECT_EQ(data.title, "Ghe lúa về xóm");
  EXPECT_EQ(data.published.date.ToString(), "2021-05-12");
  EXPECT_THAT(data.authors, ElementsAre("An Bình"));
  EXPECT_TRUE(data.modified.empty());
}

TEST(JsonLdTest, TheSectionIsTheLastStepBeforeTheArticle) {
  constexpr char kWay[] = R"("itemListElement": [
      {"@type": "ListItem", "position": 1, "name": "Trang chủ"},
      {"@type": "ListItem", "position": 2, "item": {"@id": "/doi-song", "name": "Đời sống"}},
      {"@type": "ListItem", "position": 3, "name": "Ghe lúa về xóm"}])";
  const std::string article = R"({"@type": "NewsArticle", "headline": "Ghe lúa về xóm")";
  const std::string list = absl::StrCat(R"({"@type": "BreadcrumbList", )", kWay, "}");
  EXPECT_EQ(Read(Ld(article + "}") + Ld(list)).section, "Đời sống");
  EXPECT_EQ(Read(Ld(article + "}") +
                 Ld(absl::StrCat(R"({"@type": "WebPage", "breadcrumb": )", list, "}")))
                .section,
            "Đời sống");
  EXPECT_EQ(Read(Ld(article + R"(, "articleSection": "Vùng quê"})") + Ld(list)).section,
            "Vùng quê");
  EXPECT_EQ(Read(Ld(article + "}") +
                 Ld(R"({"@type": "BreadcrumbList", "itemListElement": [{"name": "Trang chủ"}]})"))
                .section,
            "");
}

TEST(JsonRepairTest, LeavesStringsAlone) {
  EXPECT_EQ(RepairJson(R"({"a": "x, } // y /* z", "b": [1,],})"),
            R"({"a": "x, } // y /* z", "b": [1]})");
  EXPECT_EQ(RepairJson("{\"a\": \"\\\"\"} tail"), "{\"a\": \"\\\"\"}");
  EXPECT_EQ(RepairJson("[{"), "[{}]");
  EXPECT_EQ(RepairJson("{\"a\": \"open"), "{\"a\": \"open}");
  EXPECT_EQ(RepairJson(""), "");
}

TEST(EntityTest, DecodesReferences) {
  EXPECT_EQ(DecodeEntities("An &amp; Chi &#8211; &#x1EA1; &rsquo;"), "An & Chi – ạ ’");
  EXPECT_EQ(DecodeEntities("R&D; AT&T &unknown; &#0; &#xD800; &"),
            "R&D; AT&T &unknown; &#0; &#xD800; &");
  EXPECT_EQ(DecodeEntities(""), "");
}

}  // namespace
}  // namespace khotin::extract
