#include "ingest/file_keeper.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ingest/sink_test_util.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FileKeeperTest : public ::testing::Test {
 protected:
  FileKeeperTest() { options_.folder = folder_.path(); }

  FileInHand File(const std::string& name) const {
    FileInHand file;
    file.path = folder_.Path(name);
    file.folder_size = folder_.path().size();
    struct stat info {};
    if (lstat(file.path.c_str(), &info) == 0) file.stamp = FileStamp(info);
    return file;
  }
  FileInHand Failed(const std::string& name, const absl::Status& failure) const {
    FileInHand file = File(name);
    file.failure = failure;
    return file;
  }
  // The names that a later look is to look at.
  std::vector<std::string> Look() {
    keeper_.settled()->EndLook(/*complete=*/false);
    InputSelection inputs({options_.folder}, options_.filter, keeper_.settled());
    std::vector<std::string> names;
    while (const auto input = inputs.Next()) names.push_back(fs::path(input->path).filename());
    return names;
  }

  const extract::TempFolder folder_;
  InboxOptions options_;
  Tally tally_;
  LineFile said_;
  const Log log_{/*json=*/false, said_.file()};
  FileKeeper keeper_{&options_, &tally_, &log_};
};

TEST_F(FileKeeperTest, WhatStaysIsLookedAtOnceUntilItIsTouched) {
  folder_.Write("done.txt", "x");
  folder_.Write("skipped.txt", "x");
  folder_.Write("failed.txt", "x");
  folder_.Write("new.txt", "x");
  keeper_.Ended(File("done.txt"));
  keeper_.Skipped(File("skipped.txt"));
  keeper_.Ended(Failed("failed.txt", absl::PermissionDeniedError("permission denied")));
  EXPECT_THAT(Look(), ElementsAre("new.txt"));
  folder_.Write("done.txt", "thêm");
  fs::permissions(folder_.Path("failed.txt"), fs::perms::owner_all);
  EXPECT_THAT(Look(), ElementsAre("done.txt", "failed.txt", "new.txt"));
  const Counts counts = tally_.Get();
  EXPECT_EQ(counts.files_done, 1);
  EXPECT_EQ(counts.files_skipped, 1);
  EXPECT_EQ(counts.files_failed, 1);
}

TEST_F(FileKeeperTest, WhatMayPassIsLookedAtAgain) {
  folder_.Write("tin.txt", "x");
  keeper_.Ended(Failed("tin.txt", absl::UnavailableError("it was changed while it was read")));
  EXPECT_THAT(Look(), ElementsAre("tin.txt"));
}

TEST_F(FileKeeperTest, WhatCannotBeMovedIsLookedAtAgain) {
  folder_.Write("blocked", "no folder");
  folder_.Write("tin.txt", "x");
  options_.done = {Disposal::Kind::kMove, folder_.Path("blocked")};
  keeper_.Ended(File("tin.txt"));
  EXPECT_THAT(Look(), ElementsAre("blocked", "tin.txt"));
  EXPECT_EQ(tally_.Get().files_failed, 1);
  EXPECT_EQ(said_.Lines().size(), 1);
}

TEST_F(FileKeeperTest, WhatIsMovedMayComeBack) {
  const extract::TempFolder elsewhere;
  options_.done = {Disposal::Kind::kMove, elsewhere.path()};
  folder_.Write("tin.txt", "x");
  keeper_.Ended(File("tin.txt"));
  EXPECT_THAT(Look(), IsEmpty());
  fs::rename(elsewhere.Path("tin.txt"), folder_.Path("tin.txt"));
  EXPECT_THAT(Look(), ElementsAre("tin.txt"));
}

TEST_F(FileKeeperTest, TheInboxItselfIsNotMoved) {
  const extract::TempFolder elsewhere;
  fs::create_symlink(elsewhere.path(), folder_.Path("link"));
  options_.folder = folder_.Path("link");
  options_.failed = {Disposal::Kind::kMove, elsewhere.Path("failed")};
  FileInHand inbox = Failed("link", absl::InvalidArgumentError("a symbolic link"));
  inbox.folder_size = 0;
  keeper_.Ended(inbox);
  EXPECT_TRUE(fs::is_symlink(folder_.Path("link")));
}

TEST(SettledFilesTest, CountFromTheNextLookOnWhileTheyAreSeen) {
  SettledFiles settled;
  const FileStamp stamp;
  settled.Add("a", stamp);
  EXPECT_FALSE(settled.Has("a", stamp));
  settled.EndLook(/*complete=*/true);
  EXPECT_TRUE(settled.Has("a", stamp));
  settled.EndLook(/*complete=*/true);
  settled.EndLook(/*complete=*/false);
  EXPECT_TRUE(settled.Has("a", stamp));
  settled.EndLook(/*complete=*/true);
  settled.EndLook(/*complete=*/true);
  EXPECT_FALSE(settled.Has("a", stamp));
}

}  // namespace
}  // namespace khotin::ingest
