// What a store is after it was closed, refused, or broken off.
#include "base/fault_point.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/database.h"
#include "store/keys.h"
#include "store/store.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TestArticle Numbered(int number, const std::string& word) {
  return {"https://bao.example/" + std::to_string(number),
          "Bản tin số " + std::to_string(number),
          {"Ông Trần Văn Ba nói về " + word + " tại Hà Nội, bản tin số " + std::to_string(number) +
           "."}};
}

std::vector<TestArticle> Range(int begin, int end, const std::string& word) {
  std::vector<TestArticle> articles;
  for (int i = begin; i < end; ++i) articles.push_back(Numbered(i, word));
  return articles;
}

void ExpectSound(const Store& store) {
  const auto violations = store.Check(10);
  ASSERT_TRUE(violations.ok()) << violations.status();
  EXPECT_THAT(*violations, IsEmpty());
}

class RecoveryTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
};

// Flushes every 4 documents, with updates that hit stored and memory segments and merges.
void CommitMuch(Store* store) {
  for (int round = 0; round < 12; ++round) {
    CommitForTest(store, Range(round * 3, round * 3 + 3, "mùa màng"));
    if (round % 3 == 1) CommitForTest(store, Range(round, round + 2, "thời tiết"));
  }
}

TEST_F(RecoveryTest, ReopeningChangesNoAnswer) {
  auto store = OpenForTest(folder_.path(), 4);
  CommitMuch(store.get());
  ExpectSound(*store);
  const std::string before = Describe(*store);
  EXPECT_GT(store->Status().stored_segments, 0);
  store.reset();
  store = OpenForTest(folder_.path(), 4);
  EXPECT_EQ(Describe(*store), before);
  ExpectSound(*store);
}

TEST_F(RecoveryTest, AStartHasLittleToIndexAgain) {
  auto store = OpenForTest(folder_.path());
  CommitForTest(store.get(), Range(0, 64, "chợ hoa"));
  EXPECT_EQ(store->Status().memory_documents, 64);
  store.reset();
  store = OpenForTest(folder_.path());
  EXPECT_EQ(store->Status().memory_documents, 0);
  EXPECT_EQ(store->Status().stored_documents, 64);
}

// The log of batches alone decides what the store answers, not when it was restarted.
TEST_F(RecoveryTest, RestartsBetweenCommitsLeaveTheSameStore) {
  TemporaryFolder other;
  auto store = OpenForTest(folder_.path(), 4);
  CommitMuch(store.get());
  for (int round = 0; round < 12; ++round) {
    auto reopened = OpenForTest(other.path(), 4);
    CommitForTest(reopened.get(), Range(round * 3, round * 3 + 3, "mùa màng"));
    reopened.reset();
    reopened = OpenForTest(other.path(), 4);
    if (round % 3 == 1) CommitForTest(reopened.get(), Range(round, round + 2, "thời tiết"));
  }
  EXPECT_EQ(Describe(*OpenForTest(other.path(), 4)), Describe(*store));
}

TEST_F(RecoveryTest, ASecondWriterIsRefusedAndAReaderIsNot) {
  const auto store = OpenForTest(folder_.path());
  CommitForTest(store.get(), Range(0, 3, "mùa màng"));
  StoreOptions options;
  options.path = folder_.path();
  const auto second = Store::Open(options);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(folder_.path() + ": in use"));

  options.read_only = true;
  const auto reader = Store::Open(options);
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_EQ((*reader)->CurrentView()->counts().articles, 3);
  ExpectSound(**reader);
  EXPECT_EQ((*reader)->Commit({}, absl::Now()).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

// Schema 1 did not know raw documents by their hash.
TEST_F(RecoveryTest, AnOlderStoreIsBroughtUpToDate) {
  CommitForTest(OpenForTest(folder_.path()).get(), Range(0, 5, "chợ hoa"));
  {
    StoreOptions options;
    options.path = folder_.path();
    const auto database = Database::Open(options);
    ASSERT_TRUE(database.ok()) << database.status();
    WriteContext context(database->get());
    ASSERT_TRUE((*database)
                    ->Scan(Family::kRawHashes, "", "", nullptr,
                           [&](absl::string_view key, absl::string_view) {
                             return context.Delete(Family::kRawHashes, key).ok();
                           })
                    .ok());
    ASSERT_TRUE(context.Put(Family::kMeta, kSchemaKey, "1").ok());
    ASSERT_TRUE(context.Write().ok());
  }
  StoreOptions reading;
  reading.path = folder_.path();
  reading.read_only = true;
  EXPECT_EQ(Store::Open(reading).status().code(), absl::StatusCode::kFailedPrecondition);
  const std::unique_ptr<Store> store = OpenForTest(folder_.path());
  EXPECT_THAT(*store->Check(10), IsEmpty());
  EXPECT_EQ(CommitForTest(store.get(), Range(0, 5, "chợ hoa"))[4].verdict, Verdict::kUnchanged);
}

TEST_F(RecoveryTest, ANewerSchemaIsRefused) {
  OpenForTest(folder_.path()).reset();
  StoreOptions options;
  options.path = folder_.path();
  {
    const auto database = Database::Open(options);
    ASSERT_TRUE(database.ok());
    WriteContext context(database->get());
    ASSERT_TRUE(context.Put(Family::kMeta, kSchemaKey, absl::StrCat(kSchemaVersion + 1)).ok());
    ASSERT_TRUE(context.Write().ok());
  }
  const auto refused = Store::Open(options);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr(absl::StrCat("schema version ", kSchemaVersion + 1)));
}

TEST_F(RecoveryTest, AMissingStoreIsNotMadeForAReader) {
  StoreOptions options;
  options.path = folder_.path() + "/nothing";
  options.read_only = true;
  EXPECT_EQ(Store::Open(options).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(RecoveryTest, AFailedCommitLeavesNothingBehind) {
  auto store = OpenForTest(folder_.path(), 4);
  CommitForTest(store.get(), Range(0, 3, "mùa màng"));
  const std::string before = Describe(*store);
  for (const char* fault :
       {"store.commit.before_write=error", "store.index.segment_written=error"}) {
    ASSERT_TRUE(base::SetFaults(fault).ok());
    std::vector<PreparedDocument> batch;
    for (const TestArticle& article : Range(10, 20, "thời tiết")) {
      batch.push_back(PrepareForTest(article));
    }
    EXPECT_EQ(store->Commit(std::move(batch), absl::Now()).status().code(),
              absl::StatusCode::kUnavailable);
    EXPECT_EQ(Describe(*store), before);
  }
  ExpectSound(*store);
  CommitForTest(store.get(), Range(10, 20, "thời tiết"));
  ExpectSound(*store);
  store.reset();
  ExpectSound(*OpenForTest(folder_.path(), 4));
}

TEST_F(RecoveryTest, TheTokenSeedStays) {
  auto store = OpenForTest(folder_.path());
  const uint64_t seed = store->token_seed();
  store.reset();
  EXPECT_EQ(OpenForTest(folder_.path())->token_seed(), seed);
}

}  // namespace
}  // namespace khotin::store
