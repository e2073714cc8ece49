// A store whose segments are written and merged beside its commits.
#include <signal.h>
#include <stdlib.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "base/fault_point.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/store.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using ::testing::IsEmpty;

bool Never() { return false; }

TestArticle Numbered(int number, const std::string& word) {
  const std::string text = std::to_string(number);
  return {"https://bao.example/" + text,
          "Bản tin số " + text,
          {"Ông Trần Văn Ba nói về " + word + " tại Hà Nội, bản tin số " + text + "."}};
}

void CommitRange(Store* store, int begin, int end, const std::string& word) {
  std::vector<TestArticle> articles;
  for (int i = begin; i < end; ++i) articles.push_back(Numbered(i, word));
  CommitForTest(store, articles);
}

void ExpectSound(const Store& store) {
  const auto violations = store.Check(10);
  ASSERT_TRUE(violations.ok()) << violations.status();
  EXPECT_THAT(*violations, IsEmpty());
}

std::unique_ptr<Store> OpenWithThreads(const std::string& path, int64_t flush_documents) {
  StoreOptions options;
  options.path = path;
  options.sync_commits = false;
  options.flush_documents = flush_documents;
  auto store = Store::Open(options);
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

// 60 articles, three of which come again with another text: too few to be dropped.
void CommitSome(Store* store, const std::function<void()>& after_each) {
  for (int i = 0; i < 20; ++i) {
    CommitRange(store, 3 * i, 3 * i + 3, "mùa màng");
    if (i % 6 == 5) CommitRange(store, i, i + 1, "thời tiết");
    after_each();
  }
}

class IndexKeeperTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(IndexKeeperTest, AnswersDoNotTellWhenSegmentsWereMerged) {
  TemporaryFolder merging;
  TemporaryFolder threaded;
  const auto never = OpenForTest(folder_.path(), 20);
  CommitSome(never.get(), [] {});
  const auto always = OpenForTest(merging.path(), 3);
  CommitSome(always.get(), [&] { ASSERT_TRUE(always->FinishIndexWork(Never).ok()); });
  const auto beside = OpenWithThreads(threaded.path(), 20);
  CommitSome(beside.get(), [] {});
  EXPECT_EQ(Describe(*beside), Describe(*never));
  ASSERT_TRUE(beside->FinishIndexWork(Never).ok());
  EXPECT_EQ(Describe(*beside), Describe(*never));
  EXPECT_GT(always->Status().merged_documents, 0);
  EXPECT_LT(always->Status().stored_segments, 12);
  ExpectSound(*always);
  ExpectSound(*beside);
}

TEST_F(IndexKeeperTest, DroppingDeletedDocumentsIsACommit) {
  const auto store = OpenForTest(folder_.path(), 8);
  CommitRange(store.get(), 0, 16, "mùa màng");
  CommitRange(store.get(), 0, 8, "thời tiết");
  const auto before = store->CurrentView();
  EXPECT_EQ(before->revision(), 2);
  ASSERT_TRUE(store->FinishIndexWork(Never).ok());
  const auto after = store->CurrentView();
  EXPECT_EQ(after->revision(), 3);
  EXPECT_EQ(after->index().documents, before->index().documents);
  EXPECT_LT(after->index().total_lengths[1], before->index().total_lengths[1]);
  ExpectSound(*store);
  ASSERT_TRUE(store->FinishIndexWork(Never).ok());
  EXPECT_EQ(store->CurrentView()->revision(), 3) << "once";
}

TEST_F(IndexKeeperTest, WhatFailsIsToldAndTriedAgain) {
  const auto store = OpenForTest(folder_.path(), 4);
  for (int i = 0; i < 5; ++i) CommitRange(store.get(), 4 * i, 4 * i + 4, "mùa màng");
  const std::string before = Describe(*store);
  ASSERT_TRUE(base::SetFaults("store.index.merge_written=error").ok());
  EXPECT_EQ(store->FinishIndexWork(Never).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(store->Status().index_status.code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(store->Status().write_status.ok());
  EXPECT_EQ(store->FinishIndexWork([] { return true; }).code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(Describe(*store), before);
  ASSERT_TRUE(store->FinishIndexWork(Never).ok());
  EXPECT_TRUE(store->Status().index_status.ok());
  EXPECT_EQ(store->Status().stored_segments, 1);
  EXPECT_EQ(store->Status().merged_documents, 20);
  EXPECT_EQ(Describe(*store), before);
}

TEST_F(IndexKeeperTest, ClosingAtAnyMomentLosesNothing) {
  std::string before;
  for (int round = 0; round < 12; ++round) {
    const auto store = OpenWithThreads(folder_.path(), 4);
    if (round > 0) {
      EXPECT_EQ(Describe(*store), before) << round;
    }
    CommitRange(store.get(), 5 * round, 5 * round + 5, "mùa màng");
    before = Describe(*store);
  }
  const auto store = OpenWithThreads(folder_.path(), 4);
  EXPECT_EQ(Describe(*store), before);
  ExpectSound(*store);
}

TEST_F(IndexKeeperTest, CommitsDeletionsMergesAndReadersGoTogether) {
  const auto store = OpenWithThreads(folder_.path(), 4);
  std::atomic<bool> done{false};
  std::thread reader([&] {
    while (!done) {
      const auto view = store->CurrentView();
      uint64_t live = 0;
      for (const index::SegmentView& segment : view->index().segments) {
        for (index::DocId doc = 0; doc < segment.segment->stats().documents; ++doc) {
          live += segment.IsDeleted(doc) ? 0 : 1;
          ASSERT_TRUE(segment.segment->Values(doc).ok());
        }
      }
      ASSERT_EQ(live, static_cast<uint64_t>(view->counts().articles));
    }
  });
  std::thread finisher([&] {
    while (!done) ASSERT_TRUE(store->FinishIndexWork(Never).ok());
  });
  for (int round = 0; round < 40; ++round) {
    CommitRange(store.get(), 3 * (round % 20), 3 * (round % 20) + 3,
                "việc " + std::to_string(round));
    const auto id =
        store->CurrentView()->FindArticleByUrl("https://bao.example/" + std::to_string(round));
    if (round % 3 == 0 && id.ok()) {
      ASSERT_TRUE(store->DeleteArticle(*id, absl::FromUnixSeconds(1700000000)).ok());
    }
  }
  done = true;
  reader.join();
  finisher.join();
  ASSERT_TRUE(store->FinishIndexWork(Never).ok());
  EXPECT_GT(store->Status().merged_documents, 0);
  ExpectSound(*store);
}

// The store that a killed process left, which another one opens.
class IndexKeeperDeathTest : public IndexKeeperTest,
                             public testing::WithParamInterface<const char*> {
 protected:
  // The process that is to die runs the test anew, with a folder of its own: it finds this one's
  // path in the environment.
  static constexpr char kFolder[] = "KHOTIN_TEST_KILLED_STORE";

  [[noreturn]] static void WorkUntilKilled() {
    const auto store = OpenForTest(std::getenv(kFolder), 4);
    EXPECT_TRUE(base::SetFaults(std::string(GetParam()) + "=kill").ok());
    for (int i = 0; i < 6; ++i) {
      CommitRange(store.get(), 4 * i, 4 * i + 4, "mùa màng");
      CommitRange(store.get(), 2 * i, 2 * i + 1, "thời tiết");
      EXPECT_TRUE(store->FinishIndexWork(Never).ok());
    }
    std::_Exit(0);
  }
};

TEST_P(IndexKeeperDeathTest, AKillLeavesTheStoreWhole) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  setenv(kFolder, folder_.path().c_str(), /*overwrite=*/0);
  EXPECT_EXIT(WorkUntilKilled(), testing::KilledBySignal(SIGKILL), "");
  unsetenv(kFolder);
  const auto store = OpenForTest(folder_.path(), 4);
  ExpectSound(*store);
  for (int i = 0; i < 6; ++i) CommitRange(store.get(), 4 * i, 4 * i + 4, "chợ hoa");
  ASSERT_TRUE(store->FinishIndexWork(Never).ok());
  EXPECT_EQ(store->CurrentView()->counts().articles, 24);
  ExpectSound(*store);
}

INSTANTIATE_TEST_SUITE_P(FaultPoints, IndexKeeperDeathTest,
                         testing::Values("store.index.blocks_written",
                                         "store.index.segment_written", "store.index.merge_written",
                                         "store.index.installed", "store.index.segment_dropped"));

}  // namespace
}  // namespace khotin::store
