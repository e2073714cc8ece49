// Several backups in one folder, and what happens to them.
#include "backup/catalogue.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include "absl/strings/match.h"
#include "backup/backup_writer.h"
#include "backup/testing.h"
#include "backup/verification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::backup {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Contents kMonday = {{"000004.sst", "mưa rào"}, {"CURRENT", "MANIFEST-000003"}};
const Contents kTuesday = {
    {"000004.sst", "mưa rào"}, {"000009.sst", "nắng gắt"}, {"CURRENT", "MANIFEST-000008"}};

class CatalogueTest : public FolderTest {
 protected:
  size_t CountFiles() const {
    size_t count = 0;
    for (const auto& entry : fs::directory_iterator(Path("backups/files"))) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }
  std::string ManifestPath(int id) const {
    for (const auto& entry : fs::directory_iterator(Path("backups/backups"))) {
      if (absl::StartsWith(entry.path().filename().string(), absl::StrCat(id, "-"))) {
        return entry.path().string();
      }
    }
    return "";
  }
  Catalogue* Reopened(std::unique_ptr<Catalogue>* catalogue) const {
    catalogue->reset();
    *catalogue = Open();
    return catalogue->get();
  }
};

Verification VerifyAll(const Catalogue& catalogue, absl::optional<int> id = absl::nullopt) {
  const auto found = Verify(catalogue, id, [](int64_t) {});
  EXPECT_TRUE(found.ok()) << found.status();
  return *found;
}

TEST_F(CatalogueTest, KeepsWhatBackupsShareOnce) {
  auto catalogue = Open();
  EXPECT_EQ(MakeBackup(catalogue.get(), kMonday), 1);
  EXPECT_EQ(MakeBackup(catalogue.get(), kTuesday), 2);
  catalogue.reset();
  catalogue = Open(Access::kRead);
  ASSERT_THAT(catalogue->backups(), SizeIs(2));
  const Manifest newest = *catalogue->Find(absl::nullopt);
  EXPECT_EQ(newest.id, 2);
  EXPECT_EQ(newest.revision, 7);
  EXPECT_EQ(newest.schema_version, 3);
  EXPECT_EQ(newest.server_version, "0.1.0");
  EXPECT_EQ(absl::ToUnixSeconds(newest.create_time), 1'700'000'000);
  ASSERT_THAT(newest.files, SizeIs(3));
  EXPECT_EQ(newest.files[1].name, "000009.sst");
  EXPECT_EQ(CountFiles(), 4u);
  const Verification found = VerifyAll(*catalogue);
  EXPECT_THAT(found.damages, IsEmpty());
  EXPECT_THAT(found.backups, ElementsAre(1, 2));
  EXPECT_EQ(found.files, 4);
}

TEST_F(CatalogueTest, OfOneBackupNothingIsTakenTwice) {
  auto catalogue = Open();
  const Contents twins = {{"000004.sst", "sóng"},
                          {"000005.log", ""},
                          {"000006.log", ""},
                          {"000007.sst", "sóng"},
                          {"CURRENT", "MANIFEST-000003"}};
  MakeBackup(catalogue.get(), twins);
  EXPECT_EQ(CountFiles(), 3u);
  EXPECT_THAT(VerifyAll(*catalogue).damages, IsEmpty());
}

TEST_F(CatalogueTest, ABackupThatWasBrokenOffLeavesLessToTheNext) {
  auto catalogue = Open();
  {
    BackupWriter writer(catalogue.get());
    ASSERT_TRUE(Send(kTuesday, &writer, 2).ok());
    EXPECT_TRUE(absl::IsDataLoss(writer.Finish().status()));
  }
  catalogue.reset();
  std::ofstream(Path("backups/partial/file")) << "nửa";
  catalogue = Open();
  EXPECT_THAT(catalogue->backups(), IsEmpty());
  EXPECT_EQ(VerifyAll(*catalogue).unused_files, 2);
  BackupWriter writer(catalogue.get());
  ASSERT_TRUE(writer.Begin(ManifestOf(kTuesday)).ok());
  EXPECT_EQ(writer.missing_files(), 1u);
  EXPECT_EQ(MakeBackup(catalogue.get(), kTuesday), 1);
}

TEST_F(CatalogueTest, ABackupThatBeginsRemovesWhatIsOfNone) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  {
    BackupWriter writer(catalogue.get());
    ASSERT_TRUE(
        Send({{"000004.sst", "sương"}, {"000005.sst", "nắng gắt"}, {"CURRENT", "M"}}, &writer, 2)
            .ok());
  }
  EXPECT_EQ(CountFiles(), 4u);
  Reopened(&catalogue);
  BackupWriter writer(catalogue.get());
  ASSERT_TRUE(writer.Begin(ManifestOf(kTuesday)).ok());
  EXPECT_EQ(CountFiles(), 3u) << "but for Monday's, and what Tuesday's needs";
  EXPECT_EQ(writer.missing_files(), 1u);
  EXPECT_THAT(VerifyAll(*catalogue).damages, IsEmpty());
}

