#include "extract/html_extractor.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kFirst[] =
    "Sáng sớm, hai mươi chiếc ghe chở lúa giống rời bến, men theo con rạch cạn để về tận ruộng.";
constexpr char kSecond[] =
    "Chị Năm Lành kể rằng mùa trước mưa trễ, cả xóm phải gieo lại ba lần mới đủ mạ để cấy.";
constexpr char kThird[] =
    "Hợp tác xã cho mượn máy cấy, đổi lại mỗi hộ góp một ngày công sửa bờ bao trước mùa lũ.";

std::string P(absl::string_view text) { return absl::StrCat("<p>", text, "</p>\n"); }

// A page with all the chrome that a news site has around its text.
std::string Page(absl::string_view head, absl::string_view article) {
  return absl::StrCat(
      "<!doctype html><html lang=vi><head><meta charset=utf-8>", head,
      "</head><body><header><nav><a href=/>Trang chủ</a> <a href=/a>Thời sự</a></nav></header>",
      "<ul class=breadcrumb><li><a href=/>Trang chủ</a></li></ul>", article,
      "<div class='box-lien-quan'><h3>Tin liên quan</h3><ul><li><a href=/1>Mùa cá linh về sớm, ",
      "bà con phấn khởi</a></li><li><a href=/2>Chợ nổi vắng khách</a></li></ul></div>",
      "<section id=comments><h3>Bình luận</h3><p>Bài viết hay, mong tòa soạn có thêm nhiều bài ",
      "như thế này, xin cảm ơn phóng viên.</p></section>",
      "<footer><p>Bản quyền thuộc về Báo Mẫu, giấy phép số 1, cấp ngày 1/1/2020.</p></footer>",
      "</body></html>");
}

Extraction MustExtract(absl::string_view html, absl::string_view url = "") {
  auto found = ExtractHtml(html, url);
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? *std::move(found) : Extraction();
}

TEST(ExtractHtmlTest, FindsTheBodyOfEachKindOfSite) {
  const std::string text = P(kFirst) + P(kSecond) + P(kThird);
  const char* const openings[] = {
      "<div class=\"detail-content afcbc-body clearfix\">",
      "<div class=\"article__body zce-content-body cms-body\">",
      "<article class=\"fck_detail \">",
      "<div class=singular-content>",
      "<div itemprop=articleBody>",
      "<div class=entry-content>",
      "<div class=x1f3>",
      "<main><section>",
      "<table><tr><td>",
  };
  for (const char* opening : openings) {
    const Extraction found =
        MustExtract(Page("", absl::StrCat("<h1>Ghe lúa giống</h1>", opening, text)));
    EXPECT_THAT(BodyOf(found.article),
                ElementsAre(absl::StrCat("P ", kFirst), absl::StrCat("P ", kSecond),
                            absl::StrCat("P ", kThird)))
        << opening;
    EXPECT_EQ(found.article.title, "Ghe lúa giống") << opening;
  }
}

TEST(ExtractHtmlTest, TypesBlocks) {
  const Extraction found = MustExtract(Page(
      "", absl::StrCat("<h1>Ghe lúa giống</h1><p class=sapo>Ghe chở lúa giống về từng xóm để kịp ",
                       "mùa gieo sạ.</p><div class=fck_detail>", P(kFirst), "<h2>Mùa gieo lại</h2>",
                       P(kSecond), "<blockquote>Mưa trễ thì mình gieo trễ.</blockquote>",
                       "<figure><img src=a.jpg><figcaption>Ghe rời bến. Ảnh: Hai Lúa</figcaption>",
                       "</figure><ul><li>Mượn máy cấy,</li><li>góp ngày công.</li></ul>",
                       "<table><tr><td>Xóm</td><td>Số ghe</td></tr>",
                       "<tr><td>Rạch Cạn</td><td>12</td></tr></table>", P(kThird),
                       "<p align=right><b>Trần Thị Lúa</b></p></div>")));
  EXPECT_EQ(found.article.lead, "Ghe chở lúa giống về từng xóm để kịp mùa gieo sạ.");
  EXPECT_THAT(BodyOf(found.article),
              ElementsAre(absl::StrCat("P ", kFirst), "H Mùa gieo lại", absl::StrCat("P ", kSecond),
                          "Q Mưa trễ thì mình gieo trễ.", "C Ghe rời bến. Ảnh: Hai Lúa",
                          "L Mượn máy cấy,", "L góp ngày công.", "T Xóm | Số ghe",
                          "T Rạch Cạn | 12", absl::StrCat("P ", kThird)));
  EXPECT_EQ(found.article.body[4].credit, "Hai Lúa");
  EXPECT_THAT(found.article.authors, ElementsAre("Trần Thị Lúa"));
}

