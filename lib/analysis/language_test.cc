#include "analysis/language.h"

#include "gtest/gtest.h"

namespace khotin::analysis {
namespace {

extract::Article Article(const std::string& text) {
  extract::Article article;
  extract::Block block;
  block.text = text;
  article.body.push_back(block);
  return article;
}

TEST(Language, TakesVietnameseWithNamesAndFigures) {
  EXPECT_TRUE(MayBeVietnamese(
      Article("Sáng 6/2/2023, đội cứu hộ rời Hà Nội trên chuyến bay VN123 của Vietnam Airlines để "
              "đến vùng động đất, mang theo 15 tấn thiết bị của Liên Hợp Quốc cho người dân.")));
}

TEST(Language, TakesVietnameseWithoutMarks) {
  EXPECT_TRUE(MayBeVietnamese(
      Article("Sang nay doi cuu ho roi Ha Noi de den vung dong dat, mang theo thiet bi va thuoc "
              "men cho nguoi dan vung nui, cac em nho va nguoi gia.")));
}

TEST(Language, RefusesOthers) {
  EXPECT_FALSE(MayBeVietnamese(
      Article("The rescue team of Tô Lâm left Hanoi this morning for the area of the earthquake, "
              "taking along fifteen tons of equipment and medicine for the people there.")));
  EXPECT_FALSE(MayBeVietnamese(
      Article("L'équipe de secours a quitté la capitale très tôt ce matin pour se rendre dans la "
              "région touchée par le séisme, où près de mille personnes attendent de l'aide.")));
}

TEST(Language, AFewWordsTellNothing) {
  EXPECT_TRUE(MayBeVietnamese(Article("Breaking news from the stadium")));
}

}  // namespace
}  // namespace khotin::analysis
