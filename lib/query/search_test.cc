#include "query/search.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "query/expansion.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Find(const std::vector<TestArticle>& articles, absl::string_view query) {
  return Ids(MustSearch(MakeSnapshot(articles), query));
}

TEST(SearchTest, EmptySnapshotFindsNothing) {
  const SearchResult result = MustSearch(index::IndexSnapshot(), "đò");
  EXPECT_THAT(result.hits, IsEmpty());
  EXPECT_EQ(result.total, 0U);
  EXPECT_FALSE(result.more);
}

TEST(SearchTest, WordTypedWithDiacriticsRanksItsSpellingFirst) {
  const std::vector<TestArticle> articles = {
      {"dương", "Dương dương dương", "dương và dương"},
      {"đường", "Chuyện làng", "Con " + std::string("lối rẽ qua xóm dài lắm ") + "đường"},
      {"khác", "Không có", "gì cả"}};
  EXPECT_THAT(Find(articles, "đường"), ElementsAre("đường", "dương"));
  EXPECT_THAT(Find(articles, "Dương"), ElementsAre("dương", "đường"));
}

TEST(SearchTest, WordTypedWithoutDiacriticsFindsEverySpelling) {
  const std::vector<TestArticle> articles = {
      {"1", "", "bến đò"}, {"2", "", "cây đo"}, {"3", "", "màu đỏ"}, {"4", "", "màu xanh"}};
  EXPECT_THAT(Find(articles, "do"), UnorderedElementsAre("1", "2", "3"));
}

TEST(SearchTest, HalfAccentedQueryWorksWordByWord) {
  const std::vector<TestArticle> articles = {
      {"1", "", "bến đò cũ"}, {"2", "", "bền đó thôi"}, {"3", "", "bến đỏ lửa"}};
  EXPECT_THAT(Find(articles, "bến do"), UnorderedElementsAre("1", "2", "3"));
  EXPECT_EQ(Find(articles, "bến do").back(), "2");
}

TEST(SearchTest, ShortQueriesNeedEveryWord) {
  const std::vector<TestArticle> articles = {
      {"1", "", "mưa gió"}, {"2", "", "mưa bão"}, {"3", "mưa", "có gió"}};
  EXPECT_THAT(Find(articles, "mưa gió"), UnorderedElementsAre("1", "3"));
  EXPECT_THAT(Find(articles, "mưa tuyết"), IsEmpty());
}

TEST(SearchTest, LongQueriesForgiveAWordThatNobodyWrote) {
  const std::vector<TestArticle> articles = {{"1", "", "mưa gió đêm hè"}, {"2", "", "mưa"}};
  EXPECT_THAT(Find(articles, "mưa gió đêm hè xyzxyz"), ElementsAre("1"));
}

std::vector<std::string> FindWithoutRelaxing(const std::vector<TestArticle>& articles,
                                             absl::string_view typed) {
  const QueryTree query = ExpandAbbreviations(*ParseQueryTree(typed), AbbreviationTable::BuiltIn());
  Ranking ranking;
  ranking.enough_hits = 0;
  const auto result = SearchRanked(MakeSnapshot(articles), query, {}, ranking);
  EXPECT_TRUE(result.ok()) << result.status();
  return Ids(*result);
}

TEST(SearchTest, AnAbbreviationThatNobodyWroteWeighsWhatItsNameDoes) {
  std::vector<TestArticle> articles = {{"name", "", "Liên hợp quốc bàn về Ukraine, Nga, Mỹ"}};
  for (int i = 0; i < 30; ++i) {
    articles.push_back({absl::StrCat("other", i), "", "Ukraine, Nga, Mỹ, hàng quốc tế"});
  }
  EXPECT_THAT(FindWithoutRelaxing(articles, "LHQ ukraine nga mỹ"), ElementsAre("name"));
  EXPECT_THAT(FindWithoutRelaxing(articles, "liên hợp quốc ukraine nga mỹ"), ElementsAre("name"));
  articles.push_back({"short", "", "LHQ: Ukraine, Nga, Mỹ"});
  EXPECT_THAT(FindWithoutRelaxing(articles, "LHQ ukraine nga mỹ"),
              UnorderedElementsAre("name", "short"));
}

