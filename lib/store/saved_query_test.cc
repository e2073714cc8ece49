#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/ingest_fixture.h"

namespace khotin::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class SavedQueryTest : public IngestFixture {
 protected:
  static storage::v1::SavedQuery Query(const std::string& text) {
    storage::v1::SavedQuery query;
    query.set_query(text);
    return query;
  }
  std::vector<std::string> Ids() {
    std::vector<std::string> ids;
    const auto queries = store_->CurrentView()->ListSavedQueries("", 100);
    EXPECT_TRUE(queries.ok()) << queries.status();
    for (const StoredSavedQuery& query : *queries) ids.push_back(query.id);
    return ids;
  }
};

TEST_F(SavedQueryTest, IsKeptUnderItsIdWithTheTimesOfItsCommits) {
  ASSERT_EQ(*store_->PutSavedQuery("lu", Query("lũ lụt"), SavedQueryWrite::kCreate, now_), 1);
  const absl::Time later = now_ + absl::Hours(1);
  ASSERT_EQ(*store_->PutSavedQuery("lu", Query("lũ quét"), SavedQueryWrite::kUpdate, later), 2);
  const auto found = store_->CurrentView()->GetSavedQuery("lu");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->record.query(), "lũ quét");
  EXPECT_EQ(found->record.create_time(), absl::ToUnixMicros(now_));
  EXPECT_EQ(found->record.update_time(), absl::ToUnixMicros(later));
  EXPECT_EQ(found->record.revision(), 2);
  EXPECT_EQ(store_->CurrentView()->saved_query_revision(), 2);
  ExpectSound();
}

TEST_F(SavedQueryTest, CreatesNoIdTwiceAndUpdatesNoneThatIsNotThere) {
  EXPECT_EQ(store_->PutSavedQuery("lu", Query("a"), SavedQueryWrite::kUpdate, now_).status().code(),
            absl::StatusCode::kNotFound);
  ASSERT_TRUE(store_->PutSavedQuery("lu", Query("a"), SavedQueryWrite::kCreate, now_).ok());
  EXPECT_EQ(store_->PutSavedQuery("lu", Query("b"), SavedQueryWrite::kCreate, now_).status().code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(store_->CurrentView()->GetSavedQuery("lu")->record.query(), "a");
  EXPECT_EQ(store_->DeleteSavedQuery("bao", now_).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(SavedQueryTest, AreListedInOrderAndSurviveARestart) {
  for (const char* id : {"lu", "bao", "gio"}) {
    ASSERT_TRUE(store_->PutSavedQuery(id, Query(id), SavedQueryWrite::kCreate, now_).ok());
  }
  ASSERT_TRUE(store_->DeleteSavedQuery("gio", now_).ok());
  store_.reset();
  store_ = OpenForTest(folder_.path());
  EXPECT_THAT(Ids(), ElementsAre("bao", "lu"));
  EXPECT_EQ(store_->CurrentView()->counts().saved_queries, 2);
  EXPECT_EQ(store_->CurrentView()->saved_query_revision(), 4);
  ExpectSound();
}

TEST_F(SavedQueryTest, OfManyHasALimit) {
  for (int64_t i = 0; i < kMaxSavedQueries; ++i) {
    ASSERT_TRUE(
        store_->PutSavedQuery(std::to_string(i), Query("a"), SavedQueryWrite::kCreate, now_).ok());
  }
  EXPECT_EQ(store_->PutSavedQuery("x", Query("a"), SavedQueryWrite::kCreate, now_).status().code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(store_->PutSavedQuery("1", Query("b"), SavedQueryWrite::kUpdate, now_).ok());
}

TEST_F(SavedQueryTest, FeedTellsWhatEachCommitChanged) {
  const std::string url = "https://mot.example/tin-1.html";
  const TestArticle first = {url, "Một tin", {"Hôm nay trời nắng ở Huế, gió nhẹ, không mưa."}};
  const TestArticle second = {url, "Một tin", {"Hôm nay trời mưa ở Huế, gió mạnh, biển động."}};
  const std::string id = CommitForTest(store_.get(), {first})[0].article_id;
  CommitForTest(store_.get(), {second});
  ASSERT_TRUE(store_->PutSavedQuery("lu", Query("lũ"), SavedQueryWrite::kCreate, now_).ok());
  ASSERT_TRUE(store_->DeleteArticle(id, now_).ok());
  const auto commits = store_->CurrentView()->ReadFeed(0, 10);
  ASSERT_TRUE(commits.ok()) << commits.status();
  ASSERT_EQ(commits->size(), 4U);
  EXPECT_THAT((*commits)[0].record.articles(), ElementsAre(id));
  EXPECT_THAT((*commits)[0].record.updated(), IsEmpty());
  EXPECT_THAT((*commits)[1].record.articles(), ElementsAre(id));
  EXPECT_THAT((*commits)[1].record.updated(), ElementsAre(0U));
  EXPECT_THAT((*commits)[2].record.saved_queries(), ElementsAre("lu"));
  EXPECT_THAT((*commits)[3].record.deleted_articles(), ElementsAre(id));
  const auto later = store_->CurrentView()->ReadFeed(2, 1);
  ASSERT_TRUE(later.ok()) << later.status();
  ASSERT_EQ(later->size(), 1U);
  EXPECT_EQ((*later)[0].revision, 3);
}

TEST_F(SavedQueryTest, WaitingEndsWithTheNextCommitOrTheTimeGiven) {
  EXPECT_EQ(store_->WaitForRevision(0, absl::Milliseconds(1)), 0);
  std::thread writer([&] {
    EXPECT_TRUE(store_->PutSavedQuery("lu", Query("lũ"), SavedQueryWrite::kCreate, now_).ok());
  });
  EXPECT_EQ(store_->WaitForRevision(0, absl::InfiniteDuration()), 1);
  writer.join();
  EXPECT_EQ(store_->WaitForRevision(0, absl::InfiniteDuration()), 1) << "it is there already";
}

}  // namespace
}  // namespace khotin::store
