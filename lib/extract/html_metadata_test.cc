#include "extract/html_metadata.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "extract/html_extractor.h"
#include "extract/html_title.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kBody[] =
    "<p>Sáng sớm, hai mươi chiếc ghe chở lúa giống rời bến, men theo con rạch cạn để về ruộng.</p>"
    "<p>Chị Năm Lành kể rằng mùa trước mưa trễ, cả xóm phải gieo lại ba lần mới đủ mạ để cấy.</p>";

Article Read(absl::string_view head, absl::string_view before_body = "") {
  auto found =
      ExtractHtml(absl::StrCat("<html><head>", head, "</head><body>", before_body, kBody), "");
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? found->article : Article();
}

std::string Ld(absl::string_view json) {
  return absl::StrCat("<script type='application/ld+json'>", json, "</script>");
}

TEST(MetadataTest, ReadsJsonLdWhereverItIsHidden) {
  constexpr char kObject[] =
      R"({"@type": "NewsArticle", "headline": "Ghe lúa giống", "datePublished":
          "2024-05-12T08:15:00+07:00", "dateModified": "2024-05-13", "articleSection": ["Đời sống"],
          "author": [{"@type": "Person", "name": "An Bình"}, {"name": "Chi Mai"}],
          "publisher": {"@type": "Organization", "name": "Báo Mẫu"}, "keywords": "lúa, ghe",
          "image": {"url": "https://bao.example/a.jpg"}, "inLanguage": "vi",
          "mainEntityOfPage": {"@id": "https://bao.example/a"}})";
  const std::string wrapped[] = {
      kObject,
      absl::StrCat("[{\"@type\": \"WebSite\", \"name\": \"x\"}, ", kObject, "]"),
      absl::StrCat("{\"@graph\": [{\"@type\": \"Person\"}, ", kObject, "]}"),
      absl::StrCat("{\"@type\": \"WebPage\", \"mainEntity\": ", kObject, "}"),
      absl::StrCat("//<![CDATA[\n", kObject, "\n//]]>"),
      absl::StrCat(kObject, ";"),
  };
  for (const std::string& json : wrapped) {
    const Article article = Read(Ld("{broken") + Ld(json));
    EXPECT_EQ(article.title, "Ghe lúa giống") << json;
    EXPECT_EQ(article.published.date.ToString(), "2024-05-12T08:15:00+07:00") << json;
    EXPECT_EQ(article.published.origin, DateOrigin::kStructuredData);
    EXPECT_EQ(article.modified.date.ToString(), "2024-05-13");
    EXPECT_THAT(article.authors, ElementsAre("An Bình", "Chi Mai")) << json;
    EXPECT_EQ(article.source, "Báo Mẫu");
    EXPECT_EQ(article.section, "Đời sống");
    EXPECT_THAT(article.tags, ElementsAre("lúa", "ghe"));
    EXPECT_EQ(article.language, "vi");
    EXPECT_EQ(article.image_url, "https://bao.example/a.jpg");
    EXPECT_EQ(article.url, "https://bao.example/a");
  }
}

TEST(MetadataTest, ReadsMetaElements) {
  const Article article = Read(
      "<meta property='og:title' content='Ghe lúa giống | Báo Mẫu'>"
      "<meta property='og:site_name' content='Báo Mẫu'>"
      "<meta name=author content='An Bình'><meta name=AUTHOR content='An Bình'>"
      "<meta property='article:published_time' content='2024-05-12T08:15:00+07:00'>"
      "<meta property='article:tag' content='lúa, ghe'><meta name=keywords content='khác'>"
      "<meta property='og:url' content='https://bao.example/a'>"
      "<meta property='og:image' content='/a.jpg'>"
      "<meta property='article:section' content='Đời sống'>");
  EXPECT_EQ(article.title, "Ghe lúa giống");
  EXPECT_EQ(article.published.origin, DateOrigin::kMetaTag);
  EXPECT_THAT(article.authors, ElementsAre("An Bình"));
  EXPECT_THAT(article.tags, ElementsAre("lúa", "ghe"));
  EXPECT_EQ(article.image_url, "https://bao.example/a.jpg");
  EXPECT_EQ(article.section, "Đời sống");
}

