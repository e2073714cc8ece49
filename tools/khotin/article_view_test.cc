#include "tools/khotin/article_view.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

const Style kPlain(/*colours=*/false);

v1::Article SomeArticle() {
  v1::Article article;
  article.set_name("articles/k3x9");
  article.set_title("Chợ hoa đêm");
  article.set_source("tinthudo.example");
  article.mutable_publish_time()->set_value("2024-01-20T05:45:00+07:00");
  article.set_lead("Chợ họp từ nửa đêm.");
  v1::Block* caption = article.add_body();
  caption->set_kind(v1::BLOCK_KIND_CAPTION);
  caption->set_text("Một góc chợ");
  caption->set_credit("Tin Thủ Đô");
  v1::Mention* mention = article.add_mentions();
  mention->set_type(v1::ENTITY_TYPE_LOCATION);
  mention->set_text("Hà Nội");
  mention->set_entity("entities/location/ha-noi");
  mention->mutable_span()->set_field(v1::TEXT_FIELD_BODY);
  v1::RemovedSpan* removed = article.add_removed();
  removed->set_kind("ad");
  removed->set_text("Tải ứng dụng");
  return article;
}

TEST(ArticleViewTest, SaysThatThereAreOtherVersions) {
  v1::Article article = SomeArticle();
  article.set_cluster("clusters/c7");
  ArticleParts parts;
  parts.cluster_articles = 1;
  EXPECT_THAT(FullArticle(article, parts, kPlain), HasSubstr("cluster: clusters/c7\n"));
  parts.cluster_articles = 3;
  EXPECT_THAT(FullArticle(article, parts, kPlain),
              HasSubstr("cluster: clusters/c7 (3 articles in this cluster)\n"));
}

TEST(ArticleViewTest, ShowsTheParts) {
  const std::string text = FullArticle(SomeArticle(), {}, kPlain);
  EXPECT_THAT(text,
              HasSubstr("Chợ hoa đêm\nsource: tinthudo.example\npublished: 2024-01-20 05:45"));
  EXPECT_THAT(text, HasSubstr("\nChợ họp từ nửa đêm.\n"));
  EXPECT_THAT(text, HasSubstr("[Một góc chợ (Tin Thủ Đô)]"));
  EXPECT_THAT(text, Not(HasSubstr("Hà Nội")));
  EXPECT_THAT(text, Not(HasSubstr("Tải ứng dụng")));
}

TEST(ArticleViewTest, ShowsMentionsAndRemovedWhenAskedTo) {
  const std::string text = FullArticle(SomeArticle(), {.mentions = true, .removed = true}, kPlain);
  EXPECT_THAT(text, HasSubstr("Hà Nội  location  body[0] 0-0  entities/location/ha-noi"));
  EXPECT_THAT(text, HasSubstr("ad: "));
  EXPECT_THAT(text, HasSubstr("Tải ứng dụng"));
}

TEST(ArticleViewTest, AnUntitledArticleSaysSo) {
  v1::Article article;
  article.set_name("articles/k3x9");
  EXPECT_EQ(ArticleLines(article, kPlain), "(no title)\n  articles/k3x9\n");
}

TEST(ArticleViewTest, ASnippetFromTheMiddleBeginsWithDots) {
  v1::SearchResult result;
  *result.mutable_article() = SomeArticle();
  result.mutable_snippet()->set_text("họp từ nửa");
  result.mutable_snippet()->mutable_span()->set_begin(5);
  EXPECT_THAT(ResultLines(result, kPlain), HasSubstr("\n  … họp từ nửa …\n"));
}

TEST(ArticleViewTest, AResultSaysHowManyDuplicatesItStandsFor) {
  v1::SearchResult result;
  result.mutable_article()->set_name("articles/k3x9");
  EXPECT_EQ(ResultLines(result, kPlain), "(no title)\n  articles/k3x9\n");
  result.set_collapsed_count(1);
  EXPECT_EQ(ResultLines(result, kPlain), "(no title)\n  articles/k3x9 · +1 duplicate\n");
  result.set_collapsed_count(12);
  EXPECT_EQ(ResultLines(result, kPlain), "(no title)\n  articles/k3x9 · +12 duplicates\n");
}

TEST(ShortDateTest, DropsSecondsAndTheZoneOfVietNam) {
  EXPECT_EQ(ShortDate("2023-08-19T09:40:00+07:00"), "2023-08-19 09:40");
  EXPECT_EQ(ShortDate("2023-08-19T09:40:00+09:00"), "2023-08-19 09:40 +09:00");
  EXPECT_EQ(ShortDate("2023-08-19T02:40:00Z"), "2023-08-19 02:40 Z");
  EXPECT_EQ(ShortDate("2022-04"), "2022-04");
  EXPECT_EQ(ShortDate("--02-26"), "--02-26");
}

}  // namespace
}  // namespace khotin::cli
