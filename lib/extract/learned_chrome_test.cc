// A made-up site: what its first articles teach makes later ones cleaner.
#include "extract/learned_chrome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extract/made_up_site.h"

namespace khotin::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using made_up::Body;
using made_up::kFoot;
using made_up::kShare;
using made_up::Page;
using made_up::Paragraph;
using made_up::Title;

using LearnedChromeTest = MadeUpSiteTest;

TEST_F(LearnedChromeTest, TheTenthArticleIsCleanerThanTheFirst) {
  const Extraction first = ExtractAndLearn(Page(0, Body(0)));
  EXPECT_EQ(first.source_key, "bode.example");
  EXPECT_THAT(Whole(first), HasSubstr(kFoot));
  LearnArticles(1, 9);
  const Extraction tenth = Extract(Page(9, Body(9)));
  EXPECT_EQ(tenth.article.title, Title(9));
  EXPECT_THAT(BodyOf(tenth.article),
              ElementsAre("P " + Paragraph(9, 1), "P " + Paragraph(9, 2), "P " + Paragraph(9, 3)));
}

TEST_F(LearnedChromeTest, KeepsWhatItRemovesWithClassAndReason) {
  LearnArticles(0, 9);
  const Extraction found = Extract(Page(9, Body(9)));
  bool seen = false;
  for (const RemovedSpan& span : found.removed) {
    EXPECT_FALSE(span.kind.empty());
    EXPECT_FALSE(span.reason.empty());
    if (span.text != kFoot) continue;
    seen = true;
    EXPECT_EQ(span.kind, kLearnedKind);
    EXPECT_EQ(span.reason, kConstantReason);
  }
  EXPECT_TRUE(seen);
}

TEST_F(LearnedChromeTest, TheTitleThatStoodUnderOtherArticlesIsKeptOverItsOwn) {
  LearnArticles(0, 12);
  // Under articles 7 and 9.
  const Extraction found = Extract(Page(12, Body(12)));
  EXPECT_EQ(found.article.title, Title(12));
}

TEST_F(LearnedChromeTest, ARepeatedHeadingAmongParagraphsStays) {
  for (int i = 0; i < 12; ++i) {
    std::vector<std::string> body = Body(i);
    if (i % 3 == 0) body.insert(body.begin() + 2, "Kết luận");
    ExtractAndLearn(Page(i, body));
  }
  std::vector<std::string> body = Body(12);
  body.insert(body.begin() + 2, "Kết luận");
  EXPECT_THAT(BodyOf(Extract(Page(12, body)).article), Contains("H Kết luận"));
}

TEST_F(LearnedChromeTest, CaptionsAreMarkedAndStay) {
  const std::string caption = "Một góc bờ đê. Ảnh minh họa";
  for (int i = 0; i < 13; ++i) {
    std::vector<std::string> body = Body(i);
    body.insert(body.begin() + 1, caption);
    const Extraction found = ExtractAndLearn(Page(i, body));
    EXPECT_THAT(BodyOf(found.article), Contains("C " + caption)) << i;
  }
}

TEST_F(LearnedChromeTest, ALinkAmongParagraphsGoesOnceItsArticleIsKnown) {
  LearnArticles(0, 9);
  std::vector<std::string> body = Body(9);
  body.insert(body.begin() + 2, Title(4));
  EXPECT_THAT(Whole(Extract(Page(9, body))), Not(HasSubstr(Title(4))));
}

TEST_F(LearnedChromeTest, ABodyOfLearnedLinesAloneIsNotEmptied) {
  LearnArticles(0, 9);
  const Extraction found = Extract(absl::StrCat(kShare, "\n", kFoot));
  EXPECT_FALSE(found.article.body.empty());
}

TEST_F(LearnedChromeTest, ANewFaceIsLearned) {
  LearnArticles(0, 9);
  for (int i = 9; i < 40; ++i) {
    ExtractAndLearn(
        absl::StrCat("Mặt mới của Bờ Đê\n", Page(i, Body(i)), "\nĐổi áo mới, vẫn người cũ"));
  }
  const std::string text = Whole(Extract(
      absl::StrCat("Mặt mới của Bờ Đê\n", Page(40, Body(40)), "\nĐổi áo mới, vẫn người cũ")));
  EXPECT_THAT(text, Not(HasSubstr("Mặt mới")));
  EXPECT_THAT(text, Not(HasSubstr("Đổi áo mới")));
}