TEST(MetadataTest, ReadsMicrodataAndTheePage) {
  const Article article =
      Read("",
           "<div itemscope><h1 itemprop=headline>Ghe lúa giống</h1>"
           "<span itemprop=author itemscope><span itemprop=name>An Bình</span></span>"
           "<meta itemprop=datePublished content='2024-05-12'></div>");
  EXPECT_EQ(article.title, "Ghe lúa giống");
  EXPECT_THAT(article.authors, ElementsAre("An Bình"));
  EXPECT_EQ(article.published.date.ToString(), "2024-05-12");
  const Article plain = Read("",
                             "<h1>Ghe lúa giống</h1><span class=author>An Bình</span>"
                             "<time datetime='2024-05-12T08:15:00+07:00'>12/5</time>");
  EXPECT_THAT(plain.authors, ElementsAre("An Bình"));
  EXPECT_EQ(plain.published.date.ToString(), "2024-05-12T08:15:00+07:00");
}

TEST(MetadataTest, ThePublisherIsNoAuthor) {
  const struct {
    const char* author;
  } cases[] = {
      {R"({"@type": "Organization", "name": "Phòng tin"})"},
      {R"({"@type": "Person", "name": "Báo Mẫu"})"},
      {R"("BÁO MẪU")"},
      {R"("https://facebook.example/bao")"},
      {R"("tin@bao.example")"},
      {R"({"name": ""})"},
      {R"([])"},
  };
  for (const auto& c : cases) {
    const Article article = Read(Ld(absl::StrCat(
        R"({"@type": "Article", "publisher": {"name": "Báo Mẫu"}, "author": )", c.author, "}")));
    EXPECT_THAT(article.authors, IsEmpty()) << c.author;
  }
}

TEST(TitleTest, LosesTheSite) {
  const struct {
    const char* title;
    const char* site;
    const char* clean;
  } cases[] = {
      {"Ghe lúa giống về từng xóm | Báo Mẫu", "Báo Mẫu", "Ghe lúa giống về từng xóm"},
      {"Ghe lúa giống về từng xóm - Đời sống - Báo Mẫu", "Báo Mẫu", "Ghe lúa giống về từng xóm"},
      {"Báo Mẫu - Ghe lúa giống về từng xóm", "Báo Mẫu", "Ghe lúa giống về từng xóm"},
      {"Ghe lúa giống về từng xóm - baomau.example", "baomau.example", "Ghe lúa giống về từng xóm"},
      {"Trận Hà Nội - Sài Gòn", "", "Trận Hà Nội - Sài Gòn"},
      {"Lũ về", "Báo Mẫu", "Lũ về"},
      {"", "Báo Mẫu", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(StripSiteName(c.title, c.site), c.clean) << c.title;
}

TEST(TitleTest, TheVoicesThatAgreeWin) {
  const Article article = Read(
      "<title>Ghe lúa giống về xóm | Báo Mẫu</title>"
      "<meta property='og:title' content='Ghe lúa giống về xóm'>",
      "<h1>Báo Mẫu</h1><h1>Chuyên đề mùa nước</h1><h1>Ghe lúa giống về xóm</h1>");
  EXPECT_EQ(article.title, "Ghe lúa giống về xóm");
}

TEST(TitleTest, TheHeadingIsTheArticlesOwn) {
  const struct {
    const char* head;
    const char* body;
    const char* title;
  } cases[] = {
      // Other words for search engines.
      {"<title>Lúa giống: 5 điều cần biết về ghe lúa | Báo Mẫu</title>",
       "<h1>Ghe chở lúa giống về xóm và 5 điều cần biết</h1>",
       "Ghe chở lúa giống về xóm và 5 điều cần biết"},
      // A heading of something else on the page.
      {"<title>Ghe lúa giống về xóm</title><meta property=og:title content='Ghe lúa giống về xóm'>",
       "<h1>Tin tức</h1>", "Ghe lúa giống về xóm"},
      {"<title>bao.example Ghe lúa giống về xóm</title>",
       "<h1><a href='https://bao.example/'>bao.example</a></h1><h3>Ghe lúa giống về xóm</h3>",
       "Ghe lúa giống về xóm"},
      {"<title>Ghe lúa giống về xóm - Báo Mẫu</title>",
       "<h1>Blog</h1><h2>Ghe lúa giống về xóm</h2><h2>Ghe lúa</h2>", "Ghe lúa giống về xóm"},
      // The site's name in the heading itself, and inside of a longer name.
      {"<meta property=og:site_name content='Báo Mẫu'>", "<h1>Ghe lúa về xóm | Báo Mẫu</h1>",
       "Ghe lúa về xóm"},
      {"<meta property=og:site_name content='Báo Mẫu'><title>Điểm Báo Mẫu số 18 – Ghe lúa</title>",
       "<h1>Điểm Báo Mẫu số 18 – Ghe lúa</h1>", "Điểm Báo Mẫu số 18 – Ghe lúa"},
      // Escaped twice.
      {"<title>Ghe &amp;amp; lúa &amp;#8211; về xóm</title>", "", "Ghe & lúa – về xóm"},
      {"", "<h1>Ghe &amp;#8211; lúa về xóm</h1>", "Ghe – lúa về xóm"},
      {"<title>Báo Mẫu</title>", "<h1>Ghe lúa về xóm</h1>", "Ghe lúa về xóm"},
  };
  for (const auto& c : cases) EXPECT_EQ(Read(c.head, c.body).title, c.title) << c.head;
}

TEST(TitleTest, FindsTheTitleInABannerOrUnderItsName) {
  const struct {
    const char* head;
    const char* body;
    const char* title;
  } cases[] = {
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<div class=hero-banner><h1>Năm điều cần biết về ghe lúa giống</h1></div>",
       "Năm điều cần biết về ghe lúa giống"},
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<div class=banner><h1>Đặt báo dài hạn hôm nay</h1></div>",
       "Ghe lúa giống: 5 điều cần biết"},
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<div class=related><h1>Năm điều cần biết về ghe lúa giống</h1></div>",
       "Ghe lúa giống: 5 điều cần biết"},
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<h1>Thư bạn đọc</h1><div class=article-title>Năm điều cần biết về ghe lúa giống</div>",
       "Năm điều cần biết về ghe lúa giống"},
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<div class=post-meta><h3 class=post-title>Năm điều cần biết về ghe lúa giống</h3></div>",
       "Năm điều cần biết về ghe lúa giống"},
      // Another article's.
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<h3 class=post-title><a href=/2>Năm điều cần biết về lúa giống</a></h3>",
       "Ghe lúa giống: 5 điều cần biết"},
      {"<title>Ghe lúa giống: 5 điều cần biết | Báo Mẫu</title>",
       "<h3 class=post-title>Mùa nước lớn năm nay</h3>", "Ghe lúa giống: 5 điều cần biết"},
      // A headline that only names the site.
      {"<title>Nhật ký mùa lúa - Sổ Tay</title><meta property=og:site_name content='Sổ Tay'>",
       "<h1 itemprop=headline><a href=/>Sổ Tay</a></h1>", "Nhật ký mùa lúa"},
  };
  for (const auto& c : cases) EXPECT_EQ(Read(c.head, c.body).title, c.title) << c.body;
}

