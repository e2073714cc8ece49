// Articles that come in series differ by little more than numbers, as counters do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

constexpr Series kSeries[] = {{"gold", Gold},
                              {"lottery", Lottery},
                              {"weather", Weather},
                              {"novel", Novel},
                              {"stocks", Stocks}};

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
    const Installment article = kSeries[i % 5].make(i / 5);
    SCOPED_TRACE(article.title);
    const Extraction found = ExtractAndLearn(Page(i, article.title, article.lines));
    ExpectWhole(article, found);
    if (i >= 20) ExpectClean(found);
  }
}

}  // namespace
}  // namespace khotin::extract
