// Copies of a store that goes on, and what is left of them.
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/store.h"
#include "store/store_summary.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::IsEmpty;

bool Never() { return false; }

TestArticle Numbered(int number) {
  return {absl::StrCat("https://bao.example/", number),
          absl::StrCat("Bản tin số ", number),
          {absl::StrCat("Sáng nay, chợ làng số ", number, " họp từ rất sớm bên bờ sông.")}};
}

void CommitNumbered(Store* store, int begin, int end) {
  std::vector<TestArticle> articles;
  for (int i = begin; i < end; ++i) articles.push_back(Numbered(i));
  CommitForTest(store, articles);
}

std::string ReadAll(const Checkpoint& checkpoint, const StoreFile& file) {
  std::string bytes;
  const absl::Status status = checkpoint.ReadFile(file, [&](absl::string_view piece) {
    bytes.append(piece.data(), piece.size());
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  return bytes;
}

void CopyTo(const std::string& folder, const Checkpoint& checkpoint) {
  for (const StoreFile& file : checkpoint.files()) {
    std::ofstream(fs::path(folder) / file.name, std::ios::binary) << ReadAll(checkpoint, file);
  }
}

class CheckpointTest : public testing::Test {
 protected:
  std::unique_ptr<Checkpoint> Make(Store* store) {
    auto checkpoint = store->CreateCheckpoint(Never);
    EXPECT_TRUE(checkpoint.ok()) << checkpoint.status();
    return checkpoint.ok() ? *std::move(checkpoint) : nullptr;
  }
  bool FolderIsThere() const { return fs::exists(fs::path(folder_.path()) / "checkpoint"); }

  TemporaryFolder folder_;
  TemporaryFolder copy_;
};

TEST_F(CheckpointTest, IsTheStoreAsItWas) {
  auto store = OpenForTest(folder_.path(), 4);
  CommitNumbered(store.get(), 0, 10);
  const std::string before = Describe(*store);
  const int64_t revision = store->CurrentView()->revision();
  const auto checkpoint = Make(store.get());
  CommitNumbered(store.get(), 10, 20);
  EXPECT_EQ(checkpoint->revision(), revision);
  EXPECT_EQ(checkpoint->schema_version(), kSchemaVersion);
  CopyTo(copy_.path(), *checkpoint);
  EXPECT_EQ(Describe(*OpenForTest(copy_.path(), 4)), before);
}

TEST_F(CheckpointTest, SaysSizeAndChecksumOfEachFile) {
  auto store = OpenForTest(folder_.path(), 4);
  CommitNumbered(store.get(), 0, 10);
  const auto checkpoint = Make(store.get());
  bool has_tables = false;
  for (const StoreFile& file : checkpoint->files()) {
    const std::string bytes = ReadAll(*checkpoint, file);
    EXPECT_EQ(static_cast<int64_t>(bytes.size()), file.size) << file.name;
    EXPECT_EQ(base::HashBytes(bytes).ToBytes(), file.checksum) << file.name;
    has_tables = has_tables || absl::EndsWith(file.name, ".sst");
  }
  EXPECT_TRUE(has_tables);
}

TEST_F(CheckpointTest, SharesFilesWithTheOneBefore) {
  auto store = OpenForTest(folder_.path());
  CommitNumbered(store.get(), 0, 10);
  std::set<std::string> first;
  auto checkpoint = Make(store.get());
  for (const StoreFile& file : checkpoint->files()) first.insert(file.checksum);
  checkpoint.reset();
  checkpoint = Make(store.get());
  for (const StoreFile& file : checkpoint->files()) {
    if (!absl::EndsWith(file.name, ".sst")) continue;
    EXPECT_EQ(first.count(file.checksum), 1u) << file.name;
  }
}

TEST_F(CheckpointTest, OneAtATimeAndGoneWithTheObject) {
  auto store = OpenForTest(folder_.path());
  CommitNumbered(store.get(), 0, 2);
  auto first = Make(store.get());
  EXPECT_TRUE(FolderIsThere());
  const absl::Status second = store->CreateCheckpoint(Never).status();
  EXPECT_TRUE(absl::IsResourceExhausted(second));
  EXPECT_TRUE(IsEarlierCheckpoint(second));
  EXPECT_FALSE(IsEarlierCheckpoint(absl::ResourceExhaustedError("checkpoint: no space")));
  EXPECT_TRUE(FolderIsThere());
  first.reset();
  EXPECT_FALSE(FolderIsThere());
  EXPECT_NE(Make(store.get()), nullptr);
}

TEST_F(CheckpointTest, WhatAKilledProgramLeftIsRemovedAtTheNextStart) {
  OpenForTest(folder_.path()).reset();
  for (const char* name : {"checkpoint", "checkpoint.tmp"}) {
    fs::create_directory(fs::path(folder_.path()) / name);
    std::ofstream(fs::path(folder_.path()) / name / "000001.sst") << "left";
  }
  auto store = OpenForTest(folder_.path());
  EXPECT_FALSE(FolderIsThere());
  EXPECT_FALSE(fs::exists(fs::path(folder_.path()) / "checkpoint.tmp"));
  EXPECT_NE(Make(store.get()), nullptr);
}

TEST_F(CheckpointTest, AFileThatTheDiskDamagedIsNamed) {
  auto store = OpenForTest(folder_.path());
  CommitNumbered(store.get(), 0, 10);
  const auto checkpoint = Make(store.get());
  for (const StoreFile& file : checkpoint->files()) {
    if (!absl::EndsWith(file.name, ".sst")) continue;
    const fs::path path = fs::path(folder_.path()) / file.name;
    std::fstream table(path, std::ios::in | std::ios::out | std::ios::binary);
    table.seekp(file.size / 2);
    const int byte = table.peek();
    table.put(static_cast<char>(byte ^ 1));
    table.close();
    const absl::Status status =
        checkpoint->ReadFile(file, [](absl::string_view) { return absl::OkStatus(); });
    EXPECT_TRUE(absl::IsDataLoss(status)) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(file.name));
    return;
  }
  FAIL() << "no table file";
}

TEST_F(CheckpointTest, ASummaryChangesNothing) {
  auto store = OpenForTest(folder_.path(), 4);
  CommitNumbered(store.get(), 0, 10);
  const auto checkpoint = Make(store.get());
  CopyTo(copy_.path(), *checkpoint);
  const auto summary = SummarizeStore(copy_.path());
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->revision, checkpoint->revision());
  EXPECT_EQ(summary->schema_version, kSchemaVersion);
  std::set<std::string> names;
  for (const StoreFile& file : checkpoint->files()) names.insert(file.name);
  for (const fs::directory_entry& entry : fs::directory_iterator(copy_.path())) {
    EXPECT_EQ(names.count(entry.path().filename().string()), 1u) << entry.path();
  }
}