TEST(ExtractHtmlTest, RecordsWhatItDrops) {
  const Extraction found = MustExtract(Page(
      "",
      absl::StrCat("<h1>Ghe lúa giống</h1><div class=entry-content>",
                   "<div class=share-bar><a href=#>Chia sẻ</a></div>", P(kFirst),
                   "<div class=ads><p>Quảng cáo: phân bón tốt nhất, mua ngay hôm nay.</p></div>",
                   P(kSecond), "<p>Xem thêm: <a href=/3>Lúa mùa nổi</a></p>", P(kThird),
                   "<div class=tags><a href=/t>lúa</a></div></div>")));
  EXPECT_THAT(BodyOf(found.article),
              ElementsAre(absl::StrCat("P ", kFirst), absl::StrCat("P ", kSecond),
                          absl::StrCat("P ", kThird)));
  for (const char* kind :
       {"nav", "breadcrumb", "share", "ad", "related", "tags", "comments", "footer"}) {
    EXPECT_THAT(found.removed, Contains(Field(&RemovedSpan::kind, kind)));
  }
  EXPECT_THAT(found.removed, Each(Field(&RemovedSpan::reason, Not(IsEmpty()))));
  EXPECT_THAT(found.article.tags, ElementsAre("lúa"));
}

TEST(ExtractHtmlTest, SplitsParagraphsAtLineBreaks) {
  const Extraction found =
      MustExtract(Page("", absl::StrCat("<div class=entry-content>", kFirst, "<br><br>", kSecond,
                                        "<br>\n", kThird, "<br>Lời nhắn<br>của xóm.</div>")));
  EXPECT_THAT(BodyOf(found.article),
              ElementsAre(absl::StrCat("P ", kFirst), absl::StrCat("P ", kSecond),
                          absl::StrCat("P ", kThird), "P Lời nhắn của xóm."));
}

TEST(ExtractHtmlTest, KeepsTheWrapperWhateverItsName) {
  const Extraction found =
      MustExtract(Page("", absl::StrCat("<div class='has-sidebar related'>", P(kFirst), P(kSecond),
                                        P(kThird), "</div>")));
  EXPECT_EQ(found.article.body.size(), 3u);
}

TEST(ExtractHtmlTest, ABannerWithTheTitleHoldsTheLeadToo) {
  constexpr char kLead[] = "Ghe chở lúa giống về từng xóm để kịp mùa gieo sạ.";
  const std::string text =
      absl::StrCat("<div class=entry-content>", P(kFirst), P(kSecond), "</div>");
  const auto lead = [&](absl::string_view heading) {
    return MustExtract(Page("<title>Ghe lúa giống về xóm | Báo Mẫu</title>",
                            absl::StrCat("<div class=hero-banner>", heading, "<p class=sapo>",
                                         kLead, "</p></div>", text)))
        .article.lead;
  };
  EXPECT_EQ(lead("<h1>Ghe lúa giống về xóm</h1>"), kLead);
  EXPECT_EQ(lead("<h1>Đặt báo dài hạn</h1>"), "");
  EXPECT_EQ(lead("<h1><a href=/>Ghe lúa giống</a></h1>"), "");
  EXPECT_EQ(lead("<h3>Ghe lúa giống về xóm</h3>"), "");
}

