#include "query/similar.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<text::Passage> PassagesOf(const TestArticle& article) {
  return {{text::Field::kTitle, 0, article.title}, {text::Field::kBody, 0, article.body}};
}

class SimilarTest : public ::testing::Test {
 protected:
  SimilarQuery Make(absl::Span<const text::Passage> passages, const SimilarOptions& options = {}) {
    auto similar = MakeSimilarQuery(snapshot_, passages, options);
    EXPECT_TRUE(similar.ok()) << similar.status();
    return similar.ok() ? *std::move(similar) : SimilarQuery();
  }
  SearchResult Find(const SimilarQuery& similar) {
    auto result = Search(snapshot_, similar.query, {});
    EXPECT_TRUE(result.ok()) << result.status();
    return result.ok() ? *std::move(result) : SearchResult();
  }

  const std::vector<TestArticle> articles_ = {
      {"cau-1", "Thông xe cầu Bến Quế", "Cầu Bến Quế qua sông Lam Giang hôm nay thông xe."},
      {"cau-2", "Ngày đầu đi bộ qua cầu", "Người dân Bến Quế đi bộ qua sông Lam Giang hôm nay."},
      {"vai", "Vụ vải sớm được giá", "Nông dân đồi Thanh Sơn hôm nay hái vải đầu mùa."},
      {"bong", "Trường làng vào chung kết", "Đội bóng Phú Lộc hôm nay thắng đội chủ nhà."},
      {"ben", "Bến xe mới", "Hôm nay bến xe đón khách, người dân đi bộ tới."},
  };
  const index::IndexSnapshot snapshot_ = MakeSnapshot(articles_, {2, 3});
};

TEST_F(SimilarTest, FindsTheOtherArticleOnOneEventFirst) {
  const SimilarQuery similar = Make(PassagesOf(articles_[0]), {.least_articles = 2});
  const std::vector<std::string> ids = Ids(Find(similar));
  ASSERT_GE(ids.size(), 2U);
  EXPECT_EQ(ids[0], "cau-1");
  EXPECT_EQ(ids[1], "cau-2");
}

TEST_F(SimilarTest, AnArticleScoresAsItsOwnMeasure) {
  for (const TestArticle& article : articles_) {
    const SimilarQuery similar = Make(PassagesOf(article));
    const SearchResult found = Find(similar);
    for (const Hit& hit : found.hits) {
      if (hit.values.article_id == article.id) {
        EXPECT_NEAR(hit.score, similar.own_score, 1e-3 * similar.own_score) << article.id;
      } else {
        EXPECT_LT(hit.score, similar.own_score) << article.id;
      }
    }
  }
}

TEST_F(SimilarTest, ATextNeedsNoDiacritics) {
  const text::Passage passages[] = {{text::Field::kBody, 0, "cau BEN QUE qua song lam giang"}};
  EXPECT_EQ(Ids(Find(Make(passages))).front(), "cau-1");
}

TEST_F(SimilarTest, SharedTermsAreThoseOfTheGivenText) {
  const text::Passage given[] = {{text::Field::kBody, 0, "Sông Lam Giang, mùa nước nổi"}};
  const SimilarQuery similar = Make(given);
  const std::vector<text::Passage> other = PassagesOf(articles_[1]);
  EXPECT_THAT(SharedTerms(similar, other, 8),
              UnorderedElementsAre("Sông", "Lam", "Giang", "Sông Lam", "Lam Giang"));
  EXPECT_EQ(SharedTerms(similar, other, 2).size(), 2U);
}

TEST_F(SimilarTest, AsksForTheMostTellingTermsOnly) {
  const SimilarQuery similar = Make(PassagesOf(articles_[0]), {.terms = 3, .least_articles = 2});
  ASSERT_EQ(similar.terms.size(), 3U);
  for (const TellingTerm& term : similar.terms) {
    EXPECT_NE(term.shown, "hôm nay") << "stands in every article";
  }
}

TEST_F(SimilarTest, NothingIsLikeATextWithoutKnownWords) {
  for (const char* text : {"", " …, !", "zzyzx qwrt"}) {
    const text::Passage passages[] = {{text::Field::kBody, 0, text}};
    const SimilarQuery similar = Make(passages);
    EXPECT_TRUE(similar.query.empty()) << text;
    EXPECT_THAT(similar.terms, IsEmpty()) << text;
  }
}

TEST_F(SimilarTest, APairBeyondAPassageIsNone) {
  const text::Passage passages[] = {{text::Field::kTitle, 0, "Lam"},
                                    {text::Field::kBody, 0, "Giang"}};
  const SimilarQuery similar = Make(passages);
  EXPECT_THAT(SharedTerms(similar, PassagesOf(articles_[0]), 8), ElementsAre("Lam", "Giang"));
}

}  // namespace
}  // namespace khotin::query
