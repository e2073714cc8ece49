// Search that makes one hit of the documents of a cluster.
#include <cstdlib>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kAll = 10000;

SearchOptions Collapsing(int limit = kAll) {
  SearchOptions options;
  options.limit = limit;
  options.collapse = true;
  options.total = TotalMode::kExact;
  return options;
}

std::vector<uint64_t> CollapsedCounts(const SearchResult& result) {
  std::vector<uint64_t> counts;
  for (const Hit& hit : result.hits) counts.push_back(hit.collapsed);
  return counts;
}

TEST(SearchCollapseTest, TheBestOfAClusterStandsForAll) {
  const std::vector<TestArticle> articles = {{"body", "Tin ngắn", "bến đò cũ", 7},
                                             {"title", "Bến đò", "tin ngắn cũ", 7},
                                             {"other", "Chuyện", "bến đò ở xóm dưới ven sông", 8}};
  const SearchResult result = MustSearch(MakeSnapshot(articles, {1}), "bến đò", Collapsing());
  EXPECT_THAT(Ids(result), ElementsAre("title", "other"));
  EXPECT_THAT(CollapsedCounts(result), ElementsAre(1, 0));
  EXPECT_EQ(result.total, 2U);
  EXPECT_EQ(result.collapsed, 1U);
  EXPECT_FALSE(result.more);
}

TEST(SearchCollapseTest, FewAreCountedEvenWhereAnEstimateWouldDo) {
  const std::vector<TestArticle> articles = {
      {"1", "", "đò", 7}, {"2", "", "đò", 7}, {"3", "", "đò", 8}, {"4", "", "bến", 7}};
  SearchOptions options = Collapsing();
  options.total = TotalMode::kEstimate;
  const SearchResult result = MustSearch(MakeSnapshot(articles, {1}), "đò", options);
  EXPECT_TRUE(result.is_exact);
  EXPECT_THAT(Ids(result), ElementsAre("1", "3"));
  EXPECT_THAT(CollapsedCounts(result), ElementsAre(1, 0));
  EXPECT_EQ(result.total, 2U);
  EXPECT_EQ(result.collapsed, 1U);
}

TEST(SearchCollapseTest, DuplicatesAreListedUnlessToldOtherwise) {
  const std::vector<TestArticle> articles = {{"1", "", "đò", 7}, {"2", "", "đò", 7}};
  const SearchResult result = MustSearch(MakeSnapshot(articles), "đò");
  EXPECT_THAT(Ids(result), ElementsAre("1", "2"));
  EXPECT_THAT(CollapsedCounts(result), ElementsAre(0, 0));
  EXPECT_EQ(result.total, 2U);
  EXPECT_EQ(result.collapsed, 0U);
}

TEST(SearchCollapseTest, OfEqualScoresTheSmallestIdStandsForAll) {
  const std::vector<TestArticle> articles = {{"c", "", "đò", 7},
                                             {"d", "", "đò", 8},
                                             {"a", "", "đò", 7},
                                             {"b", "", "đò", 8},
                                             {"e", "", "đò", 7}};
  for (const size_t border : {1U, 2U, 4U}) {
    const SearchResult result = MustSearch(MakeSnapshot(articles, {border}), "đò", Collapsing());
    EXPECT_THAT(Ids(result), ElementsAre("a", "b"));
    EXPECT_THAT(CollapsedCounts(result), ElementsAre(2, 1));
  }
}

TEST(SearchCollapseTest, OnlyMatchesCount) {
  const std::vector<TestArticle> articles = {
      {"1", "", "đò ngang", 7}, {"2", "", "đò dọc", 7}, {"3", "", "thuyền", 7}};
  const index::IndexSnapshot snapshot = MakeSnapshot(articles);
  EXPECT_THAT(CollapsedCounts(MustSearch(snapshot, "đò", Collapsing())), ElementsAre(1));
  EXPECT_THAT(CollapsedCounts(MustSearch(snapshot, "đò -ngang", Collapsing())), ElementsAre(0));
  EXPECT_THAT(Ids(MustSearch(snapshot, "đò -ngang", Collapsing())), ElementsAre("2"));
  EXPECT_THAT(Ids(MustSearch(snapshot, "tàu", Collapsing())), IsEmpty());
}

TEST(SearchCollapseTest, DeletedDuplicatesAreNotCounted) {
  index::IndexSnapshot snapshot =
      MakeSnapshot({{"1", "", "đò", 7}, {"2", "", "đò", 7}, {"3", "", "đò", 7}});
  snapshot.segments[0].deleted = std::make_shared<index::DeletedDocs>(index::DeletedDocs().With(0));
  const SearchResult result = MustSearch(snapshot, "đò", Collapsing());
  EXPECT_THAT(Ids(result), ElementsAre("2"));
  EXPECT_THAT(CollapsedCounts(result), ElementsAre(1));
}

TEST(SearchCollapseTest, DocumentsWithoutAClusterAreNoDuplicates) {
  const SearchResult result =
      MustSearch(MakeSnapshot({{"1", "", "đò"}, {"2", "", "đò"}}), "đò", Collapsing());
  EXPECT_THAT(Ids(result), ElementsAre("1", "2"));
  EXPECT_EQ(result.collapsed, 0U);
}

