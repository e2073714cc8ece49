// Decisions on many articles: in several commits, and when the process ends between them.
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "base/fault_point.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/entity_decision.h"
#include "store/entity_decision_fixture.h"

namespace khotin::store {
namespace {

using testing::ElementsAre;

class LargeMergeTest : public EntityDecisionTest {
 protected:
  static constexpr int kMany = 2 * kRelinkedPerCommit + 100;

  void IngestMany() {
    std::vector<TestArticle> articles = {OfBa(0)};
    for (int i = 1; i <= kMany; ++i) articles.push_back(OfBon(i));
    CommitForTest(store_.get(), articles);
  }
};

TEST_F(LargeMergeTest, IsCarriedOutByCommitsOfBoundedSize) {
  IngestMany();
  const EntityDecisionResult merged = Merge(kBon, kBa);
  EXPECT_EQ(merged.id, 2);
  EXPECT_EQ(merged.revision, 5);
  const auto commits = Now()->ReadFeed(1, 10);
  ASSERT_TRUE(commits.ok()) << commits.status();
  for (const StoredCommit& commit : *commits) {
    EXPECT_LE(commit.record.moved_articles_size(), kRelinkedPerCommit);
    EXPECT_THAT(commit.record.entity_decisions(), ElementsAre(2));
  }
  EXPECT_EQ(Articles(kBa), kMany + 1);
  ExpectSound();
}

TEST_F(LargeMergeTest, BrokenOffInTheMiddleGoesOnWhenTheStoreIsOpened) {
  IngestMany();
  ASSERT_TRUE(base::SetFaults("store.commit.before_write=error@3").ok());
  EXPECT_EQ(store_->DecideMerge({kBon, ""}, {kBa, ""}, {}, now_).status().code(),
            absl::StatusCode::kUnavailable);
  ASSERT_TRUE(base::SetFaults("").ok());
  EXPECT_TRUE((*Now()->ListEntityDecisions(0, 10))[0].record.pending());
  EXPECT_EQ(Articles(kBa), kRelinkedPerCommit + 1);
  ExpectSound();
  const std::string later = Ingest(OfBon(kMany + 1));
  EXPECT_THAT(EntitiesOf(later), ElementsAre(kBa));
  ExpectSound();
  Reopen();
  EXPECT_FALSE((*Now()->ListEntityDecisions(0, 10))[0].record.pending());
  EXPECT_EQ(Articles(kBa), kMany + 2);
  ExpectSound();
}

TEST_F(LargeMergeTest, TakingItBackBrokenOffGoesOnWithTheNextDecision) {
  IngestMany();
  const EntityDecisionResult merged = Merge(kBon, kBa);
  ASSERT_TRUE(base::SetFaults("store.commit.before_write=error@3").ok());
  EXPECT_EQ(store_->RevokeDecision(merged.id, now_).status().code(),
            absl::StatusCode::kUnavailable);
  ASSERT_TRUE(base::SetFaults("").ok());
  ExpectSound();
  ASSERT_TRUE(store_->DecideRename({kBa, ""}, "Ba", {}, now_).ok());
  EXPECT_EQ(Articles(kBa), 1);
  EXPECT_EQ(Articles(kBon), kMany);
  ExpectSound();
}

TEST_F(LargeMergeTest, TakingItBackGoesOnAmongTheArticlesThatWereSplitOff) {
  std::vector<TestArticle> articles = {OfBon(0)};
  for (int i = 1; i <= kMany; ++i) articles.push_back(OfBoth(i));
  std::vector<std::string> split;
  for (const CommitResult& result : CommitForTest(store_.get(), articles)) {
    split.push_back(result.article_id);
  }
  split.erase(split.begin());
  Split(kBa, split);
  const EntityDecisionResult merged = Merge(kBon, kBa);
  EXPECT_EQ(Articles(kBa), 1);
  EXPECT_EQ(Articles(kBa2), kMany);
  ASSERT_TRUE(base::SetFaults("store.commit.before_write=error@3").ok());
  EXPECT_EQ(store_->RevokeDecision(merged.id, now_).status().code(),
            absl::StatusCode::kUnavailable);
  ASSERT_TRUE(base::SetFaults("").ok());
  EXPECT_EQ(Articles(kBon), kRelinkedPerCommit);
  ExpectSound();
  Reopen();
  EXPECT_EQ(Articles(kBon), kMany + 1);
  EXPECT_EQ(Articles(kBa2), kMany);
  ExpectSound();
}

// The store that a killed process left, which another one opens.
class EntityDecisionDeathTest : public EntityDecisionTest,
                                public testing::WithParamInterface<const char*> {
 protected:
  static constexpr int kMany = 2 * kRelinkedPerCommit;

  // The process that is to die runs the test anew, with a folder of its own: it finds this one's
  // path in the environment.
  static constexpr char kFolder[] = "KHOTIN_TEST_KILLED_STORE";

  [[noreturn]] static void MergeUntilKilled() {
    const auto store = OpenForTest(std::getenv(kFolder));
    std::vector<TestArticle> articles;
    for (int i = 0; i < kMany; ++i) articles.push_back(OfBon(i));
    articles.push_back(OfBa(kMany));
    CommitForTest(store.get(), articles);
    EXPECT_TRUE(base::SetFaults(GetParam()).ok());
    const std::string from(kBon);
    const std::string into(kBa);
    EXPECT_TRUE(store->DecideMerge({from, ""}, {into, ""}, {}, absl::Now()).ok());
    std::_Exit(0);
  }
};

TEST_P(EntityDecisionDeathTest, AKillInTheMiddleLeavesTheRestToTheNextStart) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  TemporaryFolder killed;
  setenv(kFolder, killed.path().c_str(), /*overwrite=*/0);
  EXPECT_EXIT(MergeUntilKilled(), testing::KilledBySignal(SIGKILL), "");
  unsetenv(kFolder);
  store_ = OpenForTest(killed.path());
  EXPECT_FALSE((*Now()->ListEntityDecisions(0, 10))[0].record.pending());
  EXPECT_EQ(Articles(kBa), kMany + 1);
  EXPECT_EQ(Indexed(kBa), static_cast<uint64_t>(kMany + 1));
  ExpectSound();
  store_.reset();
}

INSTANTIATE_TEST_SUITE_P(FaultPoints, EntityDecisionDeathTest,
                         testing::Values("store.commit.after_write=kill@1",
                                         "store.commit.after_write=kill@2",
                                         "store.commit.before_write=kill@3"));

}  // namespace
}  // namespace khotin::store
