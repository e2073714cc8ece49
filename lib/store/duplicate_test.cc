#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/fault_point.h"
#include "dedupe/made_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using dedupe::MadeText;
using dedupe::MadeWords;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Words = std::vector<std::string>;

Words Part(const Words& words, int begin, int end) {
  return {words.begin() + begin, words.begin() + end};
}

Words Joined(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// `words` with every `step`-th one changed.
Words Edited(Words words, size_t step) {
  for (size_t i = step / 2; i < words.size(); i += step) words[i] = "khác";
  return words;
}

TestArticle ArticleOf(const std::string& name, const Words& words) {
  return {
      absl::StrCat("https://bao.example/", name), absl::StrCat("Tin ", name), {MadeText(words)}};
}

class DuplicateTest : public testing::Test {
 protected:
  CommitResult Commit(const TestArticle& article) {
    return CommitForTest(store_.get(), {article})[0];
  }
  CommitResult Commit(const std::string& name, const Words& words) {
    return Commit(ArticleOf(name, words));
  }

  void ExpectSound() {
    const auto violations = store_->Check(10);
    ASSERT_TRUE(violations.ok()) << violations.status();
    EXPECT_THAT(*violations, IsEmpty());
  }

  // A restarted store must be sound and say the same.
  void ExpectSoundAfterRestart() {
    ExpectSound();
    const std::string before = Describe(*store_);
    store_.reset();
    store_ = OpenForTest(folder_.path());
    EXPECT_EQ(Describe(*store_), before);
    ExpectSound();
  }

  storage::v1::Cluster ClusterOf(const std::string& article) {
    const auto view = store_->CurrentView();
    const auto record = view->GetArticle(article, 0);
    EXPECT_TRUE(record.ok()) << record.status();
    const auto cluster = view->GetCluster(record->cluster());
    EXPECT_TRUE(cluster.ok()) << cluster.status();
    return cluster.ok() ? cluster->record : storage::v1::Cluster();
  }

  bool HasCluster(const std::string& id) { return store_->CurrentView()->GetCluster(id).ok(); }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenForTest(folder_.path());
};

TEST_F(DuplicateTest, EachRelationHasItsVerdictAndEvidence) {
  const Words words = MadeWords(1, 400);
  const CommitResult first = Commit("goc", words);
  EXPECT_EQ(first.verdict, Verdict::kNew);
  EXPECT_FALSE(first.match.has_value());

  const CommitResult near = Commit("sua", Edited(words, 200));
  EXPECT_EQ(near.verdict, Verdict::kNearDuplicate);
  ASSERT_TRUE(near.match.has_value());
  EXPECT_EQ(near.match->article_id, first.article_id);
  EXPECT_NEAR(near.match->jaccard, 386.0 / 406, 1e-9) << "of 396 shingles 10 differ";
  EXPECT_NEAR(near.match->containment, 386.0 / 396, 1e-9);

  const CommitResult abridged = Commit("gon", Part(words, 0, 250));
  EXPECT_EQ(abridged.verdict, Verdict::kContainedIn);
  const CommitResult extended = Commit("them", Joined(words, MadeWords(2, 200)));
  EXPECT_EQ(extended.verdict, Verdict::kContains);
  EXPECT_DOUBLE_EQ(extended.match->match_containment, 1);
  for (const CommitResult* result : {&near, &abridged, &extended}) {
    EXPECT_EQ(result->cluster_id, first.cluster_id);
  }

  const CommitResult related = Commit("khac", Joined(Part(words, 0, 170), MadeWords(3, 150)));
  EXPECT_EQ(related.verdict, Verdict::kRelated);
  EXPECT_NE(related.cluster_id, first.cluster_id);
  EXPECT_EQ(Commit("la", MadeWords(4, 400)).verdict, Verdict::kNew);
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, DuplicatesInsideOfABatchMeet) {
  const Words words = MadeWords(1, 300);
  const auto results =
      CommitForTest(store_.get(), {ArticleOf("a", words), ArticleOf("b", Edited(words, 150)),
                                   ArticleOf("c", words), ArticleOf("d", Part(words, 0, 200))});
  EXPECT_EQ(results[1].verdict, Verdict::kNearDuplicate);
  EXPECT_EQ(results[2].verdict, Verdict::kExactDuplicate);
  EXPECT_EQ(results[3].verdict, Verdict::kContainedIn);
  EXPECT_EQ(ClusterOf(results[0].article_id).article_count(), 4);
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 1);
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, TwoAbridgedVersionsMeetThroughTheWholeText) {
  const Words words = MadeWords(1, 600);
  const CommitResult front = Commit("dau", Part(words, 0, 320));
  const CommitResult back = Commit("cuoi", Part(words, 300, 600));
  EXPECT_NE(front.cluster_id, back.cluster_id);
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 2);

  const CommitResult whole = Commit("ca", words);
  EXPECT_EQ(ClusterOf(front.article_id).article_count(), 3);
  EXPECT_EQ(ClusterOf(back.article_id).canonical().article(), whole.article_id);
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 1);
  EXPECT_TRUE(HasCluster(front.cluster_id)) << "the name of a united cluster stays";
  EXPECT_TRUE(HasCluster(back.cluster_id));
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, OneBatchMayStoreAndUnite) {
  const Words words = MadeWords(1, 600);
  const auto results = CommitForTest(
      store_.get(), {ArticleOf("dau", Part(words, 0, 320)),
                     ArticleOf("cuoi", Part(words, 300, 600)), ArticleOf("ca", words)});
  EXPECT_EQ(ClusterOf(results[0].article_id).article_count(), 3);
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, ADigestChainsNothing) {
  const CommitResult a = Commit("a", MadeWords(1, 120));
  const CommitResult b = Commit("b", MadeWords(2, 120));
  Words digest = Joined(MadeWords(1, 120), MadeWords(2, 120));
  for (uint32_t seed = 3; seed <= 6; ++seed) digest = Joined(digest, MadeWords(seed, 120));
  const CommitResult all = Commit("diem-tin", digest);
  EXPECT_EQ(all.verdict, Verdict::kContains);
  EXPECT_NE(all.cluster_id, a.cluster_id);
  EXPECT_NE(a.cluster_id, b.cluster_id);
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 3);
}

