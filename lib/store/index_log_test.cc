// What a start after a crash finds of the documents that no segment in the store holds.
#include "store/index_log.h"

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TestArticle Numbered(int number, const std::string& word) {
  return {absl::StrCat("https://bao.example/", number),
          absl::StrCat("Bản tin số ", number),
          {absl::StrCat("Bà Lê Thị Sáu kể chuyện ", word, " ở Đà Lạt, bản tin số ", number, ".")}};
}

class IndexLogTest : public testing::Test {
 protected:
  // One article a commit.
  void CommitEach(Store* store, int begin, int end, const std::string& word = "hái chè") {
    for (int i = begin; i < end; ++i) CommitForTest(store, {Numbered(i, word)});
  }

  // What a crash would leave of the store, opened.
  std::unique_ptr<Store> Crash() {
    std::filesystem::remove_all(copy_.path());
    std::filesystem::copy(folder_.path(), copy_.path(), std::filesystem::copy_options::recursive);
    return OpenForTest(copy_.path());
  }

  std::shared_ptr<Database> OpenDatabase() {
    StoreOptions options;
    options.path = copy_.path();
    auto database = Database::Open(options);
    EXPECT_TRUE(database.ok()) << database.status();
    return *std::move(database);
  }

  std::vector<std::string> LogKeys(const Database& database) {
    std::vector<std::string> keys;
    EXPECT_TRUE(database
                    .Scan(Family::kIndexLog, "", "", nullptr,
                          [&](absl::string_view key, absl::string_view) {
                            keys.emplace_back(key);
                            return true;
                          })
                    .ok());
    return keys;
  }

  TemporaryFolder folder_;
  TemporaryFolder copy_;
};

void ExpectSound(const Store& store) {
  const auto violations = store.Check(10);
  ASSERT_TRUE(violations.ok()) << violations.status();
  EXPECT_THAT(*violations, IsEmpty());
}

TEST_F(IndexLogTest, ACrashLosesNoDocument) {
  const auto store = OpenForTest(folder_.path());
  CommitEach(store.get(), 0, 9);
  CommitEach(store.get(), 2, 4, "trồng cà phê");
  CommitForTest(store.get(), {Numbered(2, "làm vườn"), Numbered(20, "làm vườn")});
  ASSERT_EQ(store->Status().stored_segments, 0);
  const auto reopened = Crash();
  EXPECT_EQ(Describe(*reopened), Describe(*store));
  ExpectSound(*reopened);
  EXPECT_EQ(reopened->Status().memory_segments, 1) << "few documents are searched in one segment";
  CommitEach(reopened.get(), 8, 12, "nuôi tằm");
  ExpectSound(*reopened);
}

TEST_F(IndexLogTest, AnArticleThatWasDeletedBeforeItWasFlushedStaysDeleted) {
  const auto store = OpenForTest(folder_.path());
  CommitEach(store.get(), 0, 5);
  const std::string id = CommitForTest(store.get(), {Numbered(5, "hái chè")})[0].article_id;
  ASSERT_TRUE(store->DeleteArticle(id, absl::Now()).ok());
  EXPECT_EQ(store->Status().stored_segments, 0) << "a deletion need not write the index";
  const auto reopened = Crash();
  EXPECT_EQ(Describe(*reopened), Describe(*store));
  EXPECT_EQ(reopened->CurrentView()->index().documents, 5U);
  ExpectSound(*reopened);
}

TEST_F(IndexLogTest, UpdatesOfStoredDocumentsOutliveACrash) {
  const auto store = OpenForTest(folder_.path(), 4);
  CommitEach(store.get(), 0, 4);
  ASSERT_EQ(store->Status().memory_documents, 0);
  CommitEach(store.get(), 1, 3, "trồng cà phê");
  ASSERT_EQ(store->Status().memory_documents, 2);
  const auto reopened = Crash();
  EXPECT_EQ(Describe(*reopened), Describe(*store));
  ExpectSound(*reopened);
}

TEST_F(IndexLogTest, ManyDocumentsAreWrittenBesideTheFirstCommits) {
  const auto store = OpenForTest(folder_.path());
  CommitEach(store.get(), 0, 9);
  Crash().reset();
  std::filesystem::remove_all(copy_.path());
  std::filesystem::copy(folder_.path(), copy_.path(), std::filesystem::copy_options::recursive);
  StoreOptions options;
  options.path = copy_.path();
  options.flush_documents = 16;
  {
    const auto reopened = Store::Open(options);
    ASSERT_TRUE(reopened.ok()) << reopened.status();
    EXPECT_EQ(Describe(**reopened), Describe(*store));
    ASSERT_TRUE((*reopened)->FinishIndexWork([] { return false; }).ok());
    EXPECT_EQ((*reopened)->Status().memory_documents, 0);
    EXPECT_EQ((*reopened)->Status().stored_documents, 9);
    EXPECT_EQ(Describe(**reopened), Describe(*store));
  }
  EXPECT_THAT(LogKeys(*OpenDatabase()), IsEmpty()) << "a segment holds what it says";
}

TEST_F(IndexLogTest, ADamagedEntryIsNamed) {
  const auto store = OpenForTest(folder_.path());
  CommitEach(store.get(), 0, 3);
  Crash().reset();
  for (const size_t place : {size_t{0}, size_t{40}, size_t{400}}) {
    {
      const auto database = OpenDatabase();
      const std::string key = LogKeys(*database)[1];
      std::string value = **database->Get(Family::kIndexLog, key, nullptr);
      value[place] = static_cast<char>(value[place] ^ 0x5a);
      WriteContext context(database.get());
      ASSERT_TRUE(context.Put(Family::kIndexLog, key, value).ok());
      ASSERT_TRUE(context.Write().ok());
    }
    StoreOptions options;
    options.path = copy_.path();
    const auto damaged = Store::Open(options);
    EXPECT_EQ(damaged.status().code(), absl::StatusCode::kDataLoss);
    EXPECT_THAT(std::string(damaged.status().message()), HasSubstr("index log of revision 2"));
  }
}

// Schema 8 had no log, and another form of the index, which is made anew.
TEST_F(IndexLogTest, AStoreWithoutALogIsBroughtUpToDate) {
  const auto store = OpenForTest(folder_.path());
  CommitEach(store.get(), 0, 5);
  CommitEach(store.get(), 1, 3, "trồng cà phê");
  Crash().reset();
  {
    const auto database = OpenDatabase();
    WriteContext context(database.get());
    for (const std::string& key : LogKeys(*database)) {
      ASSERT_TRUE(context.Delete(Family::kIndexLog, key).ok());
    }
    ASSERT_TRUE(context.Put(Family::kMeta, kSchemaKey, "8").ok());
    ASSERT_TRUE(context.Write().ok());
  }
  const auto reopened = OpenForTest(copy_.path());
  EXPECT_EQ(reopened->Status().memory_documents, 0);
  EXPECT_EQ(reopened->CurrentView()->index().documents, 5U);
  ExpectSound(*reopened);
}

}  // namespace
}  // namespace khotin::store
