// Articles that come in series differ by little more than numbers, as counters do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extract/made_up_site.h"

namespace khotin::extract {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using made_up::Body;
using made_up::kFoot;
using made_up::kMenu;
using made_up::kShare;
using made_up::Page;
using made_up::Paragraph;
using made_up::Title;

struct Installment {
  std::string title;
  std::vector<std::string> lines;
};

struct Series {
  const char* name;
  Installment (*make)(int day);
};

std::string Date(int i) { return absl::StrCat(1 + i % 28, "/", 1 + i / 28); }

constexpr const char* kPaths[] = {"đường bằng", "nước ngược", "gió xuôi", "cầu khỉ"};

Installment Gold(int i) {
  return {absl::StrCat("Giá vàng hôm nay ", Date(i)),
          {absl::StrCat("Sáng ", Date(i), ", giá vàng miếng ở Gò Mối tăng ", 100 + i,
                        " nghìn đồng mỗi lượng."),
           absl::StrCat("Mở cửa, tiệm vàng Ba Lúa mua vào ", 36 + i, ",", i,
                        " triệu đồng một lượng, cao hơn ", i + 2,
                        " nghìn đồng so với giá đóng cửa phiên liền trước."),
           "Giá vàng các tiệm lớn", absl::StrCat("Vàng Ba Lúa: ", 36 + i, ",5 - ", 36 + i, ",7"),
           absl::StrCat("Vàng Sông Mây: ", 35 + i, ",1 - ", 35 + i, ",9"),
           absl::StrCat("Vàng nhẫn: ", 34 + i, ",2 - ", 34 + i, ",8"),
           absl::StrCat("Vàng trang sức: ", 30 + i, ",2 - ", 32 + i, ",8"),
           absl::StrCat("Trên sàn quốc tế, mỗi ounce vàng đổi được ", 1300 + 3 * i, " đô la, giảm ",
                        i + 1, " đô la so với cuối tuần.")}};
}

Installment Lottery(int i) {
  return {absl::StrCat("Kết quả xổ số Bến Sậy ngày ", Date(i)),
          {absl::StrCat("Hội đồng xổ số Bến Sậy công bố kết quả mở thưởng kỳ thứ ", 400 + i,
                        " vào chiều ", Date(i), "."),
           absl::StrCat("Giải đặc biệt: ", 10000 + 37 * i), absl::StrCat("Giải nhất: ", 20000 + i),
           absl::StrCat("Giải nhì: ", 30000 + 11 * i),
           absl::StrCat("Giải ba: ", 41000 + i, " - ", i), absl::StrCat("Giải tư: ", 1000 + i)}};
}

Installment Weather(int i) {
  return {absl::StrCat("Dự báo thời tiết đêm ", Date(i)),
          {absl::StrCat("Đêm ", Date(i), " vùng Rạch Tràm có mưa rào, nhiệt độ thấp nhất ",
                        20 + i % 5, " độ."),
           absl::StrCat("Phía Tây: ít mưa, nhiệt độ từ ", 20 + i % 5, " đến ", 30 + i % 4, " độ."),
           absl::StrCat("Phía Đông: mưa vài nơi, nhiệt độ từ ", 21 + i % 5, " đến ", 29 + i % 4,
                        " độ."),
           absl::StrCat("Ngoài khơi gió đông bắc cấp ", 3 + i % 4, ", sóng cao ", 1 + i % 3,
                        " mét, thuyền nhỏ nên neo ở bến chờ gió lặng rồi mới ra cửa sông.")}};
}

Installment Novel(int i) {
  return {absl::StrCat("Truyện dài kỳ: Con nước lớn (Phần ", i + 1, ")"),
          {absl::StrCat("Con nước lớn tràn bờ lần thứ ", i + 1,
                        ", nhà ông Bảy lại kê ghế lên bàn và kể truyện dài cho lũ nhỏ nghe."),
           Paragraph(3 * i, 1), Paragraph(3 * i + 1, 2), Paragraph(3 * i + 2, 3)}};
}

Installment Stocks(int i) {
  return {absl::StrCat("Nhận định chứng khoán ngày ", Date(i), ": Chờ mốc ", 900 + i),
          {absl::StrCat("Chỉ số chung đóng cửa ở mức ", 900 + i, " điểm, tăng ", i, " điểm."),
           "Diễn biến phiên giao dịch",
           absl::StrCat("Toàn phiên giao dịch có ", 100 + i, " mã tăng và ", 90 + i,
                        " mã giảm, giá trị khớp lệnh đạt ", 3000 + 7 * i, " tỷ đồng."),
           "Nhận định của chuyên gia",
           absl::StrCat("Theo nhận định của nhiều chuyên gia, nhà đầu tư nên chờ mốc ", 900 + i,
                        " điểm trước khi mua thêm, và giữ tiền mặt ở mức ", 20 + i % 30,
                        " phần trăm danh mục.")}};
}

Installment Horoscope(int i) {
  Installment article = {
      absl::StrCat("Tử vi thứ hai ngày ", Date(i), " của mười hai con giáp"),
      {absl::StrCat("Tử vi ngày ", Date(i), " khuyên các con giáp nên đi chợ sớm.")}};
  for (const char* sign : {"Tuổi Tý", "Tuổi Sửu", "Tuổi Dần", "Tuổi Mão"}) {
    article.lines.emplace_back(sign);
    article.lines.push_back(absl::StrCat(
        "Hôm nay người ", sign, " gặp ", kPaths[(i + article.lines.size()) % 4],
        " nên giữ lời nói nhẹ nhàng, việc làm ăn có bạn cũ giúp đỡ vào lúc ít ngờ nhất."));
  }
  return article;
}

Installment Fixtures(int i) {
  return {
      absl::StrCat("Lịch thi đấu và kết quả giải xóm vòng ", 1 + i),
      {absl::StrCat("Vòng ", 1 + i, " giải xóm diễn ra trong ngày ", Date(i), " trên sân đình."),
       absl::StrCat("15h: Gò Mối - Cồn Dừa ", i % 4, "-", i % 3),
       absl::StrCat("16h: Bến Sậy - Hòn Tre ", i % 3, "-", i % 5),
       absl::StrCat("17h: Vàm Cá - Xóm Đáy ", i % 2, "-", i % 3),
       absl::StrCat("18h: Suối Đá - Đèo Gió ", i % 5, "-", i % 2), "Bảng xếp hạng",
       absl::StrCat("1. Gò Mối: ", 3 * i, " điểm"), absl::StrCat("2. Bến Sậy: ", 2 * i, " điểm"),
       absl::StrCat("3. Vàm Cá: ", i, " điểm")}};
}

Installment Bulletin(int i) {
  return {absl::StrCat("Bản tin dịch cúm ngày ", Date(i), ": thêm ", 10 + i, " ca mắc"),
          {absl::StrCat("Có thêm ", 10 + i, " ca mắc cúm."),
           absl::StrCat("Số ca nặng đang nằm viện: ", i, " ca."),
           absl::StrCat("Số người khỏi bệnh trong ngày là ", 5 + i, " người."),
           absl::StrCat("Tính đến chiều ", Date(i), ", trạm y tế Rạch Tràm đã tiêm ", 1000 + 13 * i,
                        " liều vắc xin cho bà con trong vùng, nhiều nhất là ở ấp ", 1 + i % 9, "."),
           "Khuyến cáo của ngành y tế",
           "Ngành y tế khuyến cáo bà con rửa tay thường xuyên và mở cửa sổ cho thoáng nhà."}};
}

constexpr Series kSeries[] = {
    {"gold", Gold},     {"lottery", Lottery},     {"weather", Weather},   {"novel", Novel},
    {"stocks", Stocks}, {"horoscope", Horoscope}, {"fixtures", Fixtures}, {"bulletin", Bulletin}};

class LearnedSeriesTest : public MadeUpSiteTest {
 protected:
  void ExpectWhole(const Installment& article, const Extraction& found) const {
    EXPECT_EQ(found.article.title, article.title);
    const std::string text = Whole(found);
    for (const std::string& line : article.lines) EXPECT_THAT(text, HasSubstr(line));
  }