TEST(SearchTest, AWordTypedTwiceCountsOnce) {
  const std::vector<TestArticle> articles = {
      {"both", "", "ở Hà Nội"}, {"one", "", "đồ nội thất"}, {"1", "", "Hà"}, {"2", "", "Hà"}};
  EXPECT_THAT(FindWithoutRelaxing(articles, "nội noi nội nội hà"), ElementsAre("both"));
  EXPECT_THAT(Find(articles, "hà nội ha noi hà nội"), ElementsAre("both"));
}

// So many that they are not counted while they are ranked.
std::vector<TestArticle> ManyArticles() {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 3000; ++i) {
    articles.push_back({absl::StrCat(1000 + i), "", i % 10 == 0 ? "cá" : "tôm", 0,
                        i % 2 == 0 ? "bao.vn" : "tin.vn", 1 + i});
  }
  return articles;
}

TEST(SearchTest, WhatHoldsNoRankedWordIsFoundToo) {
  const index::IndexSnapshot snapshot = MakeSnapshot(ManyArticles());
  SearchOptions options;
  options.limit = 2;
  for (const SortOrder sort : {SortOrder::kRelevance, SortOrder::kBlend}) {
    options.sort = sort;
    options.now_seconds = 5000;
    EXPECT_THAT(Ids(MustSearch(snapshot, "source:tin.vn", options)), ElementsAre("3999", "3997"));
    EXPECT_THAT(Ids(MustSearch(snapshot, "tô*", options)), ElementsAre("3999", "3998"));
    options.limit = 400;
    const auto ids = Ids(MustSearch(snapshot, "cá OR source:tin.vn", options));
    ASSERT_EQ(ids.size(), 400U);
    EXPECT_EQ(ids[300], "3999") << "behind the 300 with the word";
    options.limit = 2;
  }
}

// Counts how often blocks are read.
class CountingSource : public index::BlockSource {
 public:
  explicit CountingSource(std::shared_ptr<const BlockSource> source) : source_(std::move(source)) {}
  absl::StatusOr<index::Block> Get(uint32_t number) const override {
    ++reads;
    return source_->Get(number);
  }
  mutable int reads = 0;

 private:
  const std::shared_ptr<const BlockSource> source_;
};

TEST(SearchTest, ReadsNoIdsWhereTimesDecide) {
  auto blocks = std::make_shared<index::MemoryBlocks>();
  ASSERT_TRUE(index::WriteSegment(ToTerms(ManyArticles()), blocks.get()).ok());
  const auto source = std::make_shared<CountingSource>(blocks);
  index::IndexSnapshot snapshot;
  snapshot.segments.push_back({*index::Segment::Open(source), nullptr});
  SearchOptions options;
  options.limit = 5;
  for (const char* typed : {"tôm", "tô*", "source:tin.vn"}) {
    source->reads = 0;
    EXPECT_EQ(MustSearch(snapshot, typed, options).hits.size(), 5U);
    EXPECT_LT(source->reads, 100) << typed;
  }
}

TEST(SearchTest, WhereNothingScoresTheNewestComeFirst) {
  const index::IndexSnapshot snapshot = MakeSnapshot(ManyArticles(), {1000});
  for (const SortOrder sort : {SortOrder::kNewest, SortOrder::kRelevance, SortOrder::kBlend}) {
    SearchOptions options;
    options.sort = sort;
    options.limit = 2;
    const SearchResult first = MustSearch(snapshot, "cá* OR tô*", options);
    EXPECT_THAT(Ids(first), ElementsAre("3999", "3998"));
    EXPECT_EQ(first.hits[0].score, 0);
    options.after = first.next;
    EXPECT_THAT(Ids(MustSearch(snapshot, "cá* OR tô*", options)), ElementsAre("3997", "3996"));
  }
}

TEST(SearchTest, BeginningsOfManyWordsFindAllInAnySegments) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 11000; ++i) articles.push_back({absl::StrCat(i), "", absl::StrCat("ca", i)});
  SearchOptions options;
  options.total = TotalMode::kExact;
  EXPECT_EQ(MustSearch(MakeSnapshot(articles, {5000}), "ca*", options).total, 11000U);
  EXPECT_EQ(MustSearch(MakeSnapshot(articles), "ca*", options).total, 11000U);
}