TEST(SearchCollapseTest, WorseMatchesOfAClusterDoNotComeBackOnLaterPages) {
  const std::vector<TestArticle> articles = {{"best", "Đò", "đò", 7},
                                             {"middle", "", "đò", 8},
                                             {"worst", "", "đò và rất nhiều lời thừa", 7}};
  const index::IndexSnapshot snapshot = MakeSnapshot(articles);
  SearchOptions options = Collapsing(1);
  const SearchResult first = MustSearch(snapshot, "đò", options);
  ASSERT_THAT(Ids(first), ElementsAre("best"));
  EXPECT_TRUE(first.more);
  options.after = first.next;
  const SearchResult second = MustSearch(snapshot, "đò", options);
  EXPECT_THAT(Ids(second), ElementsAre("middle"));
  EXPECT_FALSE(second.more);
  EXPECT_EQ(second.total, 2U);
  EXPECT_EQ(second.collapsed, 1U);
}

// Archives of few words, so that scores are often equal within a cluster and across clusters.
class SearchCollapseModelTest : public ::testing::Test {
 protected:
  SearchCollapseModelTest() {
    const char* const given = std::getenv("KHOTIN_TEST_SEED");
    seed_ = given == nullptr ? 4242U : static_cast<uint32_t>(std::strtoul(given, nullptr, 10));
    random_.seed(seed_);
  }

  size_t Below(size_t n) { return random_() % n; }

  std::string RandomText(size_t words) {
    static const char* const kWords[] = {"đò", "bến", "sông", "mưa", "do", "gió", "chợ"};
    std::string text;
    while (words-- > 0) absl::StrAppend(&text, kWords[std::min(Below(7), Below(7))], " ");
    return text;
  }

  // Copies come in clusters of every size; some have another title or a longer text.
  std::vector<TestArticle> RandomArticles(size_t count) {
    std::vector<TestArticle> articles;
    for (size_t i = 0; i < count; ++i) {
      TestArticle article;
      if (i > 0 && Below(2) == 0) {
        article = articles[Below(i)];
        if (Below(4) == 0) article.title = RandomText(2);
        if (Below(4) == 0) article.body += RandomText(3);
      } else {
        article = {"", RandomText(Below(3)), RandomText(1 + Below(8)), Below(10) * random_()};
      }
      article.id = absl::StrCat("id", Below(10), "-", i);
      articles.push_back(std::move(article));
    }
    return articles;
  }

  index::IndexSnapshot RandomSnapshot() {
    const size_t count = 1 + Below(250);
    std::vector<size_t> borders = {Below(count), Below(count), Below(count)};
    std::sort(borders.begin(), borders.end());
    index::IndexSnapshot snapshot = MakeSnapshot(RandomArticles(count), std::move(borders));
    for (index::SegmentView& view : snapshot.segments) {
      index::DeletedDocs deleted;
      for (index::DocId doc = 0; doc < view.segment->stats().documents; ++doc) {
        if (Below(6) == 0) deleted = deleted.With(doc);
      }
      if (Below(4) != 0) view.deleted = std::make_shared<index::DeletedDocs>(deleted);
    }
    return snapshot;
  }

  uint32_t seed_;
  std::mt19937 random_;
};

struct ModelHit {
  std::string id;
  double score;
  uint64_t collapsed;
  bool operator==(const ModelHit& other) const {
    return id == other.id && score == other.score && collapsed == other.collapsed;
  }
};

// Goes down the list of all that match and counts what belongs to a cluster that was there before.
std::vector<ModelHit> CollapseByHand(const SearchResult& all) {
  std::vector<ModelHit> hits;
  std::map<uint64_t, size_t> by_cluster;
  for (const Hit& hit : all.hits) {
    const uint64_t cluster = hit.values.cluster;
    const auto known = by_cluster.find(cluster);
    if (cluster != 0 && known != by_cluster.end()) {
      ++hits[known->second].collapsed;
      continue;
    }
    by_cluster[cluster] = hits.size();
    hits.push_back({hit.values.article_id, hit.score, 0});
  }
  return hits;
}

std::vector<ModelHit> ToModel(const SearchResult& result) {
  std::vector<ModelHit> hits;
  for (const Hit& hit : result.hits) {
    hits.push_back({hit.values.article_id, hit.score, hit.collapsed});
  }
  return hits;
}

TEST_F(SearchCollapseModelTest, PagesOfEverySizeHoldEachClusterOnce) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  for (int round = 0; round < 60; ++round) {
    const index::IndexSnapshot snapshot = RandomSnapshot();
    for (const char* typed : {"do", "đò", "bến mưa", "chợ -gió", "do ben song mua gio"}) {
      SearchOptions options;
      options.limit = kAll;
      options.total = TotalMode::kExact;
      const SearchResult all = MustSearch(snapshot, typed, options);
      const std::vector<ModelHit> expected = CollapseByHand(all);
      for (const int limit : {1, 2, 7, 50, kAll}) {
        options = Collapsing(limit);
        std::vector<ModelHit> paged;
        for (bool more = true; more;) {
          const SearchResult page = MustSearch(snapshot, typed, options);
          ASSERT_EQ(page.total, expected.size()) << typed;
          ASSERT_EQ(page.total + page.collapsed, all.total) << typed;
          for (ModelHit& hit : ToModel(page)) paged.push_back(std::move(hit));
          more = page.more;
          ASSERT_EQ(more, paged.size() < expected.size());
          if (more) options.after = page.next;
        }
        ASSERT_TRUE(paged == expected) << typed << " by " << limit;
      }
    }
  }
}

}  // namespace
}  // namespace khotin::query