TEST(ExtractHtmlTest, BelievesNamesOnlyWhereTheyFit) {
  constexpr char kLast[] =
      "Đến chiều, ghe sau cùng mới cập bến trong tiếng cười của cả xóm, và lúa giống được chia "
      "ngay trên bờ rạch cho từng nhà theo số công ruộng. Sáng hôm sau, máy cấy xuống đồng sớm, "
      "bà con thay phiên nhau dặm lại những chỗ mạ thưa, còn lũ trẻ thì đội mũ ra bờ bao thả diều, "
      "bắt cua, chờ người lớn về cùng bữa cơm chiều có cá rô kho và canh điên điển.";
  const struct {
    const char* opening;  // of a part with the last paragraph
    bool kept;
  } cases[] = {
      {"<div class='text read-more-expanded'>", true},
      {"<div class='text no_toc_section'>", true},
      {"<div class='text no_toc_section'><p><a href=#a>Lên đầu</a></p>", true},
      {"<div id='popular-rice-seed-of-the-year'><h2>Popular rice seed of the year</h2>"
       "<a href=/2>Lúa mùa</a>",
       true},
      // Ways to other pages.
      {"<div class=read-more><a href=/2>Mùa cá linh</a>", false},
      {"<div id=popular-seeds><h2>Popular seeds</h2><a href=/2>Lúa mùa</a>", false},
      {"<div class=related-box><h3><a href=/2>Mùa cá linh</a></h3>", false},
  };
  for (const auto& c : cases) {
    const Extraction found = MustExtract(
        Page("", absl::StrCat("<h1>Ghe lúa giống</h1><div class=entry-content>", P(kFirst),
                              P(kSecond), P(kThird), P(kFirst), P(kSecond), P(kThird), P(kFirst),
                              P(kSecond), P(kThird), c.opening, P(kLast), "</div></div>")));
    EXPECT_EQ(found.article.body.back().text == kLast, c.kept) << c.opening;
  }
}

TEST(ExtractHtmlTest, AHeadingsAnchorIsNoName) {
  const Extraction found = MustExtract(
      Page("", absl::StrCat("<h1>Ghe lúa giống</h1><div class=entry-content>", P(kFirst),
                            "<h2 id=Socially_minded>Socially minded</h2>", P(kSecond), "</div>")));
  EXPECT_THAT(BodyOf(found.article), Contains("H Socially minded"));
}

TEST(ExtractHtmlTest, HidesOnlyWhatAWholeClassHides) {
  const Extraction found = MustExtract(Page(
      "", absl::StrCat("<h1>Ghe lúa giống</h1><div class='entry-content overflow-hidden'>",
                       P(kFirst), "<div class='field field--label-hidden'>", P(kSecond), "</div>",
                       "<div class='hidden md:block'>", P(kThird), "</div><div class='hide tip'>",
                       P("Đã gửi thư đi, xin cảm ơn bạn đã chia sẻ bài viết này, hẹn gặp lại."),
                       "</div></div>")));
  EXPECT_THAT(BodyOf(found.article),
              ElementsAre(absl::StrCat("P ", kFirst), absl::StrCat("P ", kSecond),
                          absl::StrCat("P ", kThird)));
}

TEST(ExtractHtmlTest, ReadsWhatReadersUnfold) {
  for (const char* opening : {"<div class='ss-accordion-content hidden'>",
                              "<div class=faq-answer style='display: none'>"}) {
    const Extraction found = MustExtract(
        Page("", absl::StrCat("<h1>Ghe lúa giống</h1><div class=entry-content>", P(kFirst),
                              P(kSecond), opening, P(kThird), "</div></div>")));
    EXPECT_EQ(found.article.body.back().text, kThird) << opening;
  }
}

TEST(ExtractHtmlTest, JoinsABodyInParts) {
  const std::string advert = "<div class=adslot><p>Phân bón tốt, mua ngay hôm nay.</p></div>";
  const std::string parts =
      absl::StrCat("<div class=story-body>", P(kFirst), "</div>", advert, "<div class=story-body>",
                   P(kSecond), "</div>", advert, "<div class=story-body>", P(kThird), "</div>");
  EXPECT_EQ(
      MustExtract(Page("", absl::StrCat("<h1>Ghe</h1><div>", parts, "</div>"))).article.body.size(),
      3u);
}

TEST(ExtractHtmlTest, ReadsOneOfSeveralArticles) {
  std::string page = absl::StrCat("<section><article><h1>Ghe lúa giống</h1>", P(kFirst), P(kSecond),
                                  P(kThird), "</article></section><section>");
  for (int i = 0; i < 2; ++i) {
    absl::StrAppend(&page, "<article><h1><a href=/", i, ">Chợ nổi vắng</a></h1>",
                    P("Chợ nổi vắng khách vì nước cạn, thương hồ neo ghe chờ con nước lên."),
                    "</article>");
  }
  EXPECT_EQ(MustExtract(Page("", page + "</section>")).article.body.size(), 3u);
}

