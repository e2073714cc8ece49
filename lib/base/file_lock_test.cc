#include "base/file_lock.h"

#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/folder.h"
#include "gtest/gtest.h"

namespace khotin::base {
namespace {

class FileLockTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    path_ = absl::StrCat(testing::TempDir(), "/file_lock_test_", getpid(), "_", GetParam());
    ASSERT_TRUE(RemoveFolder(path_).ok());
    const absl::Status made = GetParam() ? MakeFolder(path_) : FileWriter::Create(path_).status();
    ASSERT_TRUE(made.ok()) << made;
  }
  absl::Status Try(LockKind kind) const { return FileLock::Take(path_, kind, "held").status(); }

  std::string path_;
};

TEST_P(FileLockTest, OneAloneKeepsAllOthersOff) {
  {
    const auto lock = FileLock::Take(path_, LockKind::kExclusive, "held");
    ASSERT_TRUE(lock.ok()) << lock.status();
    EXPECT_EQ(Try(LockKind::kExclusive), absl::FailedPreconditionError("held"));
    EXPECT_EQ(Try(LockKind::kShared), absl::FailedPreconditionError("held"));
  }
  EXPECT_TRUE(Try(LockKind::kExclusive).ok());
}

TEST_P(FileLockTest, SharedOnesKeepOffOnlyOneAlone) {
  const auto lock = FileLock::Take(path_, LockKind::kShared, "held");
  ASSERT_TRUE(lock.ok()) << lock.status();
  EXPECT_TRUE(Try(LockKind::kShared).ok());
  EXPECT_EQ(Try(LockKind::kExclusive), absl::FailedPreconditionError("held"));
}

TEST_P(FileLockTest, WhatIsNotThereIsNotMade) {
  const std::string missing = path_ + "_missing";
  const absl::Status status = FileLock::Take(missing, LockKind::kExclusive, "held").status();
  EXPECT_TRUE(absl::IsNotFound(status)) << status;
  EXPECT_TRUE(absl::IsNotFound(FileSize(missing).status()));
}

INSTANTIATE_TEST_SUITE_P(FilesAndFolders, FileLockTest, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "Folder" : "File"; });

}  // namespace
}  // namespace khotin::base
