#include "extract/text_cleaner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace khotin::extract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kTitle[] = "Khánh thành cầu dân sinh ở huyện Đồng Lau";
constexpr char kFirst[] =
    "Sáng 12/3, huyện Đồng Lau khánh thành cây cầu dân sinh bắc qua sông Lau, nối hai xã vốn phải "
    "đi đò từ nhiều đời nay để sang chợ huyện.";
constexpr char kSecond[] =
    "Cây cầu dài 120 mét, mặt rộng bốn mét, được làm từ nguồn vốn của huyện và tiền góp của người "
    "dân. Bà con đã góp hơn hai nghìn ngày công trong suốt mười tháng thi công.";
constexpr char kThird[] =
    "Theo kế hoạch, huyện sẽ làm tiếp ba cây cầu nhỏ trong năm sau, ưu tiên các ấp có nhiều học "
    "sinh phải qua sông đi học vào mùa nước nổi, khi dòng chảy rất mạnh.";

std::string Lines(const std::vector<std::string>& lines) { return absl::StrJoin(lines, "\n"); }

// The blocks as one letter for the kind and the line's number: P3, H4, C5.
std::vector<std::string> Outline(const Extraction& found) {
  std::vector<std::string> outline;
  for (const Block& block : found.article.body) {
    const char kinds[] = {'?', 'P', 'H', 'L', 'Q', 'C', 'T'};
    outline.push_back(
        absl::StrCat(std::string(1, kinds[static_cast<size_t>(block.kind)]), block.line));
  }
  return outline;
}

// What was removed, as line:class.
std::vector<std::string> Removed(const Extraction& found) {
  std::vector<std::string> removed;
  for (const RemovedSpan& span : found.removed) {
    removed.push_back(absl::StrCat(span.line, ":", span.kind));
  }
  return removed;
}

TEST(TextCleanerTest, ReadsTitleLeadAndBody) {
  const Extraction found = CleanText(Lines({kTitle, kFirst, kSecond, kThird}), {});
  EXPECT_EQ(found.article.title, kTitle);
  EXPECT_EQ(found.article.lead, kFirst);
  EXPECT_THAT(Outline(found), ElementsAre("P3", "P4"));
  EXPECT_THAT(found.removed, IsEmpty());
}

TEST(TextCleanerTest, TextWithoutTitleHasNoLead) {
  const Extraction found = CleanText(Lines({kFirst, kSecond, kThird}), {});
  EXPECT_EQ(found.article.title, "");
  EXPECT_EQ(found.article.lead, "");
  EXPECT_THAT(Outline(found), ElementsAre("P1", "P2", "P3"));
}

TEST(TextCleanerTest, TheFirstTimestampBehindTheTitleCounts) {
  const Extraction found = CleanText(
      Lines({kTitle, "10:20 13/03/2023", "Cập nhật: 11:00 14/03/2023", kFirst, kSecond}), {});
  EXPECT_EQ(found.article.published.date.ToString(), "2023-03-13T10:20:00+07:00");
  EXPECT_EQ(found.article.published.line, 2);
  EXPECT_EQ(found.article.published.origin, DateOrigin::kTimestampLine);
  EXPECT_EQ(found.article.modified.raw, "Cập nhật: 11:00 14/03/2023");
  EXPECT_EQ(found.article.lead, kFirst);
}

TEST(TextCleanerTest, ReadsDateAndBylineBelowTheLead) {
  const Extraction found =
      CleanText(Lines({kTitle, kFirst, "Lê Ổi", "10:20 13/03/2023", kSecond, kThird}), {});
  EXPECT_EQ(found.article.lead, kFirst);
  EXPECT_THAT(found.article.authors, ElementsAre("Lê Ổi"));
  EXPECT_EQ(found.article.published.line, 4);
  EXPECT_THAT(Outline(found), ElementsAre("P5", "P6"));
}

TEST(TextCleanerTest, TakesBreadcrumbsAndToolsOffTheHead) {
  const Extraction found = CleanText(Lines({"Trang chủ", "Đời sống", "Miền Tây", kTitle, "Chia sẻ",
                                            "10:20 13/03/2023", "A- A+", kFirst, kSecond, kThird}),
                                     {});
  EXPECT_EQ(found.article.title, kTitle);
  EXPECT_EQ(found.article.lead, kFirst);
  EXPECT_THAT(Removed(found),
              ElementsAre("1:navigation", "2:section", "3:breadcrumb", "5:share", "7:page_tool"));
}

TEST(TextCleanerTest, FindsTheTitleAmongUnknownMenusAndTickers) {
  const Extraction found =
      CleanText(Lines({"Tiếng nói bờ đê", "Nghề đan lưới", "Chợ phiên Gò Mối mở thêm hàng quà sáng",
                       "Lớp bơi ở Vàm Cá thêm ba ca mỗi ngày", kTitle, kFirst, kSecond, kThird}),
                {});
  EXPECT_EQ(found.article.title, kTitle);
  EXPECT_EQ(found.article.lead, kFirst);
  EXPECT_THAT(Removed(found),
              ElementsAre("1:breadcrumb", "2:breadcrumb", "3:breadcrumb", "4:breadcrumb"));
}

