#include "extract/article.h"

#include <gtest/gtest.h>

namespace khotin::extract {
namespace {

Article Sample() {
  Article article;
  article.title = "Lúa chín";
  Block empty;
  Block second;
  second.text = "Đồng vàng.";
  article.body = {empty, second};
  return article;
}

TEST(ArticleTest, PassagesLeaveEmptyFieldsOut) {
  const Article article = Sample();
  const std::vector<text::Passage> passages = Passages(article);
  ASSERT_EQ(passages.size(), 2u);
  EXPECT_EQ(passages[0].field, text::Field::kTitle);
  EXPECT_EQ(passages[1].field, text::Field::kBody);
  EXPECT_EQ(passages[1].block, 1);
  EXPECT_EQ(passages[1].text.data(), article.body[1].text.data());
}

TEST(ArticleTest, PassageTextFindsFieldsAndBlocks) {
  const Article article = Sample();
  EXPECT_EQ(PassageText(article, text::Field::kTitle, 0), "Lúa chín");
  EXPECT_EQ(PassageText(article, text::Field::kLead, 0), "");
  EXPECT_EQ(PassageText(article, text::Field::kBody, 1), "Đồng vàng.");
  EXPECT_EQ(PassageText(article, text::Field::kBody, 2), "");
  EXPECT_EQ(PassageText(article, text::Field::kBody, -1), "");
}

}  // namespace
}  // namespace khotin::extract
