#include "extract/caption.h"

#include <gtest/gtest.h>

#include <string>

namespace khotin::extract {
namespace {

// The credit, "-" for a mark without one, "" for no caption.
std::string CreditOf(absl::string_view text) {
  const LineTable table = LineTable::Split(text);
  const auto mark = FindCaptionMark(table[0]);
  if (!mark.has_value()) return "";
  return mark->credit.empty() ? "-" : mark->credit;
}

bool Describes(absl::string_view text) { return DescribesPicture(LineTable::Split(text)[0]); }

TEST(CaptionMarkTest, ReadsCreditsInBrackets) {
  EXPECT_EQ(CreditOf("Bà con gặt lúa. (Ảnh: Lê Ổi/TTLN)"), "Lê Ổi/TTLN");
  EXPECT_EQ(CreditOf("Bà con gặt lúa (Ảnh: Lê Ổi)."), "Lê Ổi");
  EXPECT_EQ(CreditOf("Bà con gặt lúa (Ảnh Lê Ổi)"), "Lê Ổi");
  EXPECT_EQ(CreditOf("Bà con gặt lúa. (Ảnh minh họa)"), "-");
  EXPECT_EQ(CreditOf("Bà con gặt lúa. (Ảnh minh hoạ: Lê Ổi)"), "Lê Ổi");
  EXPECT_EQ(CreditOf("Bà con gặt lúa. (Nguồn: Tin Làng)"), "Tin Làng");
}

TEST(CaptionMarkTest, ReadsCreditsAtTheEnd) {
  EXPECT_EQ(CreditOf("Bà con gặt lúa. Ảnh: Lê Ổi"), "Lê Ổi");
  EXPECT_EQ(CreditOf("Bà con gặt lúa - Ảnh: Lê Ổi."), "Lê Ổi");
  EXPECT_EQ(CreditOf("Bà con gặt lúa. Ảnh minh họa"), "-");
  EXPECT_EQ(CreditOf("Ảnh minh họa: lúa chín"), "lúa chín");
  const LineTable alone = LineTable::Split("Ảnh: Lê Ổi");
  EXPECT_TRUE(FindCaptionMark(alone[0])->credit_only);
}

TEST(CaptionMarkTest, LeavesOtherLinesAlone) {
  EXPECT_EQ(CreditOf("Bài, ảnh: Lê Ổi"), "");
  EXPECT_EQ(CreditOf("Lúa chín vàng đồng (video)"), "");
  EXPECT_EQ(CreditOf("Ông cho xem mấy tấm ảnh chụp mùa lũ năm ngoái."), "");
  EXPECT_EQ(CreditOf("Hội Làng (HL) đã họp."), "");
}

TEST(UnmarkedCaptionTest, ShowsSomebodyInAnAct) {
  EXPECT_TRUE(Describes("Thứ trưởng Lê Văn Ổi trao quà cho bà con tại buổi lễ."));
  EXPECT_TRUE(Describes("Chủ tịch xã Lê Văn Ổi và các đại biểu"));
  EXPECT_TRUE(Describes("Các đại biểu tại hội nghị."));
  EXPECT_TRUE(Describes("Quang cảnh phiên chợ"));
  EXPECT_TRUE(Describes("Học sinh trồng cây tại sân trường"));
}

TEST(UnmarkedCaptionTest, IsNoNarrative) {
  EXPECT_FALSE(Describes("Thứ trưởng Lê Văn Ổi yêu cầu các xã khẩn trương dọn kênh."));
  EXPECT_FALSE(Describes("Ông Ổi nói: \"Vụ này được giá\"."));
  EXPECT_FALSE(Describes("Kết thúc buổi lễ, xã trao quà cho bà con."));
  EXPECT_FALSE(Describes("Nâng cao chất lượng lúa giống"));
  EXPECT_FALSE(Describes("Vì sao lúa rớt giá?"));
  EXPECT_FALSE(Describes("Bà con đã thăm đồng."));
}

}  // namespace
}  // namespace khotin::extract