  // What the learned article has of the site's chrome.
  static void ExpectClean(const Extraction& found) {
    const std::string text = Whole(found);
    EXPECT_THAT(text, Not(HasSubstr(kMenu[0])));
    EXPECT_THAT(text, Not(HasSubstr(kShare)));
    EXPECT_THAT(text, Not(HasSubstr("người đang ngồi nghe")));
    EXPECT_THAT(text, Not(HasSubstr(kFoot)));
  }

  // Every `every`-th article of the source is of the series.
  void Run(const Series& series, int every, int days) {
    SCOPED_TRACE(absl::StrCat(series.name, " 1:", every));
    for (int i = 0; i < every * days; ++i) {
      if (i % every != 0) {
        ExtractAndLearn(Page(i, Body(i)));
        continue;
      }
      SCOPED_TRACE(absl::StrCat("day ", i / every));
      const Installment article = series.make(i / every);
      const Extraction found = ExtractAndLearn(Page(i, article.title, article.lines));
      ExpectWhole(article, found);
      if (i >= 12 && i >= 2 * every) ExpectClean(found);
    }
  }
};

TEST_F(LearnedSeriesTest, ASeriesAloneInItsSourceIsKeptWhole) {
  for (const Series& series : kSeries) {
    profile_ = {};
    Run(series, 1, 40);
  }
}

TEST_F(LearnedSeriesTest, ASeriesAmongOtherArticlesIsKeptWhole) {
  for (const Series& series : kSeries) {
    for (const int every : {3, 10, 30}) {
      profile_ = {};
      Run(series, every, 16);
    }
  }
}

TEST_F(LearnedSeriesTest, TablesUnderTitlesWithoutNumbersAreKept) {
  for (const int every : {1, 3, 10}) {
    profile_ = {};
    for (int i = 0; i < 40 * every; ++i) {
      const Installment gold = Gold(i / every);
      if (i % every == 0) {
        const Extraction found = ExtractAndLearn(Page(i, Title(i), gold.lines));
        for (const std::string& line : gold.lines) EXPECT_THAT(Whole(found), HasSubstr(line));
      } else {
        ExtractAndLearn(Page(i, Body(i)));
      }
    }
  }
}

TEST_F(LearnedSeriesTest, SeveralSeriesInOneSourceAreKeptWhole) {
  for (int i = 0; i < 60; ++i) {
    const Installment article = kSeries[i % std::size(kSeries)].make(i / 8);
    SCOPED_TRACE(article.title);
    const Extraction found = ExtractAndLearn(Page(i, article.title, article.lines));
    ExpectWhole(article, found);
    if (i >= 20) ExpectClean(found);
  }
}

}  // namespace
}  // namespace khotin::extract
