// Search over random articles against a search that looks at every one of them without an index.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "query/exhaustive_search.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

// Syllables in several spellings, the first without diacritics; frequent ones first.
const std::vector<std::vector<std::string>>& Syllables() {
  static const auto* const kSyllables = new std::vector<std::vector<std::string>>{
      {"do", "đò", "đỏ", "dò"}, {"ben", "bến", "bền"}, {"song", "sông", "sóng"},
      {"mua", "mưa", "mùa"},    {"gio", "gió", "giờ"}, {"cho", "chợ", "chờ"},
      {"hoa", "hòa", "hóa"},    {"lua", "lúa", "lửa"}, {"ao", "áo", "ảo"}};
  return *kSyllables;
}

class SearchModelTest : public ::testing::Test {
 protected:
  SearchModelTest() {
    const char* const given = std::getenv("KHOTIN_TEST_SEED");
    seed_ = given == nullptr ? 4242U : static_cast<uint32_t>(std::strtoul(given, nullptr, 10));
    random_.seed(seed_);
  }

  size_t Below(size_t n) { return random_() % n; }

  std::string RandomWord() {
    const auto& spellings =
        Syllables()[std::min(Below(Syllables().size()), Below(Syllables().size()))];
    return spellings[Below(spellings.size())];
  }

  std::string RandomText(size_t words) {
    std::vector<std::string> text;
    while (text.size() < words) text.push_back(RandomWord());
    return absl::StrJoin(text, " ");
  }

  // Some of them copies in one cluster.
  std::vector<TestArticle> RandomArticles(size_t count) {
    std::vector<TestArticle> articles;
    for (size_t i = 0; i < count; ++i) {
      TestArticle article = {"", RandomText(Below(5)), RandomText(Below(14)), random_(), "", 0};
      if (i > 0 && Below(6) == 0) article = articles[Below(i)];
      article.id = absl::StrCat("id", Below(10), "-", i);
      article.source = absl::StrCat("s", Below(3), ".vn");
      article.publish_seconds = Below(4) == 0 ? 0 : static_cast<int64_t>(1500000000 + Below(4));
      articles.push_back(std::move(article));
    }
    return articles;
  }

  std::string RandomOperand(int depth) {
    switch (Below(depth > 2 ? 5 : 9)) {
      case 0:
        return absl::StrCat("\"", RandomText(1 + Below(3)), "\"");
      case 1:
        return absl::StrCat("title:", RandomWord());
      case 2:
        return absl::StrCat(RandomWord(), " NEAR/", Below(4), " ", RandomWord());
      case 3:
        return absl::StrCat("(", RandomWord(), " OR ", RandomOr(depth), ")");
      case 4:
        return absl::StrCat("-", RandomWord());
      case 5:
        return absl::StrCat("source:s", Below(3), ".vn");
      case 6:
        return absl::StrCat("+(", RandomQuery(depth + 1), ")");
      default:
        return RandomWord();
    }
  }

  std::string RandomOr(int depth) {
    return Below(2) == 0 ? RandomWord() : absl::StrCat("(", RandomQuery(depth + 1), ")");
  }

  // Begins with a word, so that something is looked for.
  std::string RandomQuery(int depth = 0) {
    std::string query = RandomWord();
    while (Below(3) != 0) absl::StrAppend(&query, " ", RandomWord());
    while (Below(3) == 0) absl::StrAppend(&query, " ", RandomOperand(depth));
    return query;
  }

  uint32_t seed_;
  std::mt19937 random_;
};

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

// Enough articles for many windows and groups of postings, most of which are left out.
TEST_F(SearchModelTest, FirstPagesAreThoseOfALookAtAll) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const std::vector<TestArticle> articles = RandomArticles(9000);
  const index::IndexSnapshot snapshot = MakeSnapshot(articles, {3000, 3100});
  ExhaustiveSearch model(ToTerms(articles));
  for (int round = 0; round < 300; ++round) {
    const std::string typed = RandomQuery();
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