TEST_F(LearnedChromeTest, AnArticleIsNotTakenApartByLinesThatAllShare) {
  const std::vector<std::string> shared = {
      "Chuyên mục mỗi tuần kể một chuyện nhỏ bên bờ đê.",
      "Bà con gửi chuyện về hộp thư đầu bến, kèm tên và xóm.",
      "Chuyện được đọc vào tối thứ bảy, sau hồi trống thứ hai."};
  for (int i = 0; i < 20; ++i) {
    std::vector<std::string> body = shared;
    body.push_back(absl::StrCat("Kỳ này ", Title(i), ", đúng vào ngày hội của làng."));
    const Extraction found = ExtractAndLearn(Page(i, body));
    EXPECT_EQ(found.article.title, Title(i));
    for (const std::string& line : body) EXPECT_THAT(Whole(found), HasSubstr(line)) << i;
    if (i >= 12) {
      EXPECT_THAT(Whole(found), Not(HasSubstr(kFoot))) << i;
    }
  }
}

TEST_F(LearnedChromeTest, WhatSpeaksOfTheArticleIsKeptAsItsTitleAndLead) {
  const std::string lead = "Ngôi trường bên bến phà được người dân góp công dựng lại.";
  for (int i = 0; i < 12; ++i) {
    std::vector<std::string> body = Body(i);
    body.push_back(lead);
    ExtractAndLearn(Page(i, body));
  }
  const Extraction found = Extract(
      Page(12, "Ngôi trường bên bến phà",
           {lead,
            "Ngôi trường bên bến phà đã cũ, nên người dân góp công dựng lại trước mùa nước, và "
            "nay bọn trẻ lại có chỗ học chữ mỗi sáng khi đò cập bến.",
            Paragraph(12, 2)}));
  EXPECT_EQ(found.article.title, "Ngôi trường bên bến phà");
  EXPECT_EQ(found.article.lead, lead);
}

TEST_F(LearnedChromeTest, TheOnlyReporterOfASourceIsNoChrome) {
  for (int i = 0; i < 12; ++i) {
    std::vector<std::string> body = Body(i);
    body.push_back("Nguyễn Thị Lúa");
    const Extraction found = ExtractAndLearn(Page(i, body));
    if (i >= 10) {
      EXPECT_THAT(found.article.authors, ElementsAre("Nguyễn Thị Lúa")) << i;
    }
  }
}

TEST_F(LearnedChromeTest, AnAuthorNamedBelowTheShareBarIsKept) {
  for (int i = 0; i < 14; ++i) {
    std::string page = Page(i, Body(i));
    const std::string author = absl::StrCat("Tác giả: ", i % 2 == 0 ? "Trần Văn Đò" : "Lê Thị Bến");
    page.insert(page.find(kShare) + std::string(kShare).size(), "\n" + author);
    const Extraction found = ExtractAndLearn(page);
    if (i >= 10) {
      EXPECT_THAT(found.article.authors, ElementsAre(i % 2 == 0 ? "Trần Văn Đò" : "Lê Thị Bến"))
          << i;
    }
  }
}

TEST_F(LearnedChromeTest, AJsonObjectAndAPageLearnUnderTheSameSource) {
  LearnArticles(0, 9);
  RawDocument object;
  object.format = Format::kJsonLines;
  object.content = absl::StrCat(
      R"({"url": "https://bode.example/x", "title": "Chuyện chiếc thuyền nan", "text": ")",
      Paragraph(1, 8), "\\n", Paragraph(1, 9), "\\n", kShare, "\"}");
  const auto found = ExtractArticle(object, Snapshot());
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->source_key, "bode.example");
  EXPECT_THAT(Whole(*found), Not(HasSubstr(kShare)));
  RawDocument page;
  page.format = Format::kHtml;
  page.url = "https://www.bode.example/y";
  page.content =
      absl::StrCat("<html><body><article><h1>Chuyện chiếc thuyền nan</h1><p>", Paragraph(1, 8),
                   "</p><p>", Paragraph(1, 9), "</p><p>", kShare, "</p></article></body></html>");
  const auto plain = ExtractArticle(page);
  ASSERT_TRUE(plain.ok());
  EXPECT_THAT(Whole(*plain), HasSubstr(kShare));
  EXPECT_THAT(plain->short_lines, Contains(*FingerprintLine(kShare)));
  const auto learned = ExtractArticle(page, Snapshot());
  ASSERT_TRUE(learned.ok());
  EXPECT_THAT(Whole(*learned), Not(HasSubstr(kShare)));
  EXPECT_THAT(Whole(*learned), HasSubstr(Paragraph(1, 9)));
}

}  // namespace
}  // namespace khotin::extract
