#include "extract/text_pairs.h"

#include <gtest/gtest.h>

namespace khotin::extract {
namespace {

constexpr char kText[] =
    "Khánh thành cầu dân sinh ở huyện Đồng Lau\n"
    "Sáng 12/3, huyện Đồng Lau khánh thành cây cầu dân sinh bắc qua sông Lau, nối hai xã vốn phải "
    "đi "
    "đò từ nhiều đời nay để sang chợ huyện.\n"
    "Chợ phiên Gò Mối mở thêm hàng quà\n"
    "Chợ phiên Gò Mối mở thêm hàng quà từ tháng tới, bà con mang bánh lá và mật mía ra bán mỗi "
    "sáng "
    "chủ nhật cho khách.\n";

double ShareOf(size_t line, bool below) {
  const LineTable table = LineTable::Split(kText);
  return LazyTextPairs(table).Share(line, below);
}

TEST(TextPairsTest, ATitleSharesItsPairsWithItsOwnText) { EXPECT_GT(ShareOf(0, false), 0.5); }

TEST(TextPairsTest, AForeignTitleSharesThemWithItsExcerptAlone) {
  EXPECT_GT(ShareOf(2, false), 0.9);
  EXPECT_LT(ShareOf(2, true), 0.1);
}

TEST(TextPairsTest, ALineOfTheTextDoesNotCountForItself) { EXPECT_LT(ShareOf(3, false), 0.1); }

TEST(TextPairsTest, AKeyWithoutPairsSaysNothing) {
  EXPECT_EQ(TextPairs().Share("mot"), 1);
  EXPECT_EQ(TextPairs().Share(""), 1);
  EXPECT_EQ(TextPairs().Share("mot hai"), 0);
}

}  // namespace
}  // namespace khotin::extract
