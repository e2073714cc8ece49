#include "query/standing_query.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "query/random_news.h"

namespace khotin::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<uint32_t> MustMatch(const std::string& typed, const std::vector<TestArticle>& articles,
                                const index::IndexSnapshot& archive = {}) {
  const auto query = ParseQueryTree(typed);
  EXPECT_TRUE(query.ok()) << query.status();
  const auto batch = DocumentBatch::Make(ToTerms(articles));
  EXPECT_TRUE(batch.ok()) << batch.status();
  const auto matches = StandingQuery(*query).Match(*batch, archive);
  EXPECT_TRUE(matches.ok()) << matches.status();
  return *matches;
}

TEST(StandingQueryTest, TellsWhichOfTheNewArticlesItMatches) {
  const std::vector<TestArticle> news = {{"a", "Lũ quét ở Sơn La", "Mưa lớn gây lũ quét."},
                                         {"b", "Giá lúa tăng", "Nông dân bán lúa được giá."},
                                         {"c", "Mưa lớn", "Chưa có lũ, nhưng quét dọn đường phố."}};
  EXPECT_THAT(MustMatch("lu quet", news), ElementsAre(0, 2));
  EXPECT_THAT(MustMatch("\"lũ quét\"", news), ElementsAre(0));
  EXPECT_THAT(MustMatch("mưa -quét", news), IsEmpty());
  EXPECT_THAT(MustMatch("title:lúa OR title:lũ", news), ElementsAre(0, 1));
  EXPECT_THAT(MustMatch("động đất", news), IsEmpty());
  EXPECT_THAT(MustMatch("lũ -(mưa lớn gây lũ quét)", news), ElementsAre(2));
  EXPECT_THAT(MustMatch("lũ -(mưa lớn gây động đất)", news), ElementsAre(0, 2));
}

TEST(StandingQueryTest, ManyWordsOfWhichTheBatchHasNoneAskNothingOfTheArchive) {
  auto blocks = std::make_shared<index::MemoryBlocks>();
  ASSERT_TRUE(
      index::WriteSegment(ToTerms({{"old", "", "mưa lớn gây lũ quét"}}), blocks.get()).ok());
  const auto source = std::make_shared<FailingSource>(blocks);
  index::IndexSnapshot archive;
  archive.segments.push_back({*index::Segment::Open(source), nullptr});
  source->failing = true;
  const auto batch = DocumentBatch::Make(ToTerms({{"new", "Giá lúa tăng", "Bán được giá."}}));
  const auto match = [&](absl::string_view typed) {
    return StandingQuery(*ParseQueryTree(typed)).Match(*batch, archive);
  };
  const auto none = match("mưa lớn gây lũ quét");
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_THAT(*none, IsEmpty());
  EXPECT_TRUE(match("mưa lớn gây lũ quét -giá").ok());
  EXPECT_TRUE(absl::IsDataLoss(match("mưa lớn gây lũ giá").status()));
  EXPECT_THAT(MustMatch("mư* lớ* gâ* gi*", {{"new", "Mưa", "Lớn gây giá"}}), ElementsAre(0));
}

class StandingQueryModelTest : public RandomNewsTest {};

// However the articles are cut into batches, a standing query tells of those that a search over all
// of them finds.
TEST_F(StandingQueryModelTest, MatchesWhatASearchFinds) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const std::vector<TestArticle> articles = RandomArticles(120);
  const index::IndexSnapshot archive = MakeSnapshot(articles, {30});
  std::vector<DocumentBatch> batches;
  std::vector<std::vector<TestArticle>> parts;
  for (size_t begin = 0; begin < articles.size();) {
    const size_t end = std::min(articles.size(), begin + 1 + Below(40));
    parts.emplace_back(articles.begin() + static_cast<ptrdiff_t>(begin),
                       articles.begin() + static_cast<ptrdiff_t>(end));
    batches.push_back(*DocumentBatch::Make(ToTerms(parts.back())));
    begin = end;
  }
  Ranking never_relaxed;
  never_relaxed.enough_hits = 0;
  SearchOptions options;
  options.limit = 1000;
  options.total = TotalMode::kExact;
  for (int round = 0; round < 600; ++round) {
    const std::string typed = RandomQuery();
    const QueryTree query = *ParseQueryTree(typed);
    const auto found = SearchRanked(archive, query, options, never_relaxed);
    ASSERT_TRUE(found.ok()) << found.status();
    const std::vector<std::string> ids = Ids(*found);
    std::set<std::string> told;
    const StandingQuery standing(query);
    for (size_t i = 0; i < batches.size(); ++i) {
      const auto matches = standing.Match(batches[i], archive);
      ASSERT_TRUE(matches.ok()) << matches.status();
      for (const uint32_t match : *matches) told.insert(parts[i][match].id);
    }
    ASSERT_EQ(told, std::set<std::string>(ids.begin(), ids.end())) << typed;
  }
}

}  // namespace
}  // namespace khotin::query
