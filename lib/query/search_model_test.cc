// Search over random articles against a search that looks at every one of them without an index.
#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "query/exhaustive_search.h"
#include "query/random_news.h"

namespace khotin::query {
namespace {

using SearchModelTest = RandomNewsTest;

TEST_F(SearchModelTest, FindsAndScoresWhatLookingAtEveryArticleDoes) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const std::vector<TestArticle> articles = RandomArticles(300);
  const ExhaustiveSearch model(ToTerms(articles));
  const index::IndexSnapshot one = MakeSnapshot(articles);
  const index::IndexSnapshot many = MakeSnapshot(articles, {1, 1, 40, 170});
  for (int round = 0; round < 600; ++round) {
    const std::string typed = RandomQuery();
    const auto expected = model.Run(*ParseQueryTree(typed), Ranking());
    SearchOptions options;
    options.limit = 1000;
    options.total = TotalMode::kExact;
    const SearchResult result = MustSearch(one, typed, options);
    const SearchResult spread = MustSearch(many, typed, options);
    ASSERT_EQ(result.total, expected.size()) << typed;
    ASSERT_EQ(Ids(result), Ids(spread)) << typed;
    for (size_t i = 0; i < result.hits.size(); ++i) {
      const Hit& hit = result.hits[i];
      const auto found = expected.find(hit.values.article_id);
      ASSERT_NE(found, expected.end()) << typed;
      ASSERT_EQ(hit.sort_key, found->second) << typed << " in " << hit.values.article_id;
      ASSERT_EQ(hit.sort_key, spread.hits[i].sort_key) << "bit for bit: " << typed;
      if (i == 0) continue;
      ASSERT_TRUE(RanksBefore(result.hits[i - 1], hit)) << typed;
    }
  }
}

TEST_F(SearchModelTest, APhraseCountsWhereTheRestOfItsGroupIsNot) {
  const std::vector<TestArticle> articles = {{"1", "", "sông và chợ sóng"},
                                             {"2", "", "bến chợ sóng"},
                                             {"3", "", "sông"},
                                             {"4", "", "bến"}};
  const std::string typed = "sông OR (bến \"chợ sóng\")";
  const auto expected = ExhaustiveSearch(ToTerms(articles)).Run(*ParseQueryTree(typed), Ranking());
  const SearchResult result = MustSearch(MakeSnapshot(articles), typed);
  ASSERT_EQ(result.hits.size(), 3U);
  for (const Hit& hit : result.hits) {
    EXPECT_EQ(hit.sort_key, expected.at(hit.values.article_id)) << hit.values.article_id;
  }
}

// Enough articles for many windows and groups of postings, most of which are left out.
TEST_F(SearchModelTest, FirstPagesAreThoseOfALookAtAll) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const std::vector<TestArticle> articles = RandomArticles(9000);
  const index::IndexSnapshot snapshot = MakeSnapshot(articles, {3000, 3100});
  ExhaustiveSearch model(ToTerms(articles));
  for (int round = 0; round < 300; ++round) {
    const std::string typed = Below(4) == 0 ? RandomPhrases() : RandomQuery();
    SearchOptions options;
    options.limit = 1 + static_cast<int>(Below(20));
    options.collapse = Below(2) == 0;
    options.sort = Below(4) == 0 ? SortOrder::kBlend : SortOrder::kRelevance;
    options.now_seconds = 1500000002;
    const SearchResult fast = MustSearch(snapshot, typed, options);
    options.total = TotalMode::kExact;
    const SearchResult all = MustSearch(snapshot, typed, options);
    if (round % 10 == 0) {
      ASSERT_EQ(all.total + all.collapsed, model.Run(*ParseQueryTree(typed), Ranking()).size())
          << typed;
    }
    ASSERT_EQ(Ids(fast), Ids(all)) << typed;
    ASSERT_EQ(fast.more, all.more) << typed;
    for (size_t i = 0; i < all.hits.size(); ++i) {
      ASSERT_EQ(fast.hits[i].sort_key, all.hits[i].sort_key) << typed;
    }
    ASSERT_TRUE(!fast.is_exact || fast.total == all.total) << typed;
  }
}

TEST_F(SearchModelTest, PagesCoverEveryHitOnce) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const index::IndexSnapshot snapshot = MakeSnapshot(RandomArticles(200), {60, 130});
  for (const char* typed : {"do", "đò", "do ben", "mưa sông", "do ben song mua gio cho"}) {
    for (const SortOrder sort : {SortOrder::kRelevance, SortOrder::kNewest, SortOrder::kOldest}) {
      SearchOptions options;
      options.limit = 1000;
      options.sort = sort;
      const std::vector<std::string> all = Ids(MustSearch(snapshot, typed, options));
      for (const int limit : {1, 3, 7, 50}) {
        options.limit = limit;
        options.after.reset();
        std::vector<std::string> paged;
        for (bool more = true; more;) {
          const SearchResult page = MustSearch(snapshot, typed, options);
          for (const std::string& id : Ids(page)) paged.push_back(id);
          more = page.more;
          ASSERT_EQ(more, paged.size() < all.size()) << typed << " by " << limit;
          if (more) options.after = page.next;
        }
        ASSERT_EQ(paged, all) << typed << " by " << limit;
      }
    }
  }
}

TEST_F(SearchModelTest, EstimatesAreNear) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const index::IndexSnapshot snapshot = MakeSnapshot(RandomArticles(6000), {2000});
  for (const char* typed : {"do", "do ben", "do OR lua", "do -ben"}) {
    SearchOptions options;
    const SearchResult fast = MustSearch(snapshot, typed, options);
    EXPECT_FALSE(fast.is_exact) << typed;
    options.total = TotalMode::kExact;
    const auto exact = static_cast<double>(MustSearch(snapshot, typed, options).total);
    EXPECT_NEAR(static_cast<double>(fast.total), exact, 0.25 * exact) << typed;
  }
}

}  // namespace
}  // namespace khotin::query
