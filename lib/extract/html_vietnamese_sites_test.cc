// Pages in the markup of the content management systems of Vietnam's large sites; the texts are
// made up.
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "extract/html_extractor.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;

constexpr char kTitle[] = "Ghe lúa giống về rạch cạn";
constexpr char kAuthor[] = "Trần Thị Lúa";
constexpr char kLead[] =
    "Mưa trễ nửa tháng, cả xóm phải chở lúa giống bằng ghe để kịp mùa gieo sạ.";
constexpr char kFirst[] =
    "Sáng sớm, hai mươi chiếc ghe chở lúa giống rời bến, men theo con rạch cạn để về tận ruộng.";
constexpr char kSecond[] =
    "Chị Năm Lành kể rằng mùa trước mưa trễ, cả xóm phải gieo lại ba lần mới đủ mạ để cấy.";
constexpr char kThird[] =
    "Hợp tác xã cho mượn máy cấy, đổi lại mỗi hộ góp một ngày công sửa bờ bao trước mùa lũ.";
constexpr char kCaption[] = "Ghe rời bến lúc rạng đông. Ảnh: Hai Lúa";

// In the markup, $T is the title, $L the lead, $A the author, $C the caption and $R two links to
// other articles.
struct Site {
  const char* name;
  const char* above;    // title, date, lead, author: all that stands above the body
  const char* body;     // the body's start tag
  const char* picture;  // behind the first paragraph
  const char* related;  // behind the second paragraph
  const char* below;    // within the body, behind the text
  const char* closing;  // the body's end tag and what follows
};

