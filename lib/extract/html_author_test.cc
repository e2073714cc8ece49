#include "extract/html_author.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extract/html_author_name.h"
#include "extract/html_extractor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;

std::string Authors(absl::string_view language, absl::string_view head, absl::string_view above,
                    absl::string_view below = "") {
  auto found = ExtractHtml(
      absl::StrCat(
          "<html lang='", language, "'><head><meta property=og:site_name content='Field Notes'>",
          head, "</head><body><article><h1>Boats carry the seed rice home</h1>", above,
          "<div class=text><p>The boats left before dawn, loaded with seed rice, and followed the "
          "shallow canal to the fields where everybody was waiting for the first to arrive.</p>"
          "<p>Last season the rain was late, and the village had to sow three times, she says, "
          "before there were seedlings enough to plant the field behind the house.</p></div>",
          below, "</article></body></html>"),
      "");
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? absl::StrJoin(found->article.authors, "; ") : "";
}

TEST(HtmlAuthorTest, ReadsBylines) {
  const struct {
    const char* above;
    const char* authors;
  } cases[] = {
      {"<p>By Anna Lee</p>", "Anna Lee"},
      {"<p>By: Anna Lee | May 3, 2021</p>", "Anna Lee"},
      {"<p>Written by Anna Lee and Bo Park</p>", "Anna Lee; Bo Park"},
      {"<p>May 3, 2021 by Anna Lee</p>", "Anna Lee"},
      {"<p>Posted on May 3, 2021 by Anna Lee in News</p>", "Anna Lee"},
      {"<p>by <a href=/a>Anna Lee</a>, <a href=/b>Bo Park</a> &amp; <a href=/c>Cy Ott</a></p>",
       "Anna Lee; Bo Park; Cy Ott"},
      {"<p>By <a href=/a>Anna Lee</a> <a href=/pdf>Read In Print</a></p>", "Anna Lee"},
      {"<div><span>By</span><span>Anna Lee</span></div>", "Anna Lee"},
      {"<p>Posted by:</p><p>Anna Lee</p>", "Anna Lee"},
      {"<p>By Anna Lee, MD, PhD</p>", "Anna Lee, MD, PhD"},
      {"<p><a href='/blog/authors/anna-lee'>Anna Lee</a></p>", "Anna Lee"},
      {"<div class=author-info><div class=name>Anna Lee</div><div>Writer</div></div>", "Anna Lee"},
      {"<p class=author><a href=/u/7>Anna Lee</a> <a href=/news>World News</a></p>", "Anna Lee"},
      {"<p class=author><a href=/author/a>Anna Lee</a> / <a href=/author/b>Bo Park</a></p>",
       "Anna Lee; Bo Park"},
      {"<p class=byline>annalee</p>", "annalee"},
      // Nobody's byline.
      {"<p>Reviewed by Anna Lee</p>", ""},
      {"<p>Photos by Anna Lee</p>", ""},
      {"<p>Surrounded by water on all sides</p>", ""},
      {"<p>By the river</p>", ""},
      {"<p>Written By</p><p>It was a cold morning, and we went out with 20 boats.</p>", ""},
      {"<div class=comments><p class=comment-author>Anna Lee</p></div>", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Authors("en", "", c.above), c.authors) << c.above;
  EXPECT_EQ(Authors("en", "", "", "<p>Posted by Anna at May 3, 2021 11:15 AM</p>"), "Anna");
}

TEST(HtmlAuthorTest, TheBylineCompletesWhatTheDataBegin) {
  const char* head = "<meta name=author content='Anna Lee'>";
  EXPECT_EQ(Authors("en", head, "<p>By Anna Lee and Bo Park</p>"), "Anna Lee; Bo Park");
  EXPECT_EQ(Authors("en", head, "<p>By Bo Park</p>"), "Anna Lee");
}

TEST(HtmlAuthorTest, ReadsScholarlyAndPluginElements) {
  EXPECT_EQ(Authors("en",
                    "<meta name=DC.Creator content='Anna Lee'>"
                    "<meta name=citation_author content='Anna Lee'>"
                    "<meta name=citation_author content='Bo Park'>",
                    ""),
            "Anna Lee; Bo Park");
  EXPECT_EQ(Authors("en",
                    "<meta name=twitter:label1 content='Written by'>"
                    "<meta name=twitter:data1 content='Anna Lee'>"
                    "<meta name=twitter:label2 content='Est. reading time'>"
                    "<meta name=twitter:data2 content='Nine minutes'>",
                    ""),
            "Anna Lee");
}

TEST(HtmlAuthorTest, ASiteSignsOnlyOutsideOfVietnam) {
  const char* head = "<meta name=author content='Field Notes'>";
  EXPECT_EQ(Authors("en", head, ""), "Field Notes");
  EXPECT_EQ(Authors("en", head, "<p>By Anna Lee</p>"), "Anna Lee");
  EXPECT_EQ(Authors("vi", head, ""), "");
  EXPECT_EQ(Authors("", head, ""), "");
}

TEST(HtmlAuthorTest, ReadsVietnamesePages) {
  const struct {
    const char* above;
    const char* authors;
  } cases[] = {
      {"<p class=author>An Bình</p>", "An Bình"},
      {"<div class=author-info><a class=name href='/tac-gia/an-binh-1.htm'>AN BÌNH</a>"
       "<a href=#>Theo dõi</a></div>",
       "AN BÌNH"},
      {"<p><a href='/tac-gia/an-binh.htm'>An Bình</a></p>", "An Bình"},
      {"<p class=author>Tác giả: An Bình và Chi Mai</p>", "An Bình; Chi Mai"},
      {"<p>Từ bến sông về xóm</p>", ""},
      {"<p class=author>Xem thêm</p>", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Authors("vi", "", c.above), c.authors) << c.above;
}

TEST(HtmlAuthorTest, WhereItComesFromIsNoAuthor) {
  EXPECT_EQ(Authors("vi", "", "<p>Từ Hải Phòng</p>"), "");
  EXPECT_EQ(Authors("vi", "", "<p class=author>Từ Hải Phòng</p>"), "");
  EXPECT_EQ(Authors("vi", "", "<p>Từ Văn Sậy</p>"), "Từ Văn Sậy");
  EXPECT_EQ(Authors("vi", "<meta name=author content='Từ Văn Sậy'>", ""), "Từ Văn Sậy");
}

TEST(HtmlAuthorTest, LooksAtSoManyNamesOnly) {
  std::vector<std::string> names(kMaxAuthorCandidates - 1, "https://bao.example/");
  names.push_back("An Bình");
  names.push_back("Chi Mai");
  EXPECT_THAT(CleanAuthors(names, ""), ElementsAre("An Bình"));
}

TEST(HtmlAuthorTest, SplitsNames) {
  EXPECT_THAT(SplitNames("An Bình, Chi Mai và Dũng"), ElementsAre("An Bình", "Chi Mai", "Dũng"));
  EXPECT_THAT(SplitNames("Anna Lee, M.D., and Bo Park"), ElementsAre("Anna Lee, M.D.", "Bo Park"));
  EXPECT_THAT(SplitNames("A. Lee; B. Park & C. Ott"), ElementsAre("A. Lee", "B. Park", "C. Ott"));
  EXPECT_THAT(SplitNames("Brandy Anderson"), ElementsAre("Brandy Anderson"));
  EXPECT_THAT(SplitNames(""), testing::IsEmpty());
}

}  // namespace
}  // namespace khotin::extract