TEST(TextCleanerTest, ALeadThatLooksLikeATitleIsNone) {
  const std::string lead = "Cây cầu dân sinh bắc qua sông Lau nối hai xã của huyện Đồng Lau...";
  const Extraction found =
      CleanText(Lines({"Trang chủ", "Đời sống", kTitle, lead, kFirst, kSecond, kThird}), {});
  EXPECT_EQ(found.article.title, kTitle);
}

TEST(TextCleanerTest, RemovesTheExcerptOfAnInlineLink) {
  const Extraction found = CleanText(
      Lines({kTitle, kFirst, kSecond, "Đọc thêm", "Chợ phiên Gò Mối mở thêm hàng quà sáng",
             "Chợ phiên Gò Mối bày bánh lá và mật mía mỗi sáng chủ nhật cho khách xa.", kThird}),
      {});
  EXPECT_THAT(Outline(found), ElementsAre("P3", "P7"));
  EXPECT_THAT(Removed(found),
              ElementsAre("4:related_header", "5:teaser_title", "6:teaser_excerpt"));
}

TEST(TextCleanerTest, AShortLastSentenceBehindABoxStays) {
  const Extraction found = CleanText(
      Lines({kTitle, kFirst, kSecond, kThird, "Đọc thêm", "Chợ phiên Gò Mối mở thêm hàng quà sáng",
             "Cây cầu dân sinh được làm từ nguồn vốn của huyện."}),
      {});
  EXPECT_THAT(Outline(found), ElementsAre("P3", "P4", "P7"));
}

TEST(TextCleanerTest, MarksCaptionsAndHeadings) {
  const Extraction found =
      CleanText(Lines({kTitle, "10:20 13/03/2023", kFirst, "Bà con qua cầu. (Ảnh: Lê Ổi/TTLN)",
                       kSecond, "Các đại biểu cắt băng khánh thành cầu.", kThird,
                       "Hai bờ không còn cách trở", kSecond}),
                {});
  EXPECT_THAT(Outline(found), ElementsAre("C4", "P5", "C6", "P7", "H8", "P9"));
  EXPECT_EQ(found.article.body[0].credit, "Lê Ổi/TTLN");
}

TEST(TextCleanerTest, TheLineAboveACreditIsItsCaption) {
  const Extraction found =
      CleanText(Lines({kFirst, "Cầu nhìn từ trên cao", "Ảnh: Lê Ổi", kSecond}), {});
  EXPECT_THAT(Outline(found), ElementsAre("P1", "C2", "C3", "P4"));
}

TEST(TextCleanerTest, RemovesTeasersByTheirStructure) {
  const Extraction found = CleanText(
      Lines({kTitle, "10:20 13/03/2023", kFirst, kSecond, kThird, "Chợ huyện mở phiên đêm",
             "Chợ huyện mở phiên đêm", "08:10 02/03/2023", "Khách đến chợ đông từ chập tối.",
             "Lớp bơi dưới chân cầu", "Lớp bơi dưới chân cầu", "2 giờ trước"}),
      {});
  EXPECT_EQ(found.article.published.line, 2);
  EXPECT_THAT(
      Removed(found),
      ElementsAre("6:teaser_title", "7:teaser_title_dup", "8:teaser_timestamp", "9:teaser_excerpt",
                  "10:teaser_title", "11:teaser_title_dup", "12:teaser_timestamp"));
}

TEST(TextCleanerTest, ParagraphsBehindAnInlineBoxStay) {
  const Extraction found =
      CleanText(Lines({kTitle, kFirst, kSecond, "Tin liên quan", "Chợ huyện mở phiên đêm",
                       "Lớp bơi dưới chân cầu mở thêm ba ca mỗi ngày", kThird, kSecond}),
                {});
  EXPECT_THAT(Outline(found), ElementsAre("P3", "P7", "P8"));
  EXPECT_THAT(Removed(found), ElementsAre("4:related_header", "5:teaser_title", "6:teaser_title"));
}

TEST(TextCleanerTest, TheLastParagraphBehindADatedBoxStays) {
  const std::vector<std::string> head = {kTitle,
                                         kFirst,
                                         kSecond,
                                         "Chợ huyện mở phiên đêm",
                                         "Chợ huyện mở phiên đêm",
                                         "08:10 02/03/2023"};
  std::vector<std::string> marked = head;
  marked.push_back(absl::StrCat(std::string(kThird), "/."));
  EXPECT_THAT(Outline(CleanText(Lines(marked), {})), ElementsAre("P3", "P7"));
  std::vector<std::string> byline = head;
  byline.insert(byline.end(), {kThird, "Lê Ổi"});
  EXPECT_THAT(Outline(CleanText(Lines(byline), {})), ElementsAre("P3", "P7"));
}

TEST(TextCleanerTest, AHeadingBehindAnInlineBoxStays) {
  const Extraction found = CleanText(
      Lines({kTitle, kFirst, kSecond, "Tin liên quan", "Chợ huyện mở phiên đêm phục vụ khách xa",
             "Lớp bơi dưới chân cầu mở thêm ba ca mỗi ngày", "Hai bờ nối liền", kThird}),
      {});
  EXPECT_THAT(Outline(found), ElementsAre("P3", "H7", "P8"));
}