TEST_F(CheckpointTest, ASummaryRefusesAStoreThatIsNotWhole) {
  EXPECT_TRUE(absl::IsNotFound(SummarizeStore(copy_.path()).status()));
  auto store = OpenForTest(folder_.path(), 4);
  CommitNumbered(store.get(), 0, 10);
  const auto checkpoint = Make(store.get());
  CopyTo(copy_.path(), *checkpoint);
  for (const StoreFile& file : checkpoint->files()) {
    if (!absl::EndsWith(file.name, ".sst")) continue;
    fs::resize_file(fs::path(copy_.path()) / file.name, static_cast<uintmax_t>(file.size - 1));
    const absl::Status status = SummarizeStore(copy_.path()).status();
    EXPECT_FALSE(status.ok());
    EXPECT_THAT(std::string(status.message()), HasSubstr(copy_.path()));
    return;
  }
}

TEST_F(CheckpointTest, OfAStoreThatIsReadOnlyThereIsNone) {
  OpenForTest(folder_.path()).reset();
  StoreOptions options;
  options.path = folder_.path();
  options.read_only = true;
  const auto store = Store::Open(options);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_TRUE(absl::IsFailedPrecondition((*store)->CreateCheckpoint(Never).status()));
}

}  // namespace
}  // namespace khotin::store