TEST_F(DuplicateTest, StockPassagesChainNothing) {
  const Words stock = MadeWords(99, 45);
  for (uint32_t i = 1; i <= 30; ++i) {
    const CommitResult result = Commit(absl::StrCat(i), Joined(MadeWords(i, 150), stock));
    EXPECT_EQ(result.verdict, Verdict::kNew) << i;
  }
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 30);
  ExpectSound();
}

TEST_F(DuplicateTest, TheHundredthVersionStillMeetsTheOthers) {
  const Words words = MadeWords(1, 300);
  for (size_t i = 0; i < 100; ++i) {
    Words version = words;
    version[3 * i % 290] = absl::StrCat("bản", i);
    Commit(absl::StrCat(i), version);
  }
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 1);
  ExpectSound();
}

TEST_F(DuplicateTest, ANewTextOfALoneArticleKeepsItsCluster) {
  const CommitResult first = Commit("a", MadeWords(1, 200));
  const CommitResult second = Commit("a", MadeWords(2, 200));
  EXPECT_EQ(second.verdict, Verdict::kNewVersion);
  EXPECT_EQ(second.cluster_id, first.cluster_id);
  const CommitResult back = Commit("b", MadeWords(1, 200));
  EXPECT_EQ(back.verdict, Verdict::kNew) << "the text is nobody's now";
  EXPECT_NE(back.cluster_id, first.cluster_id);
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, ANewTextLeavesTheClusterOfTheOld) {
  const Words words = MadeWords(1, 300);
  const CommitResult first = Commit("a", words);
  const CommitResult copy = Commit("b", words);
  const CommitResult changed = Commit("b", MadeWords(2, 300));
  EXPECT_EQ(changed.verdict, Verdict::kNewVersion);
  EXPECT_NE(changed.cluster_id, first.cluster_id);
  EXPECT_EQ(ClusterOf(first.article_id).article_count(), 1);
  const CommitResult again = Commit("b", Joined(words, MadeWords(3, 30)));
  EXPECT_EQ(again.cluster_id, first.cluster_id);
  ASSERT_TRUE(again.match.has_value());
  EXPECT_EQ(again.match->article_id, first.article_id);
  EXPECT_EQ(copy.cluster_id, first.cluster_id);
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, ADeletedArticleLeavesNothingButItsNeighbours) {
  const Words words = MadeWords(1, 300);
  const CommitResult shorter = Commit("gon", Part(words, 0, 220));
  const CommitResult whole = Commit("ca", words);
  const CommitResult copy = Commit("ban-sao", words);
  EXPECT_EQ(ClusterOf(shorter.article_id).canonical().article(), whole.article_id);

  ASSERT_TRUE(store_->DeleteArticle(whole.article_id, absl::Now()).ok());
  EXPECT_EQ(store_->CurrentView()->GetArticle(whole.article_id, 0).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(ClusterOf(shorter.article_id).canonical().article(), copy.article_id);
  EXPECT_EQ(ClusterOf(shorter.article_id).article_count(), 2);
  ExpectSoundAfterRestart();
  EXPECT_EQ(Commit("moi", Edited(words, 150)).match->article_id, copy.article_id)
      << "the copy stands for the body now";

  EXPECT_EQ(store_->DeleteArticle(whole.article_id, absl::Now()).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Commit("ca", words).verdict, Verdict::kExactDuplicate) << "sent again, it is a new one";
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, TheLastDeletedArticleTakesItsClusterAlong) {
  const CommitResult only = Commit("a", MadeWords(1, 200));
  Commit("a", MadeWords(2, 200));
  ASSERT_TRUE(store_->DeleteArticle(only.article_id, absl::Now()).ok());
  const Counts counts = store_->CurrentView()->counts();
  EXPECT_EQ(counts.articles, 0);
  EXPECT_EQ(counts.versions, 0);
  EXPECT_EQ(counts.clusters, 0);
  EXPECT_FALSE(HasCluster(only.cluster_id));
  EXPECT_EQ(Commit("b", MadeWords(2, 200)).verdict, Verdict::kNew);
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, ClustersAreListedBySizeAndByTime) {
  const Words a = MadeWords(1, 200);
  const Words b = MadeWords(2, 200);
  const std::string big = Commit("a1", a).cluster_id;
  const std::string late = Commit("b1", b).cluster_id;
  Commit("allein", MadeWords(3, 200));
  Commit("a2", a);
  Commit("a3", Edited(a, 100));
  Commit("b2", b);
  const auto view = store_->CurrentView();
  const auto by_size = view->ListClusters(ClusterOrder::kSize, absl::nullopt, 10);
  ASSERT_TRUE(by_size.ok()) << by_size.status();
  ASSERT_EQ(by_size->size(), 2U);
  EXPECT_EQ((*by_size)[0].id, big);
  EXPECT_EQ((*by_size)[1].id, late);
  const auto first = view->ListClusters(ClusterOrder::kTime, absl::nullopt, 1);
  ASSERT_EQ(first->size(), 1U);
  EXPECT_EQ((*first)[0].id, late);
  const auto second =
      view->ListClusters(ClusterOrder::kTime, CursorOf(ClusterOrder::kTime, first->front()), 5);
  ASSERT_EQ(second->size(), 1U);
  EXPECT_EQ((*second)[0].id, big);
}

TEST_F(DuplicateTest, CheckingStoresNothing) {
  const Words words = MadeWords(1, 300);
  const CommitResult first = Commit("a", words);
  const auto view = store_->CurrentView();
  const auto near = view->CheckDuplicate(PrepareForTest(ArticleOf("b", Edited(words, 150))), 8);
  ASSERT_TRUE(near.ok()) << near.status();
  EXPECT_EQ(near->verdict, Verdict::kNearDuplicate);
  EXPECT_EQ(near->cluster_id, first.cluster_id);
  ASSERT_EQ(near->matches.size(), 1U);
  EXPECT_EQ(near->matches[0].article_id, first.article_id);

  const auto known = view->CheckDuplicate(PrepareForTest(ArticleOf("a", words)), 8);
  EXPECT_EQ(known->verdict, Verdict::kUnchanged);
  EXPECT_EQ(known->article_id, first.article_id);
  const auto changed = view->CheckDuplicate(PrepareForTest(ArticleOf("a", Edited(words, 99))), 8);
  EXPECT_EQ(changed->verdict, Verdict::kNewVersion);
  EXPECT_THAT(changed->matches, IsEmpty()) << "an article is no duplicate of itself";
  const auto other = view->CheckDuplicate(PrepareForTest(ArticleOf("c", MadeWords(2, 90))), 8);
  EXPECT_EQ(other->verdict, Verdict::kNew);
  EXPECT_EQ(other->cluster_id, "");
  EXPECT_EQ(store_->CurrentView()->revision(), 1);
}

TEST_F(DuplicateTest, ACopyOfATrustedSourceIsTheOneToShow) {
  const TestArticle one = {"https://mot.example/tin", "Tin", {MadeText(MadeWords(1, 200))}};
  const TestArticle two = {"https://hai.example/tin", "Tin", one.paragraphs};
  const TestArticle three = {"https://ba.example/tin", "Tin", one.paragraphs};
  const std::string first = Commit(one).article_id;
  const auto trusted = store_->SetTrusted("hai.example", true, absl::Now());
  ASSERT_TRUE(trusted.ok()) << trusted.status();
  EXPECT_EQ(*trusted, 2) << "a commit of its own";
  EXPECT_EQ(*store_->SetTrusted("hai.example", true, absl::Now()), 2) << "nothing changes";
  const std::string second = Commit(two).article_id;
  EXPECT_EQ(ClusterOf(first).canonical().article(), second);
  ExpectSoundAfterRestart();

  ASSERT_TRUE(store_->SetTrusted("ba.example", true, absl::Now()).ok());
  ASSERT_TRUE(store_->SetTrusted("hai.example", false, absl::Now()).ok());
  EXPECT_EQ(ClusterOf(first).canonical().article(), second) << "no cluster elects because of it";
  Commit(three);
  EXPECT_EQ(ClusterOf(first).canonical().article(), second) << "the elder of the trusted copies";
  EXPECT_TRUE(store_->CurrentView()->GetSource("ba.example")->record.trusted());
  EXPECT_FALSE(store_->CurrentView()->GetSource("hai.example")->record.trusted());
  ExpectSoundAfterRestart();
}

TEST_F(DuplicateTest, TrustCannotBeTakenFromASourceThatIsNotThere) {
  EXPECT_EQ(store_->SetTrusted("la.example", false, absl::Now()).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(store_->CurrentView()->GetSource("la.example").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(store_->CurrentView()->revision(), 0);
}

// A check must promise the cluster that the commit then gives.
TEST_F(DuplicateTest, ACheckOfAChangedTextNamesNoClusterThatItWouldLeave) {
  const Words words = MadeWords(1, 300);
  Commit("a", words);
  const CommitResult copy = Commit("b", words);
  const TestArticle changed = ArticleOf("a", MadeWords(2, 300));
  const auto checked = store_->CurrentView()->CheckDuplicate(PrepareForTest(changed), 8);
  ASSERT_TRUE(checked.ok()) << checked.status();
  const CommitResult committed = Commit(changed);
  EXPECT_EQ(committed.verdict, Verdict::kNewVersion);
  EXPECT_NE(committed.cluster_id, copy.cluster_id);
  EXPECT_EQ(checked->cluster_id, "");
}

// What the cache of signatures holds must be what the store would read.
TEST_F(DuplicateTest, AFailedCommitLeavesNoTraceInLaterVerdicts) {
  const Words words = MadeWords(1, 300);
  ASSERT_TRUE(base::SetFaults("store.commit.before_write=error").ok());
  std::vector<PreparedDocument> batch;
  batch.emplace_back(PrepareForTest(ArticleOf("a", words)));
  batch.emplace_back(PrepareForTest(ArticleOf("b", Edited(words, 150))));
  EXPECT_FALSE(store_->Commit(std::move(batch), absl::Now()).ok());
  ASSERT_TRUE(base::SetFaults("").ok());
  Commit("c", MadeWords(2, 300));
  EXPECT_EQ(Commit("d", Edited(MadeWords(2, 300), 150)).verdict, Verdict::kNearDuplicate);
  EXPECT_EQ(Commit("e", words).verdict, Verdict::kNew);
  ExpectSoundAfterRestart();
}

// Schema 2 knew exact copies only, and named the clusters of bodies by their fingerprints.
TEST_F(DuplicateTest, AStoreOfSchema2GetsItsNearDuplicatesFound) {
  const Words words = MadeWords(1, 600);
  const std::vector<TestArticle> articles = {
      ArticleOf("dau", Part(words, 0, 320)), ArticleOf("cuoi", Part(words, 300, 600)),
      ArticleOf("ca", words), ArticleOf("khac", MadeWords(2, 300)),
      ArticleOf("sao", MadeWords(2, 300))};
  for (const TestArticle& article : articles) Commit(article);
  store_.reset();
  MakeSchema2ForTest(folder_.path());
  store_ = OpenForTest(folder_.path());
  ExpectSoundAfterRestart();
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 2);
  EXPECT_EQ(Commit(articles[0]).verdict, Verdict::kUnchanged);
  EXPECT_EQ(Commit("moi", Edited(words, 300)).verdict, Verdict::kNearDuplicate);
  ExpectSoundAfterRestart();
}

}  // namespace
}  // namespace khotin::store