TEST(ExtractHtmlTest, LeavesOutBoxesThatFloatOverASentence) {
  const Extraction found = MustExtract(Page(
      "", absl::StrCat("<h1>Ghe</h1><div class=entry-content><p>Chị <span class=person><a href=/x>",
                       "Năm Lành</a><span class='rollover-block'><a href=/1>Chợ nổi vắng</a> ",
                       "<a href=/2>Cá linh về</a></span></span> kể rằng mùa trước mưa trễ, cả xóm ",
                       "phải gieo lại.</p>", P(kThird), "</div>")));
  EXPECT_EQ(found.article.body[0].text,
            "Chị Năm Lành kể rằng mùa trước mưa trễ, cả xóm phải gieo lại.");
}

TEST(ExtractHtmlTest, MarksCaptionsHoweverTheyAreNamed) {
  const Extraction found = MustExtract(
      Page("", absl::StrCat("<h1>Ghe</h1><div class=entry-content>", P(kFirst),
                            "<div class=photo><img src=a.jpg><span class=newsCaption>Ghe rời bến",
                            "</span></div>", P(kSecond), "<p>Two boats leave (Image: AGENCY)</p>",
                            P(kThird), "</div>")));
  EXPECT_THAT(BodyOf(found.article),
              ElementsAre(absl::StrCat("P ", kFirst), "C Ghe rời bến", absl::StrCat("P ", kSecond),
                          "C Two boats leave (Image: AGENCY)", absl::StrCat("P ", kThird)));
}

TEST(ExtractHtmlTest, LeavesOutNotesBelowTheText) {
  const Extraction found = MustExtract(Page(
      "", absl::StrCat("<h1>Ghe</h1><div class=entry-content>", P(kFirst), P(kSecond), P(kThird),
                       "<p>Follow the paper on Facebook.</p><p>(Reporting by A. Person)</p>",
                       "<h4>Comments</h4></div>")));
  EXPECT_EQ(found.article.body.size(), 3u);
}

TEST(ExtractHtmlTest, TakesTitleAndDateOutOfTheBody) {
  const Extraction found = MustExtract(Page(
      "<title>Ghe lúa giống - Báo Mẫu</title>",
      absl::StrCat("<article><p>Đừng bỏ lỡ</p><h1>Ghe lúa giống</h1><p>Thứ bảy, 19/8/2023 | 09:40 ",
                   "GMT+7</p>", P(kFirst), P(kSecond), "<h3>Tin khác</h3></article>")));
  EXPECT_THAT(BodyOf(found.article),
              ElementsAre(absl::StrCat("P ", kFirst), absl::StrCat("P ", kSecond)));
  EXPECT_EQ(found.article.published.date.ToString(), "2023-08-19T09:40:00+07:00");
  EXPECT_EQ(found.article.published.origin, DateOrigin::kPageElement);
}

TEST(ExtractHtmlTest, ASectionMayBearTheTitleOnceMore) {
  const std::string text = absl::StrCat("<div class=entry-content>", P(kFirst),
                                        "<h2>Ghe lúa giống</h2>", P(kSecond), P(kThird), "</div>");
  const auto first = [](absl::string_view page) {
    return MustExtract(Page("<title>Ghe lúa giống</title>", page)).article.body[0].text;
  };
  EXPECT_EQ(first(absl::StrCat("<h1>Ghe lúa giống</h1>", text)), kFirst);
  EXPECT_EQ(first(absl::StrCat("<h1>Báo Mẫu</h1>", text)), kSecond);
}

TEST(ExtractHtmlTest, UrlOfThePageWins) {
  const std::string page = Page("<link rel=canonical href='/b.html'>", P(kFirst) + P(kSecond));
  EXPECT_EQ(MustExtract(page, "https://www.bao.example/a?x=1").article.url,
            "https://www.bao.example/b.html");
  EXPECT_EQ(MustExtract(page, "https://www.bao.example/a?x=1").article.source, "bao.example");
  EXPECT_EQ(MustExtract(page, "").article.url, "");
  EXPECT_EQ(MustExtract(Page("", P(kFirst)), "https://bao.example/a").article.url,
            "https://bao.example/a");
}

TEST(ExtractHtmlTest, RefusesAPageWithoutText) {
  for (const char* page :
       {"", "<html></html>", "<title>x</title>", "<img src=a><script>x</script>"}) {
    EXPECT_EQ(ExtractHtml(page, "").status().code(), absl::StatusCode::kInvalidArgument) << page;
  }
}

TEST(ExtractHtmlTest, ReadsAPiece) {
  const auto found = ExtractUtf8Html(P(kFirst) + P(kSecond), "");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->article.body.size(), 2u);
  EXPECT_EQ(found->article.title, "");
}

}  // namespace
}  // namespace khotin::extract
