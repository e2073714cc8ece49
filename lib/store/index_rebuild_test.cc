// What the index of an older store is after the first open for writing.
#include "store/index_rebuild.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "base/fault_point.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/index_state.h"
#include "store/keys.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

TestArticle Numbered(int number, const std::string& word) {
  return {absl::StrCat("https://bao.example/", number),
          absl::StrCat("Chuyện số ", number),
          {absl::StrCat("Ông Trần Văn Ba ", word, " ở Sa Đéc, chuyện số ", number, ".")}};
}

class IndexRebuildTest : public testing::Test {
 protected:
  ~IndexRebuildTest() override { EXPECT_TRUE(base::SetFaults("").ok()); }

  // One article a commit; the ids.
  std::vector<std::string> CommitEach(int begin, int end, const std::string& word = "trồng hoa") {
    const auto store = OpenForTest(folder_.path());
    std::vector<std::string> ids;
    for (int i = begin; i < end; ++i) {
      ids.push_back(CommitForTest(store.get(), {Numbered(i, word)})[0].article_id);
    }
    return ids;
  }

  std::shared_ptr<Database> OpenDatabase() {
    StoreOptions options;
    options.path = folder_.path();
    auto database = Database::Open(options);
    EXPECT_TRUE(database.ok()) << database.status();
    return *std::move(database);
  }

  // Article ids by stored segment.
  std::vector<std::vector<std::string>> StoredIds(const std::shared_ptr<Database>& database) {
    SnapshotReader reader(database.get(), nullptr);
    const auto manifest =
        reader.MustGetRecord<storage::v1::Manifest>(Family::kMeta, kManifestKey, "record");
    EXPECT_TRUE(manifest.ok()) << manifest.status();
    const auto index = OpenIndex(database, *manifest);
    EXPECT_TRUE(index.ok()) << index.status();
    std::vector<std::vector<std::string>> ids;
    for (const StoredSegment& stored : index->stored) {
      ids.emplace_back();
      const index::Segment& segment = *stored.view.segment;
      for (index::DocId doc = 0; doc < segment.stats().documents; ++doc) {
        ids.back().push_back(*segment.ArticleId(doc));
      }
    }
    return ids;
  }

  // As if the store were of a schema with another form of the index.
  void MakeOlder(const std::shared_ptr<Database>& database) {
    WriteContext context(database.get());
    ASSERT_TRUE(context.Put(Family::kMeta, kSchemaKey, "8").ok());
    ASSERT_TRUE(context.Write().ok());
  }

  TemporaryFolder folder_;
};

TEST_F(IndexRebuildTest, ArticlesStandInTheOrderOfTheirCommits) {
  std::vector<std::string> ids = CommitEach(0, 12);
  CommitEach(3, 4, "trồng cà");  // again, so that it is the newest
  ids.push_back(ids[3]);
  ids.erase(ids.begin() + 3);
  MakeOlder(OpenDatabase());
  {
    const auto store = OpenForTest(folder_.path());
    EXPECT_THAT(*store->Check(10), IsEmpty());
  }
  EXPECT_THAT(StoredIds(OpenDatabase()), ElementsAre(ElementsAreArray(ids)));
}

TEST_F(IndexRebuildTest, GoesOnWhereItWasBrokenOff) {
  const std::vector<std::string> ids = CommitEach(0, 5);
  {
    const auto database = OpenDatabase();
    ASSERT_TRUE(base::SetFaults("store.index.blocks_written=error@2").ok());
    EXPECT_EQ(RebuildIndex(database, 2).code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(StoredIds(database), ElementsAre(ElementsAre(ids[0], ids[1])));
  }
  const auto database = OpenDatabase();
  ASSERT_TRUE(RebuildIndex(database, 2).ok());
  EXPECT_THAT(StoredIds(database), ElementsAre(ElementsAre(ids[0], ids[1]),
                                               ElementsAre(ids[2], ids[3]), ElementsAre(ids[4])));
}

TEST_F(IndexRebuildTest, ARebuildOfTheOldOrderIsBegunAgain) {
  const std::vector<std::string> ids = CommitEach(0, 3);
  {
    const auto database = OpenDatabase();
    WriteContext context(database.get());
    ASSERT_TRUE(context.Put(Family::kMeta, "rederive/index", ids[1]).ok());
    ASSERT_TRUE(context.Write().ok());
    MakeOlder(database);
  }
  OpenForTest(folder_.path()).reset();
  const auto database = OpenDatabase();
  EXPECT_THAT(StoredIds(database), ElementsAre(ElementsAreArray(ids)));
  EXPECT_EQ(*database->Get(Family::kMeta, "rederive/index", nullptr), absl::nullopt);
}

TEST_F(IndexRebuildTest, AnArticleThatNoCommitNamesIsDataLoss) {
  CommitEach(0, 3);
  const auto database = OpenDatabase();
  WriteContext context(database.get());
  ASSERT_TRUE(context.Delete(Family::kFeed, BigEndian64(2)).ok());
  ASSERT_TRUE(context.Write().ok());
  const absl::Status rebuilt = RebuildIndex(database);
  EXPECT_EQ(rebuilt.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(rebuilt.message(), "commits name 2 of 3 articles");
}

}  // namespace
}  // namespace khotin::store
