// From a backup to a store.
#include "backup/restore.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "backup/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/store.h"

namespace khotin::backup {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;

class RestoreTest : public FolderTest {
 protected:
  RestoreTest() : catalogue_(Open()) {
    store_ = *store::Store::Open({.path = Path("store")});
    Trust("baomot.example");
    const auto checkpoint = store_->CreateCheckpoint([] { return false; });
    Contents contents;
    for (const store::StoreFile& file : (*checkpoint)->files()) {
      EXPECT_TRUE((*checkpoint)
                      ->ReadFile(file,
                                 [&](absl::string_view piece) {
                                   contents[file.name].append(piece.data(), piece.size());
                                   return absl::OkStatus();
                                 })
                      .ok());
      contents.emplace(file.name, "");
    }
    manifest_ = ManifestOf(contents);
    manifest_.revision = (*checkpoint)->revision();
    manifest_.schema_version = (*checkpoint)->schema_version();
    BackupWriter writer(catalogue_.get());
    EXPECT_TRUE(Send(contents, &writer).ok());
    manifest_.id = *writer.Finish();
  }

  void Trust(const std::string& source) {
    EXPECT_TRUE(store_->SetTrusted(source, true, absl::Now()).ok());
  }
  absl::Status Run(const std::string& name) {
    return Restore(*catalogue_, manifest_, Path(name), [](int64_t) {});
  }
  // The first table file of the backup.
  std::string TablePath() const {
    for (const BackupFile& file : manifest_.files) {
      if (absl::EndsWith(file.name, ".sst")) return catalogue_->FilePath(file.checksum);
    }
    return "";
  }

  std::unique_ptr<Catalogue> catalogue_;
  std::unique_ptr<store::Store> store_;
  Manifest manifest_;
};

TEST_F(RestoreTest, IsTheStoreOfTheBackup) {
  Trust("baohai.example");
  ASSERT_TRUE(Run("restored").ok());
  const auto restored = store::Store::Open({.path = Path("restored"), .create_if_missing = false});
  ASSERT_TRUE(restored.ok()) << restored.status();
  const auto view = (*restored)->CurrentView();
  EXPECT_EQ(view->revision(), manifest_.revision);
  EXPECT_TRUE(view->GetSource("baomot.example").ok());
  EXPECT_FALSE(view->GetSource("baohai.example").ok());
  EXPECT_FALSE(fs::exists(Path(".restored.restoring")));
}

TEST_F(RestoreTest, TakesAnEmptyFolderAndMakesThoseInFront) {
  fs::create_directories(Path("empty"));
  EXPECT_TRUE(Run("empty").ok());
  EXPECT_TRUE(fs::exists(Path("empty/CURRENT")));
  EXPECT_TRUE(Run("new/folders/store/").ok());
  EXPECT_TRUE(fs::exists(Path("new/folders/store/CURRENT")));
}

TEST_F(RestoreTest, LeavesAFolderThatIsNotEmptyAlone) {
  fs::create_directories(Path("used"));
  std::ofstream(Path("used/notes.txt")) << "x";
  const absl::Status status = Run("used");
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("notes.txt"));
  EXPECT_FALSE(fs::exists(Path("used/CURRENT")));
  EXPECT_TRUE(absl::IsFailedPrecondition(Run("store"))) << "the store itself";
  std::ofstream(Path("file")) << "x";
  EXPECT_TRUE(absl::IsFailedPrecondition(Run("file")));
}

TEST_F(RestoreTest, RefusesDamageAndLeavesNothing) {
  FlipByte(TablePath());
  const absl::Status status = Run("restored");
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(TablePath()));
  EXPECT_FALSE(fs::exists(Path("restored")));
  EXPECT_FALSE(fs::exists(Path(".restored.restoring")));
  fs::remove(TablePath());
  EXPECT_THAT(std::string(Run("restored").message()), HasSubstr("missing"));
}

TEST_F(RestoreTest, RefusesFilesThatAreNotTheStoreOfTheManifest) {
  ++manifest_.revision;
  EXPECT_TRUE(absl::IsDataLoss(Run("restored")));
  --manifest_.revision;
  manifest_.files.erase(manifest_.files.begin());
  EXPECT_FALSE(Run("restored").ok());
  EXPECT_FALSE(fs::exists(Path("restored")));
}

TEST_F(RestoreTest, RemovesWhatAKilledOneLeft) {
  fs::create_directories(Path(".restored.restoring/folder"));
  std::ofstream(Path(".restored.restoring/999999.sst")) << "x";
  ASSERT_TRUE(Run("restored").ok());
  EXPECT_FALSE(fs::exists(Path("restored/999999.sst")));
  EXPECT_FALSE(fs::exists(Path("restored/folder")));
}

}  // namespace
}  // namespace khotin::backup
