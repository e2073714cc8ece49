#include "extract/html_lines.h"

#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

TEST(HtmlLinesTest, KnowsChromeByItsWording) {
  const struct {
    const char* line;
    const char* kind;
  } cases[] = {
      {"Advertisement", "ad"},
      {"QUẢNG CÁO", "ad"},
      {"Xem thêm: Lúa mùa nổi về rạch", "related"},
      {"Related News:", "related"},
      {"Từ khóa: lúa, ghe", "tags"},
      {">>> Đọc thêm tin mới nhất trong ngày", "related"},
      {"* Mời bạn đọc vào chuyên mục Đời sống", "related"},
      {"Bình luận", "comments"},
      {"Theo dõi Báo Mẫu trên Google News", "share"},
      {"Image 1 of 5", "media"},
      {"1 - 5 of 36", "media"},
      {"Ảnh 2/12", "media"},
      {"Bình luận viên nói đội nhà đá hay.", ""},
      {"Comments were closed by noon.", ""},
      {"12 of the boats left.", ""},
      {"19/8 là ngày xóm xuống giống", ""},
      {"2020", ""},
      {"Đừng bỏ lỡ mùa nước nổi là lời chị Lành dặn", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(ChromeLineKind(c.line), c.kind) << c.line;
}

TEST(HtmlLinesTest, KnowsPictureCredits) {
  for (const char* line :
       {"Photo: An Example, AP", "(Image credit: Somebody)", "Boats leave at dawn (Image: AGENCY )",
        "Two boats on the canal. (Photo by A. Person/Agency)"}) {
    EXPECT_TRUE(IsPictureCredit(line)) << line;
  }
  for (const char* line :
       {"Photography is his trade.", "The boats left (as every year).", "Photographers came too.",
        "He credits the rain (and his neighbours) with it."}) {
    EXPECT_FALSE(IsPictureCredit(line)) << line;
  }
}

TEST(HtmlLinesTest, KnowsDatesOfAnyLanguage) {
  for (const char* line :
       {"sexta-feira, 22 de outubro de 2010 às 20:13", "05/10/2018 - Publicado por: Fulana",
        "First Published: Tuesday, November 19, 2019 08:38 AM", "Thứ bảy, 19/08/2023 09h40",
        "[ 2018-09-28 17:32 ]"}) {
    EXPECT_TRUE(IsDateLine(line)) << line;
  }
  for (const char* line : {"Năm 2010 xóm có 20 ghe.", "Trận đấu kết thúc lúc 20:13", "Mùa lúa 2010",
                           "Xóm mở hội ngày 22/10/2010."}) {
    EXPECT_FALSE(IsDateLine(line)) << line;
  }
}

TEST(HtmlLinesTest, KnowsNotesBelowTheText) {
  const struct {
    const char* line;
    const char* kind;
  } cases[] = {
      {"(Reporting by A. Person; editing by B. Person)", "byline"},
      {"(TTXVN/Vietnam+)", "byline"},
      {"Nguồn: Báo Mẫu", "byline"},
      {"TTXVN đưa tin từ xóm Rạch.", ""},
      {"Nguồn nước về muộn.", ""},
      {"A. Person contributed to this report.", "byline"},
      {"Follow the writer on Twitter @person", "share"},
      {"We may earn a commission when you buy.", "ad"},
      {"Follow the canal to the sea.", ""},
      {"More boats came in the evening.", ""},
      {"We use cookies to remember what you have read.", "form"},
      {"Chúng tôi sử dụng cookie để ghi nhớ bạn.", "form"},
  };
  for (const auto& c : cases) EXPECT_EQ(ClosingNoteKind(c.line), c.kind) << c.line;
}

}  // namespace
}  // namespace khotin::extract