TEST(SearchTest, AWordOfEveryArticleFindsThem) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 30000; ++i) {
    articles.push_back({absl::StrCat(10000 + i), "", i % 100 == 0 ? "lũ quét Thông" : "Thông"});
  }
  const index::IndexSnapshot snapshot = MakeSnapshot(articles);
  SearchOptions options;
  options.limit = 400;
  EXPECT_EQ(MustSearch(snapshot, "thông", options).hits.size(), 400U);
  EXPECT_EQ(MustSearch(snapshot, "thông lũ quét", options).hits.size(), 300U);
}

TEST(SearchTest, TitleCountsMoreThanText) {
  const std::vector<TestArticle> articles = {{"text", "Tin ngắn", "chợ hoa xuân"},
                                             {"title", "Chợ hoa", "tin ngắn xuân"}};
  EXPECT_THAT(Find(articles, "chợ hoa"), ElementsAre("title", "text"));
}

TEST(SearchTest, PhraseNeedsItsOrder) {
  const std::vector<TestArticle> articles = {{"1", "", "con đò nhỏ qua sông"},
                                             {"2", "", "đò con nhỏ"},
                                             {"3", "Con", "đò nhỏ"},
                                             {"4", "", "còn đó nhỏ"}};
  EXPECT_THAT(Find(articles, "\"con đò nhỏ\""), ElementsAre("1", "4")) << "as typed comes first";
  EXPECT_THAT(Find(articles, "\"con do nho\""), UnorderedElementsAre("1", "4"));
  EXPECT_THAT(Find(articles, "\"con đò\""), ElementsAre("1", "4"));
  EXPECT_THAT(Find(articles, "\"qua sông\""), ElementsAre("1"));
  EXPECT_THAT(Find(articles, "\"sông qua\""), IsEmpty());
}

TEST(SearchTest, QuotedClausesAreNeededInLongQueriesToo) {
  const std::vector<TestArticle> articles = {{"1", "", "một hai ba bốn năm sáu bảy"},
                                             {"2", "", "một hai ba bốn năm bảy sáu"}};
  EXPECT_THAT(Find(articles, "một hai ba bốn năm \"sáu bảy\""), ElementsAre("1"));
}

TEST(SearchTest, ExclusionsOfWordsAndPhrases) {
  const std::vector<TestArticle> articles = {
      {"1", "", "lúa vụ hè"}, {"2", "", "lúa vụ đông"}, {"3", "", "lúa đông vụ"}};
  EXPECT_THAT(Find(articles, "lúa -hè"), UnorderedElementsAre("2", "3"));
  EXPECT_THAT(Find(articles, "lúa -\"vụ đông\""), UnorderedElementsAre("1", "3"));
}

TEST(SearchTest, ExclusionsOfManyWordsNeedThemAll) {
  const std::vector<TestArticle> articles = {{"all", "", "lũ gây sạt lở, vùi đất đá"},
                                             {"most", "", "lũ gây sạt lở đất"},
                                             {"none", "", "lũ rút"}};
  EXPECT_THAT(Find(articles, "lũ -(sạt lở đất đá)"), UnorderedElementsAre("most", "none"));
  EXPECT_THAT(Find(articles, "lũ NOT (sạt lở đất đá)"), UnorderedElementsAre("most", "none"));
  EXPECT_THAT(Find(articles, "lũ -(lũ sạt lở đất đá)"), UnorderedElementsAre("most", "none"));
  EXPECT_THAT(Find(articles, "lũ -(sạt lở đất xyzxyz)"),
              UnorderedElementsAre("all", "most", "none"));
}

TEST(SearchTest, NearMayTakeTheSameWordsTwice) {
  const std::vector<TestArticle> articles = {{"once", "", "lũ quét"}, {"none", "", "mưa to"}};
  EXPECT_THAT(Find(articles, "lũ NEAR lũ"), ElementsAre("once"));
  EXPECT_THAT(Find(articles, "quét NEAR/0 \"lũ quét\""), ElementsAre("once"));
}

TEST(SearchTest, NearGoesOnOverParagraphs) {
  const text::Passage passages[] = {{text::Field::kTitle, 0, "Tin đò"},
                                    {text::Field::kBody, 0, "Ra bến cũ"},
                                    {text::Field::kBody, 1, "Con đò xưa"}};
  std::vector<index::DocumentTerms> documents = {index::BuildDocumentTerms(passages)};
  documents[0].values.article_id = "1";
  auto blocks = std::make_shared<index::MemoryBlocks>();
  ASSERT_TRUE(index::WriteSegment(documents, blocks.get()).ok());
  index::IndexSnapshot snapshot;
  snapshot.segments.push_back({*index::Segment::Open(blocks), nullptr});
  EXPECT_THAT(Ids(MustSearch(snapshot, "bến NEAR/17 đò")), IsEmpty());
  EXPECT_THAT(Ids(MustSearch(snapshot, "bến NEAR/18 đò")), ElementsAre("1"));
}