TEST_F(CatalogueTest, RemovesOldBackupsAndOnlyTheirFiles) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  MakeBackup(catalogue.get(), kTuesday);
  MakeBackup(catalogue.get(), kTuesday);
  std::ofstream(Path("backups/partial/file")) << "half";
  const Removal removal = *catalogue->RemoveOld(2);
  EXPECT_THAT(removal.backups, ElementsAre(1));
  EXPECT_EQ(removal.files, 2);
  EXPECT_EQ(removal.bytes, 15 + 4) << "a CURRENT, and what was half written";
  EXPECT_FALSE(fs::exists(Path("backups/partial/file")));
  EXPECT_EQ(CountFiles(), 3u);
  catalogue.reset();
  catalogue = Open();
  EXPECT_THAT(VerifyAll(*catalogue).damages, IsEmpty());
  EXPECT_EQ(MakeBackup(catalogue.get(), kMonday), 4) << "ids are never given twice";
  const absl::Status gone = catalogue->Find(1).status();
  EXPECT_TRUE(absl::IsNotFound(gone));
  EXPECT_THAT(std::string(gone.message()), HasSubstr("there are 2, 3, 4"));
}

TEST_F(CatalogueTest, BytesThatAreNotThoseOfTheManifestAreRefused) {
  auto catalogue = Open();
  Contents other = kMonday;
  other["000004.sst"] = "mưa gió";
  const Manifest manifest = ManifestOf(kMonday);
  BackupWriter writer(catalogue.get());
  ASSERT_TRUE(writer.Begin(manifest).ok());
  EXPECT_TRUE(absl::IsDataLoss(writer.Append(1, "MANIFEST")));
  const absl::Status changed = writer.Append(0, std::string(manifest.files[0].size, 'x'));
  EXPECT_TRUE(absl::IsDataLoss(changed));
  EXPECT_THAT(std::string(changed.message()), HasSubstr("000004.sst"));
  BackupWriter longer(catalogue.get());
  ASSERT_TRUE(longer.Begin(manifest).ok());
  EXPECT_TRUE(absl::IsDataLoss(longer.Append(0, std::string(100, 'x'))));
  EXPECT_EQ(CountFiles(), 0u);
}

TEST_F(CatalogueTest, FilesThatWouldLeaveTheStoresFolderAreRefused) {
  auto catalogue = Open();
  for (const char* name : {"../evil", "/etc/passwd", "..", "", ".hidden", "a/b", "a\nb"}) {
    Contents contents = kMonday;
    contents[name] = "x";
    BackupWriter writer(catalogue.get());
    EXPECT_TRUE(absl::IsInvalidArgument(writer.Begin(ManifestOf(contents)))) << name;
  }
  BackupWriter writer(catalogue.get());
  EXPECT_TRUE(absl::IsInvalidArgument(writer.Begin(ManifestOf({{"000004.sst", "mưa"}}))));
}

TEST_F(CatalogueTest, DamageIsFoundAndNamed) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  MakeBackup(catalogue.get(), kTuesday);
  FlipByte(catalogue->FilePath(base::HashBytes("mưa rào").ToBytes()));
  fs::remove(catalogue->FilePath(base::HashBytes("nắng gắt").ToBytes()));
  const Verification found = VerifyAll(*catalogue);
  ASSERT_THAT(found.damages, SizeIs(2));
  for (const Damage& damage : found.damages) {
    const bool missing = absl::StrContains(damage.reason, "missing");
    EXPECT_THAT(damage.reason, HasSubstr(missing ? "000009.sst" : "000004.sst"));
    EXPECT_EQ(damage.backups, missing ? std::vector<int>({2}) : std::vector<int>({1, 2}));
  }
  EXPECT_THAT(VerifyAll(*catalogue, 1).damages, SizeIs(1));
}

TEST_F(CatalogueTest, WhatIsTooShortOrMissingComesAgainWithTheNextBackup) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kTuesday);
  fs::resize_file(catalogue->FilePath(base::HashBytes("mưa rào").ToBytes()), 2);
  fs::remove(catalogue->FilePath(base::HashBytes("nắng gắt").ToBytes()));
  EXPECT_THAT(VerifyAll(*catalogue).damages, SizeIs(2));
  catalogue.reset();
  catalogue = Open();
  MakeBackup(catalogue.get(), kTuesday);
  EXPECT_THAT(VerifyAll(*catalogue).damages, IsEmpty());
}

TEST_F(CatalogueTest, ADamagedManifestIsToldAndItsFilesStay) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  MakeBackup(catalogue.get(), kTuesday);
  catalogue.reset();
  FlipByte(ManifestPath(1));
  catalogue = Open();
  ASSERT_THAT(catalogue->damaged(), SizeIs(1));
  EXPECT_TRUE(absl::IsDataLoss(catalogue->Find(1).status()));
  ASSERT_THAT(VerifyAll(*catalogue).damages, SizeIs(1));
  EXPECT_THAT(VerifyAll(*catalogue).damages[0].backups, ElementsAre(1));
  EXPECT_EQ(MakeBackup(catalogue.get(), kTuesday), 3);
  std::ofstream(catalogue->FilePath(base::HashBytes("gió").ToBytes())) << "gió";
  Reopened(&catalogue);
  const Removal removal = *catalogue->RemoveOld(1);
  EXPECT_THAT(removal.backups, IsEmpty());
  EXPECT_EQ(removal.files, 0);
  EXPECT_EQ(MakeBackup(catalogue.get(), kTuesday), 4);
  EXPECT_THAT(catalogue->backups(), SizeIs(3));
  EXPECT_EQ(CountFiles(), 5u);
}