constexpr Site kSites[] = {
    {"tuoitre",
     R"(<div class="detail__section"><div data-role="cate-name" class="detail-cate"><a>Thời sự</a>
        </div><div class="detail-time"><div data-role="publishdate">19/08/2023 09:40 GMT+7</div></div>
        <h1 class="detail-title article-title" data-role="title">$T</h1>
        <div class="author-info"><a class="name">$A</a></div>
        <h2 class="detail-sapo" data-role="sapo">$L</h2><div class="detail-cmain clearfix">)",
     R"(<div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">)",
     R"(<figure class="VCSortableInPreviewMode" type="Photo"><div><img src=a></div>
        <figcaption class="PhotoCMS_Caption"><p data-placeholder="x">$C</p></figcaption></figure>)",
     R"(<div class="VCSortableInPreviewMode" type="RelatedNewsBox" data-style="align-left">
        <div class="kbwscwl-relatedbox"><ul class="kbwscwlr-list">$R</ul></div></div>
        <div class="VCSortableInPreviewMode" type="RelatedOneNews"><div><a href=/3><img></a>
        <h2><a href=/3>Chợ nổi vắng khách</a></h2><p class="VCObjectBoxRelatedNewsItemSapo">Thương hồ
        neo ghe chờ con nước, chợ nổi vắng khách từ đầu tháng.</p></div></div>)",
     "",
     R"(</div><div class="detail__rating">Trở thành người đầu tiên tặng sao cho bài viết 0 0 0</div>
        </div></div><div class="detail-tab"><a>lúa giống</a></div>)"},
    {"thanhnien",
     R"(<div class="detail-top"><h1 class="detail-title"><span data-role="title">$T</span></h1>
        <h2 class="detail-sapo" data-role="sapo">$L</h2></div><div class="detail-author">
        <div class="author-info-top"><a class="name">$A</a></div></div>
        <div class="detail-time"><div data-role="publishdate">19/08/2023 09:40 GMT+7</div></div>
        <div class="detail-cmain">)",
     R"(<div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">)",
     R"(<figure class="VCSortableInPreviewMode" type="Photo"><img src=a>
        <figcaption class="PhotoCMS_Caption"><p class="">$C</p></figcaption></figure>)",
     R"(<div class="details__morenews"><ul>$R</ul></div>
        <div class="VCSortableInPreviewMode" type="Vote"><p>Bạn có gieo lúa mùa này không, hay chờ
        mưa?</p><div>Có</div><div>Không</div></div>)",
     "", R"(</div></div><div class="detail__tags"><a>lúa giống</a></div>)"},
    {"cafef",
     R"(<div class="totalcontentdetail"><h1 class="title" data-role="title">$T</h1>
        <p class="dateandcat"><span class="pdate" data-role="publishdate">19-08-2023 - 09:40 AM</span>
        </p><h2 class="sapo" data-role="sapo">$L</h2>)",
     R"(<div class="contentdetail"><div class="detail-content afcbc-body" data-role="content">)",
     R"(<figure class="VCSortableInPreviewMode"><img><figcaption class="PhotoCMS_Caption"><p>$C</p>
        </figcaption></figure>)",
     R"(<div class="VCSortableInPreviewMode link-content-footer" type="link-content-footer">$R</div>)",
     R"(<p class="author" data-role="author">$A</p>)",
     R"(</div><div class="link-source-wrapper is-web"><a>Theo Báo Mẫu</a><p>Copy link</p>
        <p>Link bài gốc</p></div></div></div>)"},
    {"kenh14",
     R"(<div class="kbwc-header"><h1 class="kbwc-title">$T</h1><div class="kbwc-meta">
        <span class="kbwcm-author">$A</span><span class="kbwcm-time" title="2023-08-19T09:40:00">
        09:40 19/08/2023</span></div></div><h2 class="knc-sapo" data-role="sapo">$L</h2>)",
     R"(<div class="knc-content detail-content afcbc-body" id="ContentDetail">)",
     R"(<div class="VCSortableInPreviewMode" type="Photo"><div><img></div>
        <div class="PhotoCMS_Caption"><p>$C</p></div></div>)",
     R"(<div class="knc-relate-wrapper relationnews"><ul class="krw-list">$R</ul></div>)", "",
     R"(</div><ul class="knt-list klw-new-tags"><li><a>lúa giống</a></li></ul>)"},
    {"baochinhphu",
     R"(<h1 class="detail-title" data-role="title">$T</h1><div class="detail-time">
        <div data-role="publishdate">19/08/2023 09:40</div></div>
        <h2 class="detail-sapo" data-role="sapo">$L</h2>)",
     R"(<div class="detail-content afcbc-body clearfix" data-role="content" itemprop="articleBody">)",
     R"(<figure class="VCSortableInPreviewMode"><img><figcaption class="PhotoCMS_Caption"><p>$C</p>
        </figcaption></figure>)",
     R"(<div class="VCSortableInPreviewMode" type="RelatedNews"><ul>$R</ul></div>)",
     R"(<p style="text-align: right;"><b>$A</b></p>)", R"(</div>)"},
    {"vietnamplus",
     R"(<div class="article"><h1 class="article__title cms-title">$T</h1><div class="article__meta">
        <a class="cms-author article__author">$A</a><time class="time" datetime="2023-08-19T09:40:00+0700">
        19/08/2023 09:40</time></div><div class="article__sapo cms-desc">$L</div>)",
     R"(<div class="article__body zce-content-body cms-body" itemprop="articleBody">)",
     R"(<table class="picture"><tr><td class="pic"><img></td></tr><tr><td class="caption">$C</td></tr>
        </table>)",
     R"(<div class="article-relate cms-relate"><article class="story"><h2 class="story__heading">
        <a href=/1>Chợ nổi vắng khách</a></h2><div class="story__summary">Thương hồ neo ghe chờ con
        nước, chợ nổi vắng khách từ đầu tháng.</div></article></div>)",
     R"(<div class="article__source">(Vietnam+)</div>)",
     R"(</div><div class="article__tag"><a>lúa giống</a></div></div>)"},
    {"tienphong",
     R"(<div class="article"><h1 class="article__title cms-title">$T</h1><div class="article__meta">
        <time class="time" datetime="2023-08-19T09:40:00+0700">19/08/2023 | 09:40</time></div>
        <div class="article__sapo cms-desc">$L</div>)",
     R"(<div class="article__body zce-content-body cms-body" itemprop="articleBody">)",
     R"(<figure class="picture"><img><figcaption><em class="caption">$C</em></figcaption></figure>)",
     R"(<div class="notebox ncenter cms-relate"><ul>$R</ul></div><div class="cms-poll"><h3>Thăm dò
        </h3><p>Bạn có gieo lúa mùa này không, hay chờ mưa?</p></div>)",
     R"(<div class="article__author"><span class="name cms-author">$A</span></div>)",
     R"(</div><div class="article__tag"><a>lúa giống</a></div></div>)"},
    {"vnexpress",
     R"(<div class="sidebar-1"><div class="header-content width_common"><ul class="breadcrumb"><li>
        <a>Thời sự</a></li></ul><span class="date">Thứ bảy, 19/8/2023, 09:40 (GMT+7)</span></div>
        <h1 class="title-detail">$T</h1><p class="description">$L</p>)",
     R"(<article class="fck_detail">)",
     R"(<figure class="tplCaption"><div class="fig-picture"><img></div><figcaption>
        <p class="Image">$C</p></figcaption></figure>)",
     R"(<ul class="list-news" data-campaign="Box-Related">$R</ul>)",
     R"(<p class="author_mail" style="text-align:right;"><strong>$A</strong></p>)",
     R"(</article><div class="width_common box-tinlienquanv2"><ul>$R</ul></div></div>)"},
    {"dantri",
     R"(<article class="singular-container"><h1 class="title-page detail">$T</h1>
        <div class="author-wrap"><div class="author-name"><a><b>$A</b></a></div>
        <time class="author-time" datetime="2023-08-19T09:40">Thứ bảy, 19/08/2023 - 09:40</time></div>
        <h2 class="singular-sapo">$L</h2>)",
     R"(<div class="singular-content">)",
     R"(<figure class="image align-center"><img><figcaption><p>$C</p></figcaption></figure>)",
     R"(<div class="related-news dt-list">$R</div>)", "",
     R"(</div><ul class="tags-wrap mt-30"><li><a>lúa giống</a></li></ul></article>)"},
    {"vietnamnet",
     R"(<div class="content-detail content-mobile-change"><h1 class="content-detail-title">$T</h1>
        <div class="bread-crumb-detail__time">19/08/2023 09:40 (GMT+07:00)</div>
        <div class="article-detail-author"><span class="name"><a>$A</a></span></div>
        <h2 class="content-detail-sapo sm-sapo-mb-0">$L</h2>)",
     R"(<div class="maincontent main-content content-full-image" id="maincontent">)",
     R"(<figure class="image vnn-content-image"><img><figcaption>$C</figcaption></figure>)",
     R"(<div class="insert-wiki-content"><article class="article-relate"><h3><a href=/1>Chợ nổi vắng
        khách</a></h3></article></div>)",
     "", R"(</div><div class="tag-cotnent"><ul><li><a>lúa giống</a></li></ul></div></div>)"},
    {"laodong",
     R"(<div class="art-header"><h1 class="title">$T</h1><div class="art-info"><span class="author">
        $A</span> | <span class="time">19/08/2023 09:40</span></div></div>
        <div class="chappeau">$L</div>)",
     R"(<div class="art-body">)", R"(<figure><img><figcaption>$C</figcaption></figure>)",
     R"(<div class="rel-box related-news">$R</div>)", "",
     R"(</div><div class="keywords"><a>lúa giống</a></div>)"},
    {"vov",
     R"(<div class="article"><h1 class="article-title">$T</h1><div class="article-date">Thứ Bảy,
        09:40, 19/08/2023</div><div class="article-summary">$L</div>)",
     R"(<div class="article-content"><div class="text-long">)",
     R"(<figure><img><figcaption>$C</figcaption></figure>)",
     R"(<div class="article-related"><ul>$R</ul></div>)", R"(<div class="article-author">$A</div>)",
     R"(</div></div><div class="article-tags"><a>lúa giống</a></div></div>)"},
    {"vtv",
     R"(<div class="noidung"><h1 class="title_detail">$T</h1><p class="news-info"><b>$A</b><span
        class="time"> - Thứ bảy, ngày 19/08/2023 09:40 GMT+7</span></p>
        <h2 class="sapo" data-field="sapo">$L</h2>)",
     R"(<div class="ta-justify" id="entry-body" data-field="body">)",
     R"(<div class="VCSortableInPreviewMode" type="Photo"><img><div class="PhotoCMS_Caption"><p>$C</p>
        </div></div>)",
     R"(<div class="VCSortableInPreviewMode" type="RelatedNewsBox"><ul>$R</ul></div>)", "",
     R"(</div><p class="chuyenmuc_foot">* Mời quý độc giả theo dõi các chương trình đã phát sóng.</p>
        </div><div class="news_keyword"><a>lúa giống</a></div>)"},
    {"znews",
     R"(<article class="the-article"><header class="the-article-header"><h1 class="the-article-title">
        $T</h1><ul class="the-article-meta"><li class="the-article-author">$A</li>
        <li class="the-article-publish">Thứ bảy, 19/8/2023 09:40 (GMT+7)</li></ul></header>
        <p class="the-article-summary">$L</p>)",
     R"(<div class="the-article-body">)",
     R"(<table class="picture"><tr><td class="pic"><img></td></tr><tr><td class="pCaption caption">$C
        </td></tr></table>)",
     R"(<div class="inner-article"><a href=/1><h2 class="title">Chợ nổi vắng khách</h2><p
        class="summary">Thương hồ neo ghe chờ con nước, chợ nổi vắng khách từ đầu tháng.</p></a></div>)",
     "", R"(</div><p class="the-article-tags"><a>lúa giống</a></p></article>)"},
    {"baomoi",
     R"(<div class="article"><h1 class="article__header">$T</h1><div class="article__meta">
        <time class="time" datetime="2023-08-19T09:40:00+07:00">19/08/2023 09:40</time></div>
        <div class="article__sapo">$L</div>)",
     R"(<div class="article__body">)",
     R"(<p class="body-image"><img></p><p class="body-text media-caption"><em>$C</em></p>)",
     R"(<div class="related-box"><ul>$R</ul></div>)",
     R"(<p class="body-text body-author"><strong>$A</strong></p>)",
     R"(</div><p class="article__source">Nguồn Báo Mẫu: <a>https://bao.example/goc</a></p></div>)"},
    {"24h",
     R"(<article><h1 id="article_title" class="cate-24h-foot-arti-deta-title">$T</h1>
        <div class="cate-24h-foot-arti-deta-cre"><time class="cate-24h-foot-arti-deta-cre-post">Thứ
        Bảy, ngày 19/08/2023 09:40 AM (GMT+7)</time></div>
        <h2 id="article_sapo" class="cate-24h-foot-arti-deta-sum">$L</h2>)",
     R"(<div class="cate-24h-foot-arti-deta-info" id="article_body">)",
     R"(<p><img></p><p class="img_chu_thich_0407">$C</p>)",
     R"(<div class="bv-lq"><div class="sbNws"><a href=/1>Chợ nổi vắng khách</a><span>Thương hồ neo ghe
        chờ con nước, chợ nổi vắng khách từ đầu tháng.</span></div></div>)",
     R"(<p class="linkOrigin">Nguồn: <a>https://bao.example/goc</a></p>
        <div class="nguontin nguontinD">Theo <strong>$A</strong></div>)",
     R"(</div></article>)"},
    {"nld",
     R"(<h1 class="detail-title" data-role="title">$T</h1><div class="detail-time">
        <div data-role="publishdate">19/08/2023 - 09:40</div></div>
        <h2 class="detail-sapo" data-role="sapo">$L</h2>)",
     R"(<div class="detail-cmain"><div class="detail-content afcbc-body" itemprop="articleBody">)",
     R"(<figure class="VCSortableInPreviewMode"><img><figcaption class="PhotoCMS_Caption"><p>$C</p>
        </figcaption></figure>)",
     R"(<div class="VCSortableInPreviewMode active" type="RelatedOneNews"><a href=/1>Chợ nổi vắng
        khách</a></div>)",
     R"(<p class="detail-author-bot" data-role="author">$A</p>)",
     R"(</div></div><div class="detail-tag"><a>lúa giống</a></div>)"},
    {"vtc",
     R"(<section class="nd-detail"><h1 class="font28 bold lh-1-3">$T</h1><span class="time-update
        mr10 align-super">Thứ Bảy, 19/08/2023 09:40:12 +07:00</span>
        <h2 class="font18 bold inline-nb">$L</h2>)",
     R"(<div class="edittor-content box-cont mt15 clearfix" itemprop="articleBody">)",
     R"(<figure class="expNoEdit"><img><figcaption class="expEdit"><p>$C</p></figcaption></figure>)",
     R"(<div class="related-news-box"><ul>$R</ul></div>)",
     R"(<div class="author-make"><p class="mb10"><strong>$A</strong></p></div>)",
     R"(</div><ul class="keylink list-tags"><li><a>lúa giống</a></li></ul></section>)"},
    {"no class known",
     R"(<div class="x1"><h1>$T</h1><p class="x2">$A</p><p class="x3">19/08/2023 09:40</p>)",
     R"(<div class="x4">)", R"(<figure><img><figcaption>$C</figcaption></figure>)",
     R"(<ul class="x5">$R</ul>)", "", R"(</div><div class="x6">$R</div></div>)"},
};