TEST(TextCleanerTest, RemovesAdvertisingBehindTheBody) {
  const Extraction found = CleanText(
      Lines({kTitle, kFirst, kSecond, kThird, "Co loi xay ra", "Gạo dẻo Đồng Lau giá tận ruộng",
             "Gạo dẻo Đồng Lau giá tận ruộng", "Nước mắm vườn nhà đậm vị quê"}),
      {});
  EXPECT_THAT(Removed(found), ElementsAre("5:widget_error", "6:ad", "7:ad", "8:ad"));
  EXPECT_THAT(Outline(found), ElementsAre("P3", "P4"));
}

TEST(TextCleanerTest, ReadsTheByline) {
  const Extraction found = CleanText(
      Lines({kTitle, kFirst, kSecond, kThird, "Lê Ổi - Trần Mận", "(TTXVN)", "Bình luận (3)"}), {});
  EXPECT_THAT(found.article.authors, ElementsAre("Lê Ổi", "Trần Mận"));
  EXPECT_EQ(found.article.agency, "TTXVN");
  EXPECT_THAT(Removed(found), ElementsAre("7:comment"));
}

TEST(TextCleanerTest, AGluedBylineIsReadAndStaysInTheText) {
  const std::string last = absl::StrCat(kThird, " Lê Ổi");
  const Extraction found = CleanText(Lines({kTitle, kFirst, last}), {});
  EXPECT_THAT(found.article.authors, ElementsAre("Lê Ổi"));
  EXPECT_EQ(found.article.body.back().text, last);
}

TEST(TextCleanerTest, AnAgencyIsNotTakenFromAPhotoCredit) {
  const Extraction found =
      CleanText(Lines({kFirst, kSecond, "Bà con qua cầu. (Ảnh: Lê Ổi/TTXVN)"}), {});
  EXPECT_EQ(found.article.agency, "");
}

TEST(TextCleanerTest, CutsDatelineAndScraperNote) {
  const Extraction found =
      CleanText(Lines({absl::StrCat(" date 2023-04 (Báo Làng) - ", kFirst), kSecond, kThird}), {});
  EXPECT_EQ(found.article.body[0].text, kFirst);
  EXPECT_EQ(found.article.agency, "Báo Làng");
  EXPECT_EQ(found.article.date_hint.date.ToString(), "2023-04");
  EXPECT_EQ(found.article.date_hint.raw, "2023-04");
  ASSERT_EQ(found.removed.size(), 2u);
  EXPECT_EQ(found.removed[0].text, "date 2023-04");
  EXPECT_EQ(found.removed[1].text, "(Báo Làng) - ");
  EXPECT_TRUE(found.removed[1].inline_span);
}

TEST(TextCleanerTest, TheContainersTitleIsNotRepeated) {
  TextHints hints;
  hints.title = kTitle;
  hints.published_known = true;
  const Extraction found =
      CleanText(Lines({kTitle, "10:20 13/03/2023", kFirst, kSecond, kThird}), hints);
  EXPECT_EQ(found.article.title, kTitle);
  EXPECT_TRUE(found.article.published.empty());
  EXPECT_EQ(found.article.lead, kFirst);
  EXPECT_THAT(Removed(found), ElementsAre("2:timestamp"));
}

TEST(TextCleanerTest, LongLinesAreNeverChrome) {
  std::string text = "Bình luận ";
  for (int i = 0; i < 100; ++i) text += "về mùa nước nổi ";
  const Extraction found = CleanText(Lines({kFirst, text, kSecond}), {});
  EXPECT_THAT(Outline(found), ElementsAre("P1", "P2", "P3"));
}

TEST(TextCleanerTest, DecidesOnNormalisedTextAndKeepsItAsWritten) {
  const std::string header = "Co\xCC\x81 the\xCC\x82\xCC\x89 ba\xCC\xA3n quan ta\xCC\x82m";
  const std::string first = absl::StrReplaceAll(kFirst, {{"sông Lau", "sông\xC2\xA0Lau"}});
  const Extraction found =
      CleanText(absl::StrCat(kTitle, "\r\n\r\n", first, "\xC2\xA0\r\n", kSecond, "\r\n", header,
                             "\r\nChợ huyện mở phiên đêm phục vụ khách\r\n"),
                {});
  EXPECT_EQ(found.article.lead, first);
  EXPECT_THAT(Removed(found), ElementsAre("5:related_header", "6:teaser_title"));
}

TEST(TextCleanerTest, TextsWithoutRunningTextKeepTheirLines) {
  const Extraction found = CleanText("Giải nhất 12345\nGiải nhì 23456\nGiải ba 34567", {});
  EXPECT_THAT(Outline(found), ElementsAre("P1", "P2", "P3"));
  EXPECT_THAT(CleanText("", {}).article.body, IsEmpty());
  EXPECT_THAT(CleanText("\n \r\n", {}).article.body, IsEmpty());
}

}  // namespace
}  // namespace khotin::extract
