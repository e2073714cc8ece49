#include "extract/html_date.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "extract/html_extractor.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

constexpr char kBody[] =
    "<div class=text><p>The boats left before dawn, loaded with seed rice, and followed the "
    "shallow "
    "canal to the fields where everybody was waiting for the first of them to arrive.</p>"
    "<p>Last season the rain was late, and the village had to sow three times, she says, before "
    "there were seedlings enough to plant even the small field that lies behind her "
    "house.</p>"
    "<p>Nobody here remembers another year in which the boats were needed so late, and so many.</p>"
    "</div>";

Article Read(absl::string_view language, absl::string_view head, absl::string_view above,
             absl::string_view below = "", absl::string_view url = "") {
  auto found =
      ExtractHtml(absl::StrCat("<html lang='", language, "'><head>", head,
                               "</head><body><article><h1>Boats carry the seed rice home</h1>",
                               above, kBody, below, "</article></body></html>"),
                  url);
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? found->article : Article();
}

std::string Published(const Article& article) { return article.published.date.ToString(); }

TEST(HtmlDateTest, ReadsTheLinesUnderTheTitle) {
  const struct {
    const char* language;
    const char* above;
    const char* published;
  } cases[] = {
      {"en", "<div>December 2, 2021</div>", "2021-12-02"},
      {"en", "<p>by <a href=/author/an>An</a> · Dec 2, 2021 · 5 comments</p>", "2021-12-02"},
      {"en", "<span>Published on <!-- --> <!-- -->Oct 21, 2021</span>", "2021-10-21"},
      {"en", "<div>Published:</div><div>Oct 21, 2021</div>", "2021-10-21"},
      {"en", "<div><span>August 16, 2019</span> <span>- Updated July 9, 2021</span></div>",
       "2019-08-16"},
      {"en", "<div>Updated July 9, 2021</div><div>Published May 1, 2020</div>", "2020-05-01"},
      {"en", "<time>Mar 24, 2021</time>", "2021-03-24"},
      {"en", "<date>December 19th, 2021</date>", "2021-12-19"},
      {"en-US", "<div>03/04/2021</div>", "2021-03-04"},
      {"en-GB", "<div>03/04/2021</div>", "2021-04-03"},
      {"en", "<div>10/31/2021</div>", "2021-10-31"},
      {"vi", "<div>Thứ Bảy, 03/04/2021, 09:40 (GMT+7)</div>", "2021-04-03T09:40:00+07:00"},
      {"vi", "<div>03/04/2021 09:40</div>", "2021-04-03T09:40:00+07:00"},
      // Other dates than that of the article.
      {"en", "<div>Copyright 2 May 2021</div>", ""},
      {"en", "<div>Accessed on June 3, 2021</div>", ""},
      {"en", "<div class=related-news><span class=date>May 3, 2021</span></div>", ""},
      {"en", "<div>Dec 2</div>", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Published(Read(c.language, "", c.above)), c.published) << c.above;
  }
}

TEST(HtmlDateTest, AMastheadShowsTodaysDate) {
  for (const char* top : {"<div class=top><span class=time>Thứ Sáu, 27/11/2026</span></div>",
                          "<header><time datetime=2026-11-27>today</time></header>"}) {
    auto found = ExtractHtml(absl::StrCat("<html lang=vi><body>", top,
                                          "<div><div><div><div><div><h1>Ghe lúa giống về xóm</h1>",
                                          kBody, "</div></div></div></div></div></body></html>"),
                             "");
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(Published(found->article), "") << top;
  }
}

TEST(HtmlDateTest, ATimeWithoutAnOffsetIsOfVietNamOnlyThere) {
  const char* head = "<meta property=article:published_time content='2021-05-12 08:15:00'>";
  EXPECT_EQ(Published(Read("vi", head, "")), "2021-05-12T08:15:00+07:00");
  EXPECT_EQ(Published(Read("", head, "")), "2021-05-12T08:15:00+07:00");
  EXPECT_EQ(Published(Read("en", head, "")), "2021-05-12");
  EXPECT_EQ(Published(Read("en", head, "", "", "https://bao.example.vn/a")),
            "2021-05-12T08:15:00+07:00");
}

TEST(HtmlDateTest, BelowTheTextOnlyALabelTells) {
  EXPECT_EQ(Published(Read("en", "", "", "<p>Posted by An at December 16, 2021 11:15 AM UTC</p>")),
            "2021-12-16T11:15:00+00:00");
  EXPECT_EQ(Published(Read("en", "", "", "<p>December 16, 2021</p>")), "");
}

TEST(HtmlDateTest, AChangeStandsInForAPublicationNobodyTells) {
  const Article article = Read("en", "", "<div>Last updated: July 9, 2021</div>");
  EXPECT_EQ(Published(article), "2021-07-09");
  EXPECT_EQ(article.published.raw, "Last updated: July 9, 2021");
  EXPECT_EQ(article.modified.date.ToString(), "2021-07-09");
}