std::string Fill(absl::string_view markup) {
  return absl::StrReplaceAll(markup,
                             {{"$T", kTitle},
                              {"$L", kLead},
                              {"$A", kAuthor},
                              {"$C", kCaption},
                              {"$R",
                               "<li><a href=/1>Chợ nổi vắng khách, thương hồ neo ghe</a></li>"
                               "<li><a href=/2>Cá linh về sớm</a></li>"}});
}

std::string PageOf(const Site& site) {
  return absl::StrCat(
      "<!doctype html><html lang=vi><head><meta charset=utf-8><title>", kTitle,
      " - Báo Mẫu</title>", "<meta property=og:title content='", kTitle,
      "'><meta property=og:site_name content='Báo Mẫu'>",
      "<meta property=article:section content='Thời sự'></head><body>",
      "<header><nav><a href=/>Trang chủ</a> <a href=/ts>Thời sự</a></nav></header>",
      "<div class='social share'><a>Chia sẻ</a><a>Facebook</a></div>", Fill(site.above), site.body,
      "<p>", kFirst, "</p>", Fill(site.picture), "<p>", kSecond, "</p>", Fill(site.related),
      "<p><a href=/7>Nước nổi về, chợ cá linh nhóm sớm</a></p>",
      "<p><strong>&gt;&gt; Xem thêm: </strong><a href=/8>Lúa mùa nổi</a></p>",
      "<div class='video-embed'><iframe src=//v></iframe></div><p>", kThird, "</p>",
      Fill(site.below), "<p>Theo dõi Báo Mẫu trên <a>Google News</a></p>", Fill(site.closing),
      "<section class='comment-wrapper'><h3>Bình luận (2)</h3><p>Bài viết hay, mong tòa soạn có "
      "thêm ",
      "nhiều bài như thế này, xin cảm ơn phóng viên.</p></section>",
      "<div class='box-category'><h3>Tin cùng chuyên mục</h3><ul><li><a href=/5>Cá linh "
      "về</a></li>",
      "<li><a href=/6>Bờ bao đã vá</a></li></ul></div>",
      "<footer><p>Bản quyền thuộc về Báo Mẫu, giấy phép số 1.</p></footer></body></html>");
}

void ExpectEachField(const Site& site) {
  const auto found = ExtractHtml(PageOf(site), "https://bao.example/a");
  ASSERT_TRUE(found.ok()) << found.status();
  const Article& article = found->article;
  EXPECT_EQ(article.title, kTitle);
  EXPECT_THAT(BodyOf(article),
              ElementsAre(absl::StrCat("P ", kFirst), absl::StrCat("C ", kCaption),
                          absl::StrCat("P ", kSecond), absl::StrCat("P ", kThird)));
  const bool has_lead = absl::StrContains(site.above, "$L");
  EXPECT_EQ(article.lead, has_lead ? kLead : "");
  EXPECT_THAT(article.authors, ElementsAre(kAuthor));
  EXPECT_EQ(article.published.date.ToString().substr(0, 16), "2023-08-19T09:40");
  EXPECT_EQ(article.section, "Thời sự");
  EXPECT_EQ(article.source, "Báo Mẫu");
}

TEST(VietnameseSitesTest, GiveEachField) {
  for (const Site& site : kSites) {
    SCOPED_TRACE(site.name);
    ExpectEachField(site);
  }
}

}  // namespace
}  // namespace khotin::extract
