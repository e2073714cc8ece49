// A made-up site: what its first articles teach makes later ones cleaner.
#include "extract/learned_chrome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extract/chrome_learner.h"
#include "extract/extract.h"
#include "extract/testing.h"

namespace khotin::extract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPlaces[] = {"Đồng Lau", "Bến Sậy", "Gò Mối",  "Rạch Tràm", "Cồn Dừa",
                                   "Xóm Đáy",  "Vàm Cá",  "Hòn Tre", "Suối Đá",   "Đèo Gió"};
constexpr const char* kThings[] = {"cây cầu", "ngôi trường", "con đê",     "trạm bơm", "chợ nổi",
                                   "bến phà", "nhà văn hóa", "lò gạch cũ", "vườn ươm", "hồ chứa"};

std::string Title(int i) {
  return absl::StrCat("Người dân ", kPlaces[i % 10], " góp công dựng ",
                      kThings[i / 10 % 10 + i % 3]);
}

std::string Paragraph(int i, int k) {
  return absl::StrCat(
      "Bà con ", kPlaces[i % 10], " kể rằng ", kThings[i / 10 % 10 + i % 3], " lần thứ ", i * 7 + k,
      " được góp công dựng lại sau mùa nước, nhờ ngày công của từng nhà, "
      "tiền bán lúa của hợp tác xã và gỗ mà các cụ trong ấp để dành từ nhiều năm nay, "
      "đúng vào dịp số ",
      k * 13 + i,
      " của hội làng, khi ai đi xa cũng trở về quê nhà "
      "thăm họ hàng, dọn lại mảnh vườn và cùng nhau ăn bữa cơm gạo mới.");
}

const std::vector<std::string> kMenu = {"Tiếng Nói Bờ Đê", "Chuyện bờ bãi", "Nghề đan lưới"};
constexpr char kShare[] = "Gửi chuyện này cho người quen";
constexpr char kFoot[] = "Bờ Đê giữ chữ, bạn giữ tình";

std::vector<std::string> Body(int i) { return {Paragraph(i, 1), Paragraph(i, 2), Paragraph(i, 3)}; }

std::string Page(int i, const std::vector<std::string>& body) {
  std::vector<std::string> lines = kMenu;
  lines.push_back(Title(i));
  lines.insert(lines.end(), body.begin(), body.end());
  lines.insert(lines.end(), {kShare, "Chuyện bờ bãi đang được kể", Title(i + 3), Title(i + 5),
                             absl::StrCat(i, " người đang ngồi nghe"), kFoot});
  return absl::StrJoin(lines, "\n");
}

class LearnedChromeTest : public ::testing::Test {
 protected:
  Extraction Extract(const std::string& text) {
    RawDocument document;
    document.url = "https://bode.example/bai.html";
    document.content = text;
    absl::StatusOr<Extraction> found = ExtractArticle(document, Snapshot());
    EXPECT_TRUE(found.ok()) << found.status();
    return found.ok() ? *std::move(found) : Extraction();
  }

  Extraction ExtractAndLearn(const std::string& text) {
    Extraction found = Extract(text);
    LearnChrome(LessonOf(found), &profile_);
    return found;
  }

  void LearnArticles(int begin, int end) {
    for (int i = begin; i < end; ++i) ExtractAndLearn(Page(i, Body(i)));
  }

  ChromeSnapshot Snapshot() const {
    return {1, {{"bode.example", std::make_shared<const SiteChrome>(LearnedLines(profile_))}}};
  }

  static std::string Whole(const Extraction& found) {
    return absl::StrCat(found.article.title, "\n", found.article.lead, "\n",
                        absl::StrJoin(BodyOf(found.article), "\n"));
  }

  ChromeProfile profile_;
};

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