TEST(HtmlDateTest, StructuredDataWinUnlessTheyTellTheLastChange) {
  const auto head = [](const char* published, const char* modified) {
    return absl::StrCat("<meta property='article:published_time' content='", published,
                        "'><meta property='article:modified_time' content='", modified, "'>");
  };
  // The page shows when it was changed; the meta elements tell when it was published.
  const std::string changed = head("2020-05-01T08:00:00Z", "2021-07-09T08:00:00Z");
  EXPECT_EQ(Published(Read("en", changed, "<div>July 9, 2021</div>")), "2020-05-01T08:00:00+00:00");
  // The system stamps both at every build; the page shows the date its authors gave.
  const std::string stamped = head("2021-07-09T08:00:00Z", "2021-07-09T08:00:00Z");
  EXPECT_EQ(Published(Read("en", stamped, "<div>May 1, 2020</div>")), "2020-05-01");
  // One day apart is another time zone.
  EXPECT_EQ(Published(Read("en", stamped, "<div>July 8, 2021</div>")), "2021-07-09T08:00:00+00:00");
}

TEST(HtmlDateTest, TheShownDateSettlesAnAmbiguousOne) {
  const char* head = "<meta name=article:published_time content='03-09-2021'>";
  EXPECT_EQ(Published(Read("en", head, "<div>Published March 9, 2021</div>")), "2021-03-09");
  EXPECT_EQ(Published(Read("en", head, "")), "2021");
  EXPECT_EQ(Published(Read("vi", head, "")), "2021-09-03");
  EXPECT_EQ(Published(Read("en-US", head, "")), "2021-03-09");
}

TEST(HtmlDateTest, ReadsTheAddress) {
  const struct {
    const char* url;
    const char* date;
  } cases[] = {
      {"https://bao.example/2021/08/19/ghe-lua", "2021-08-19"},
      {"https://bao.example/2021/8/ghe-lua", "2021-08"},
      {"https://bao.example/a/2021-08-19-ghe-lua.html", "2021-08-19"},
      {"https://bao.example/ghe-lua-20210819094012345.htm", "2021-08-19"},
      {"https://bao.example/ghe-lua-4672302.html", ""},
      {"https://bao.example/ghe-lua-20219919094012345.htm", ""},
      {"https://bao.example/top-100-2021-ghe", ""},
      {"https://bao.example/ghe?d=2021/08/19/", ""},
      {"https://bao.example", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    const DateReading reading = DateOfUrl(c.url);
    EXPECT_EQ(reading.date.ToString(), c.date) << c.url;
    EXPECT_EQ(reading.origin, *c.date == '\0' ? DateOrigin::kUnspecified : DateOrigin::kUrl);
  }
  EXPECT_EQ(Published(Read("vi", "", "", "", "https://bao.example/2021/08/19/ghe")), "2021-08-19");
}

TEST(HtmlDateTest, TheLanguageTellsWhichNumberIsTheDay) {
  using text::DayMonthOrder;
  EXPECT_EQ(DayMonthOrderOf("vi", ""), DayMonthOrder::kDayFirst);
  EXPECT_EQ(DayMonthOrderOf("vi-VN", ""), DayMonthOrder::kDayFirst);
  EXPECT_EQ(DayMonthOrderOf("", "Ghe lúa về xóm, nước lớn"), DayMonthOrder::kDayFirst);
  EXPECT_EQ(DayMonthOrderOf("", "Boats"), DayMonthOrder::kUnknown);
  EXPECT_EQ(DayMonthOrderOf("en", ""), DayMonthOrder::kUnknown);
  EXPECT_EQ(DayMonthOrderOf("en_US", ""), DayMonthOrder::kMonthFirst);
  EXPECT_EQ(DayMonthOrderOf("en-AU", ""), DayMonthOrder::kDayFirst);
  EXPECT_EQ(DayMonthOrderOf("de", ""), DayMonthOrder::kDayFirst);
}

TEST(HtmlDateTest, KnowsTheMetaElementsOfManySystems) {
  for (const char* name :
       {"article:published_time", "datePublished", "DC.date.issued", "sailthru.date",
        "parsely-pub-date", "pubdate", "publish-date", "published", "citation_publication_date"}) {
    const Article article =
        Read("en", absl::StrCat("<meta name='", name, "' content='July 17, 2021'>"), "");
    EXPECT_EQ(Published(article), "2021-07-17") << name;
    EXPECT_EQ(article.published.raw, "July 17, 2021");
    EXPECT_EQ(article.published.origin, DateOrigin::kMetaTag);
  }
}

}  // namespace
}  // namespace khotin::extract
