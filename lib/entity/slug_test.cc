#include <string>

#include "entity/linker.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

TEST(SlugTest, FoldedWordsJoinedByHyphens) {
  EXPECT_EQ(Slug("Tô Lâm"), "to-lam");
  EXPECT_EQ(Slug("Đảng ủy Công an Trung ương"), "dang-uy-cong-an-trung-uong");
  EXPECT_EQ(Slug("  Bà Rịa - Vũng Tàu "), "ba-ria-vung-tau");
  EXPECT_EQ(Slug("U23 Việt Nam"), "u23-viet-nam");
}

TEST(SlugTest, NeverEmptyNeverLong) {
  EXPECT_EQ(Slug(""), "x");
  EXPECT_EQ(Slug("…"), "x");
  EXPECT_EQ(Slug("安倍"), "x");
  const std::string slug = Slug(std::string(50, 'a') + " " + std::string(29, 'b') + " c");
  EXPECT_EQ(slug, std::string(50, 'a') + "-" + std::string(29, 'b'));
}

}  // namespace
}  // namespace khotin::entity