TEST(TitleTest, ACutHeadlineGivesWayToTheWholeOne) {
  constexpr char kWhole[] =
      "Ghe lúa giống về xóm sau mùa nước lớn: chuyện của hai mươi gia đình bên con rạch cạn";
  const std::string whole = kWhole;
  const std::string cut = whole.substr(0, whole.find(" bên"));
  for (const char* ending : {"", "...", "…"}) {
    const Article article =
        Read(absl::StrCat("<title>", kWhole, " | Báo Mẫu</title>",
                          Ld(absl::StrCat(R"({"@type": "Article", "headline": ")", cut, ending,
                                          R"(", "publisher": {"name": "Báo Mẫu"}})"))));
    EXPECT_EQ(article.title, kWhole) << ending;
  }
}

TEST(MetadataTest, ReadsRdfaAndTheLocale) {
  const Article article =
      Read("<meta property=og:locale content=vi_VN>",
           "<div typeof=Article><h1 property=headline>Ghe lúa giống</h1>"
           "<span property=author typeof=Person><span property=name>An Bình</span></span>"
           "<span property=datePublished content='2024-05-12'>hôm qua</span></div>");
  EXPECT_EQ(article.language, "vi-VN");
  EXPECT_THAT(article.authors, ElementsAre("An Bình"));
  EXPECT_EQ(article.published.date.ToString(), "2024-05-12");
}

// Quadratic work would keep this from ending in the time that tests have.
TEST(MetadataTest, HostileMetadataAreBounded) {
  std::string authors, headings, dates;
  for (int i = 0; i < 20000; ++i) {
    absl::StrAppend(&authors, i == 0 ? "" : ",", R"({"@id": "#)", i, R"("})");
    if (i < 2000) absl::StrAppend(&headings, "<h1>a", i, " b c d</h1><h2>b", i, "</h2>");
    if (i < 5000) absl::StrAppend(&dates, "<p class=date>1 2 3 2021 4 5 6 7 8 9 1 2 3 4 5 6</p>");
  }
  const std::string title(500000, 'a');
  const Article article =
      Read(absl::StrCat("<title>", title, "</title>",
                        Ld(absl::StrCat(R"({"@type": "Article", "author": [)", authors, "]}"))),
           absl::StrCat(headings, dates));
  EXPECT_THAT(article.authors, IsEmpty());
  EXPECT_TRUE(article.published.empty());
}

}  // namespace
}  // namespace khotin::extract