TEST(SearchTest, TokensWithInnerMarksAreFoundWholeAndInPart) {
  const std::vector<TestArticle> articles = {
      {"1", "", "Ở TP.HCM trời nắng"}, {"2", "", "Ở TP HCM trời mưa"}, {"3", "", "46/2016/NĐ-CP"}};
  EXPECT_THAT(Find(articles, "TP.HCM"), UnorderedElementsAre("1", "2"));
  EXPECT_THAT(Find(articles, "hcm"), UnorderedElementsAre("1", "2"));
  EXPECT_THAT(Find(articles, "2016"), ElementsAre("3"));
  EXPECT_THAT(Find(articles, "nd-cp"), ElementsAre("3"));
}

TEST(SearchTest, NeighboursGainWithoutDiacritics) {
  const std::vector<TestArticle> articles = {{"apart", "", "hoa bán ở chợ, chợ bán hoa to"},
                                             {"near", "", "chợ hoa bán hoa ở chợ bán to"}};
  EXPECT_THAT(Find(articles, "cho hoa"), ElementsAre("near", "apart"));
}

TEST(SearchTest, DeletedDocumentsAreNeitherFoundNorCounted) {
  index::IndexSnapshot snapshot = MakeSnapshot({{"1", "", "đò"}, {"2", "", "đò"}, {"3", "", "đò"}});
  snapshot.segments[0].deleted = std::make_shared<index::DeletedDocs>(index::DeletedDocs().With(1));
  const SearchResult result = MustSearch(snapshot, "đò");
  EXPECT_THAT(Ids(result), ElementsAre("1", "3"));
  EXPECT_EQ(result.total, 2U);
}

TEST(SearchTest, EqualScoresComeByArticleId) {
  std::vector<TestArticle> articles;
  for (const char* id : {"c", "a", "e", "b", "d"}) articles.push_back({id, "", "đò"});
  SearchOptions options;
  options.limit = 3;
  const SearchResult result = MustSearch(MakeSnapshot(articles, {2}), "đò", options);
  EXPECT_THAT(Ids(result), ElementsAre("a", "b", "c"));
  EXPECT_EQ(result.total, 5U);
  EXPECT_TRUE(result.more);
}

TEST(SearchTest, CancellationEndsTheSearch) {
  int polls = 0;
  SearchOptions options;
  options.cancelled = [&] { return ++polls > 1; };
  std::vector<TestArticle> articles;
  for (int i = 0; i < 3000; ++i) articles.push_back({absl::StrCat(i), "", "đò"});
  const index::IndexSnapshot snapshot = MakeSnapshot(articles);
  EXPECT_TRUE(absl::IsCancelled(Search(snapshot, *ParseQueryTree("đò"), options).status()));
  EXPECT_EQ(polls, 2);
}

TEST(SearchTest, CancellationEndsTheLookForBeginnings) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 300; ++i) articles.push_back({absl::StrCat(i), "", absl::StrCat("tin", i)});
  const index::IndexSnapshot snapshot = MakeSnapshot(articles);
  int polls = 0;
  SearchOptions options;
  options.cancelled = [&] { return ++polls > 0; };
  const QueryTree query = *ParseQueryTree("ti*");
  EXPECT_TRUE(absl::IsCancelled(Search(snapshot, query, options).status()));
  EXPECT_EQ(polls, 1) << "before any match is looked at";
}

TEST(SearchTest, DamageIsDataLoss) {
  auto blocks = std::make_shared<index::MemoryBlocks>();
  const std::vector<index::DocumentTerms> documents = {ToTerms({"1", "", "đò"})};
  ASSERT_TRUE(index::WriteSegment(documents, blocks.get()).ok());
  auto source = std::make_shared<FailingSource>(blocks);
  index::IndexSnapshot snapshot;
  snapshot.segments.push_back({*index::Segment::Open(source), nullptr});
  source->failing = true;
  EXPECT_TRUE(absl::IsDataLoss(Search(snapshot, *ParseQueryTree("đò"), {}).status()));
}

}  // namespace
}  // namespace khotin::query
