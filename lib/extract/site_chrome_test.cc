#include "extract/site_chrome.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"

namespace khotin::extract {
namespace {

TEST(FingerprintTest, TellsTheSameWordsHoweverTheyAreWritten) {
  const auto line = FingerprintLine("Đọc thêm về Làng Lau");
  ASSERT_TRUE(line.has_value());
  for (const char* same : {"ĐỌC THÊM VỀ LÀNG LAU", " » Đọc thêm về làng Lau…",
                           "Doc them ve lang lau", "Đọc thêm: về \"Làng Lau\""}) {
    EXPECT_EQ(FingerprintLine(same), line) << same;
  }
  EXPECT_NE(FingerprintLine("Đọc thêm về Làng Lau hôm nay"), line);
}

TEST(FingerprintTest, TakesNumbersAsEqual) {
  EXPECT_EQ(FingerprintLine("12 bình luận"), FingerprintLine("3 bình luận"));
  EXPECT_EQ(FingerprintLine("1.234 lượt xem"), FingerprintLine("87 lượt xem"));
  EXPECT_EQ(FingerprintLine("Đăng lúc 10:20 12/03/2023"),
            FingerprintLine("Đăng lúc 8:00 1/4/2024"));
  EXPECT_NE(FingerprintLine("12 bình luận"), FingerprintLine("bình luận"));
}

TEST(FingerprintTest, NumbersCountWhereTheyTellThings) {
  EXPECT_NE(FingerprintLine("Mở cửa, tiệm vàng Ba Lúa mua vào 36,5 triệu đồng một lượng"),
            FingerprintLine("Mở cửa, tiệm vàng Ba Lúa mua vào 36,9 triệu đồng một lượng"));
  EXPECT_NE(FingerprintLine("Đêm 3/2 có mưa."), FingerprintLine("Đêm 4/2 có mưa."));
  EXPECT_NE(FingerprintTitle("Bản tin 5/7"), FingerprintTitle("Bản tin 6/7"));
  EXPECT_EQ(FingerprintTitle("Đọc thêm về Làng Lau"), FingerprintLine("Đọc thêm về Làng Lau"));
}

TEST(FingerprintTest, ASeriesIsKnownByHowItsTitlesBegin) {
  const uint32_t gold = SeriesOf("Giá vàng hôm nay 5/7: Tăng nhẹ");
  EXPECT_NE(gold, 0U);
  EXPECT_EQ(SeriesOf("Giá vàng hôm nay 12/10: Giảm sâu, còn 36 triệu"), gold);
  EXPECT_NE(SeriesOf("Giá heo hôm nay 5/7"), gold);
  EXPECT_EQ(SeriesOf("Ngày 5/7, giá vàng tăng"), SeriesOf("Ngày 6/7, giá vàng giảm"));
  EXPECT_EQ(SeriesOf("Tiếng Nói Bờ Đê"), 0U);
  EXPECT_EQ(SeriesOf("5/7"), 0U);
  EXPECT_EQ(SeriesOf(""), 0U);
}

TEST(FingerprintTest, LeavesOutWhatMayNotBeLearned) {
  EXPECT_FALSE(FingerprintLine("").has_value());
  EXPECT_FALSE(FingerprintLine("* * *").has_value());
  EXPECT_FALSE(FingerprintLine("12/03/2023").has_value());
  std::string words = "một";
  for (int i = 1; i < kMaxLearnedWords; ++i) absl::StrAppend(&words, " chữ");
  EXPECT_TRUE(FingerprintLine(words).has_value());
  EXPECT_FALSE(FingerprintLine(words + " nữa").has_value());
}

// They are stored: another value would make all that was learned void.
TEST(FingerprintTest, NeverChanges) {
  EXPECT_EQ(FingerprintLine("Tin liên quan"), FingerprintKey("tin lien quan", false));
  EXPECT_EQ(*FingerprintKey("tin lien quan", false), 6665877367901030149u);
}

TEST(FingerprintTest, KnowsLabels) {
  EXPECT_EQ(FingerprintLabel("Chuyện khác: Chợ mở phiên đêm"),
            FingerprintLabel("CHUYỆN KHÁC: Lớp bơi mở thêm ca"));
  EXPECT_TRUE(FingerprintLabel("Chuyện khác: Chợ mở phiên đêm").has_value());
  for (const char* none : {"Chợ mở phiên đêm", "Lúc 10:20 chợ mở", "Danh sách gồm:", ": chợ"}) {
    EXPECT_FALSE(FingerprintLabel(none).has_value()) << none;
  }
  EXPECT_NE(FingerprintLabel("Chuyện khác: Chợ"), FingerprintLine("Chuyện khác"));
}

TEST(SourceKeyTest, NamesTheHostElseTheSource) {
  EXPECT_EQ(SourceKey("https://www.baolang.example/a.html", "Báo Làng"), "baolang.example");
  EXPECT_EQ(SourceKey("https://m.baolang.example/a.html", ""), "baolang.example");
  EXPECT_EQ(SourceKey("https://amp.baolang.example/a.html", ""), "baolang.example");
  EXPECT_EQ(SourceKey("", " BaoLang "), "baolang");
  EXPECT_EQ(SourceKey("", ""), "");
}

TEST(ChromeSnapshotTest, FindsTheLinesOfASource) {
  EXPECT_EQ(ChromeSnapshot().Find("baolang.example"), nullptr);
  ChromeSnapshot::Sources sources;
  sources["baolang.example"] = std::make_shared<const SiteChrome>(
      std::vector<ChromeLine>{{9, ChromeUse::kFoot}, {3, ChromeUse::kTitle}});
  const ChromeSnapshot snapshot(7, sources);
  const SiteChrome* const chrome = snapshot.Find("baolang.example");
  ASSERT_NE(chrome, nullptr);
  EXPECT_EQ(chrome->Find(3), ChromeUse::kTitle);
  EXPECT_EQ(chrome->Find(9), ChromeUse::kFoot);
  EXPECT_EQ(chrome->Find(4), ChromeUse::kNone);
  EXPECT_EQ(snapshot.Find("khac.example"), nullptr);
}

}  // namespace
}  // namespace khotin::extract
