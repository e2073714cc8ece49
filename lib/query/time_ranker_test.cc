// Orders by time, which look at some documents, against a look at all of them.
#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "query/random_news.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

class TimeRankerTest : public RandomNewsTest {
 protected:
  // As they come in: in about the order of their times, many at one time, some without, and some
  // copied from far away.
  std::vector<TestArticle> ArticlesInTime(size_t count) {
    std::vector<TestArticle> articles = RandomArticles(count);
    for (size_t i = 0; i < count; ++i) {
      int64_t& published = articles[i].publish_seconds;
      const bool is_dated = Below(4) != 0 && (i < 2000 || i > 2800);
      published = is_dated ? kFirst + static_cast<int64_t>((i + Below(600)) / kASecond) : 0;
      if (Below(100) == 0) published = kFirst + static_cast<int64_t>(Below(count / kASecond));
    }
    return articles;
  }

  TimeRange RandomRange(size_t count) {
    const auto begin = kFirst + static_cast<int64_t>(Below(count / kASecond));
    return {begin, begin + 1 + static_cast<int64_t>(Below(Below(2) == 0 ? 3 : count))};
  }

  static constexpr int64_t kFirst = 1500000000;
  static constexpr size_t kASecond = 100;  // articles
};

TEST_F(TimeRankerTest, FirstPagesAreThoseOfALookAtAll) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const size_t count = 9000;
  const index::IndexSnapshot snapshot = MakeSnapshot(ArticlesInTime(count), {5200, 5300});
  int estimated = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string typed = Below(5) == 0 ? "source:s1.vn" : RandomQuery();
    QueryTree tree = *ParseQueryTree(typed);
    const absl::Status added =
        Below(4) == 0 ? AddTimeRange(RandomRange(count), &tree) : absl::OkStatus();
    ASSERT_TRUE(added.ok()) << added;
    SearchOptions options;
    options.limit = 1 + static_cast<int>(Below(20));
    options.collapse = Below(2) == 0;
    options.sort = Below(2) == 0 ? SortOrder::kNewest : SortOrder::kOldest;
    for (int page = 0; page < 3; ++page) {
      options.total = TotalMode::kEstimate;
      const SearchResult some = *Search(snapshot, tree, options);
      options.total = TotalMode::kExact;
      const SearchResult all = *Search(snapshot, tree, options);
      ASSERT_EQ(Ids(some), Ids(all)) << typed << ", page " << page;
      ASSERT_EQ(some.more, all.more) << typed;
      ASSERT_TRUE(!some.is_exact || some.total == all.total) << typed;
      estimated += some.is_exact ? 0 : 1;
      if (!some.more) break;
      options.after = some.next;
    }
  }
  EXPECT_GT(estimated, 50) << "the searches this is about";
}

TEST_F(TimeRankerTest, ARangeOfTimesFindsWhatIsInIt) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const std::vector<TestArticle> articles = ArticlesInTime(4000);
  const index::IndexSnapshot snapshot = MakeSnapshot(articles, {1300});
  for (int round = 0; round < 100; ++round) {
    const TimeRange range = RandomRange(articles.size());
    std::set<std::string> expected;
    for (const TestArticle& article : articles) {
      const int64_t at = article.publish_seconds;
      if (range.begin <= at && at < range.end) expected.insert(article.id);
    }
    QueryTree tree;
    ASSERT_TRUE(AddTimeRange(range, &tree).ok());
    SearchOptions options;
    options.limit = static_cast<int>(articles.size());
    const std::vector<std::string> found = Ids(*Search(snapshot, tree, options));
    ASSERT_EQ(std::set<std::string>(found.begin(), found.end()), expected)
        << range.begin << " to " << range.end;
  }
}

}  // namespace
}  // namespace khotin::query