TEST_F(CatalogueTest, AnOlderBackupIsNotTakenForADamagedNewerOne) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  MakeBackup(catalogue.get(), kMonday);
  MakeBackup(catalogue.get(), kTuesday);
  FlipByte(ManifestPath(1));
  EXPECT_EQ(Reopened(&catalogue)->Find(absl::nullopt)->id, 3) << "an older one does not count";
  FlipByte(ManifestPath(3));
  const absl::Status status = Reopened(&catalogue)->Find(absl::nullopt).status();
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr(ManifestPath(3)));
  EXPECT_THAT(std::string(status.message()), HasSubstr("whole is 2,"));
  EXPECT_EQ(catalogue->Find(2)->id, 2);
  FlipByte(ManifestPath(2));
  EXPECT_TRUE(absl::IsDataLoss(Reopened(&catalogue)->Find(absl::nullopt).status()));
}

TEST_F(CatalogueTest, AManifestThatCannotBeReadDoesNotHideTheOthers) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  MakeBackup(catalogue.get(), kTuesday);
  const std::string path = ManifestPath(1);
  fs::remove(path);
  fs::create_symlink(fs::path(path).filename(), path);  // to itself
  Reopened(&catalogue);
  EXPECT_THAT(catalogue->backups(), SizeIs(1));
  ASSERT_THAT(catalogue->damaged(), SizeIs(1));
  EXPECT_THAT(catalogue->damaged()[0].reason, HasSubstr("cannot be read: Too many levels"));
  EXPECT_EQ(catalogue->Find(absl::nullopt)->id, 2);
  EXPECT_EQ(MakeBackup(catalogue.get(), kTuesday), 3);
}

TEST_F(CatalogueTest, ForeignFilesAreTold) {
  auto catalogue = Open();
  MakeBackup(catalogue.get(), kMonday);
  catalogue.reset();
  for (const char* name : {"notes.txt", "files/000004.sst", "backups/old.json"}) {
    std::ofstream(Path(absl::StrCat("backups/", name))) << "x";
  }
  catalogue = Open();
  EXPECT_THAT(VerifyAll(*catalogue).foreign, SizeIs(3));
  EXPECT_THAT(VerifyAll(*catalogue).damages, IsEmpty());
}

TEST_F(CatalogueTest, AFolderOfSomethingElseIsLeftAlone) {
  fs::create_directory(Path("backups"));
  std::ofstream(Path("backups/thesis.txt")) << "x";
  for (const Access access : {Access::kWrite, Access::kRead}) {
    const absl::Status status = Catalogue::Open(Path("backups"), access).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr(Path("backups")));
  }
  EXPECT_FALSE(fs::exists(Path("backups/files")));
  EXPECT_TRUE(absl::IsNotFound(Catalogue::Open(Path("nowhere"), Access::kRead).status()));
  EXPECT_FALSE(fs::exists(Path("nowhere")));
}

TEST_F(CatalogueTest, AFolderThatCannotBeLookedIntoIsAnError) {
  fs::create_directory(Path("backups"));
  fs::create_symlink("khotin-backups.json", Path("backups/khotin-backups.json"));  // to itself
  fs::create_symlink("round", Path("round"));
  for (const Access access : {Access::kWrite, Access::kRead}) {
    const absl::Status status = Catalogue::Open(Path("backups"), access).status();
    EXPECT_THAT(std::string(status.message()), HasSubstr(Path("backups/khotin-backups.json")));
  }
  const absl::Status round = Catalogue::Open(Path("round"), Access::kRead).status();
  EXPECT_FALSE(round.ok() || absl::IsNotFound(round));
  EXPECT_THAT(std::string(round.message()), HasSubstr(Path("round")));
}

TEST_F(CatalogueTest, WritersAreAlone) {
  auto writer = Open();
  EXPECT_TRUE(
      absl::IsFailedPrecondition(Catalogue::Open(Path("backups"), Access::kWrite).status()));
  EXPECT_TRUE(absl::IsFailedPrecondition(Catalogue::Open(Path("backups"), Access::kRead).status()));
  EXPECT_TRUE(Catalogue::Open(Path("backups"), Access::kLook).ok());
  writer.reset();
  const auto reader = Open(Access::kRead);
  EXPECT_NE(Open(Access::kRead), nullptr);
  EXPECT_FALSE(Catalogue::Open(Path("backups"), Access::kWrite).ok());
}

TEST_F(CatalogueTest, ALaterFormatIsRefused) {
  Open().reset();
  std::ofstream(Path("backups/khotin-backups.json")) << "{\"format\":2}\n";
  const absl::Status status = Catalogue::Open(Path("backups"), Access::kRead).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer program"));
}

}  // namespace
}  // namespace khotin::backup
