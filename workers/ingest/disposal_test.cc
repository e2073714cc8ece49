#include "ingest/disposal.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr uid_t kNobody = 65534;

class DisposalTest : public ::testing::Test {
 protected:
  DisposalTest() { fs::create_directory(Path("in")); }

  std::string Path(const std::string& name) const { return root_ + "/" + name; }
  FileStamp Write(const std::string& name, const std::string& content) const {
    fs::create_directories(fs::path(Path(name)).parent_path());
    std::ofstream(Path(name)) << content;
    struct stat info {};
    EXPECT_EQ(lstat(Path(name).c_str(), &info), 0);
    return FileStamp(info);
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(Path(name));
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  absl::Status Dispose(const std::string& what, const std::string& name,
                       const absl::optional<FileStamp>& stamp) const {
    const auto disposal = ParseDisposal(what);
    EXPECT_TRUE(disposal.ok()) << disposal.status();
    return ingest::Dispose(*disposal, Path(name), Path("in").size(), stamp);
  }

  const extract::TempFolder folder_;
  const std::string root_ = folder_.path();
};

// Moves to a folder in another file system.
class FarDisposalTest : public DisposalTest {
 protected:
  void SetUp() override {
    struct stat here {};
    struct stat there {};
    if (stat("/dev/shm", &there) != 0 || stat(root_.c_str(), &here) != 0 ||
        here.st_dev == there.st_dev) {
      GTEST_SKIP() << "/dev/shm is not on another file system than the folder for temporary files";
    }
    fs::create_directory(far_);
  }
  void TearDown() override { fs::remove_all(far_); }

  absl::Status DisposeFar(const std::string& name) const {
    return Dispose("move:" + far_, name, absl::nullopt);
  }
  std::vector<std::string> FarFiles() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(far_)) names.push_back(entry.path().filename());
    return names;
  }

  const std::string far_ = "/dev/shm" + root_.substr(root_.rfind('/'));
};

TEST_F(DisposalTest, MovesWithThePathBelowTheFolder) {
  const FileStamp stamp = Write("in/2024/tin.txt", "x");
  EXPECT_TRUE(Dispose("move:" + Path("done"), "in/2024/tin.txt", stamp).ok());
  EXPECT_EQ(Read("done/2024/tin.txt"), "x");
  EXPECT_FALSE(fs::exists(Path("in/2024/tin.txt")));
}

TEST_F(DisposalTest, NeverWritesOverAnotherFile) {
  Write("done/tin.txt", "old");
  Write("done/tin.1.txt", "older");
  EXPECT_TRUE(Dispose("move:" + Path("done"), "in/tin.txt", Write("in/tin.txt", "new")).ok());
  EXPECT_EQ(Read("done/tin.txt"), "old");
  EXPECT_EQ(Read("done/tin.1.txt"), "older");
  EXPECT_EQ(Read("done/tin.2.txt"), "new");
}

TEST_F(DisposalTest, LeavesAFileThatHasTakenTheName) {
  const FileStamp read = Write("in/tin.txt", "đã đọc");
  Write("in/tin.txt", "chưa đọc, dài hơn");
  EXPECT_TRUE(Dispose("delete", "in/tin.txt", read).ok());
  EXPECT_TRUE(Dispose("move:" + Path("done"), "in/tin.txt", read).ok());
  EXPECT_EQ(Read("in/tin.txt"), "chưa đọc, dài hơn");
}

TEST_F(DisposalTest, DeletesAndKeeps) {
  const FileStamp stamp = Write("in/tin.txt", "x");
  EXPECT_TRUE(Dispose("keep", "in/tin.txt", stamp).ok());
  EXPECT_TRUE(fs::exists(Path("in/tin.txt")));
  EXPECT_TRUE(Dispose("delete", "in/tin.txt", stamp).ok());
  EXPECT_FALSE(fs::exists(Path("in/tin.txt")));
  EXPECT_TRUE(Dispose("delete", "in/tin.txt", stamp).ok());
}

TEST_F(FarDisposalTest, MovesWithItsRights) {
  Write("in/tin.txt", "x");
  fs::permissions(Path("in/tin.txt"), fs::perms::owner_read);
  EXPECT_TRUE(DisposeFar("in/tin.txt").ok());
  EXPECT_THAT(FarFiles(), ElementsAre("tin.txt"));
  EXPECT_EQ(fs::status(far_ + "/tin.txt").permissions(), fs::perms::owner_read);
  EXPECT_FALSE(fs::exists(Path("in/tin.txt")));
}

TEST_F(FarDisposalTest, CopiesNothingThroughALink) {
  Write("secret", "bí mật");
  fs::create_symlink(Path("secret"), Path("in/link.txt"));
  EXPECT_THAT(std::string(DisposeFar("in/link.txt").message()), HasSubstr("a symbolic link"));
  EXPECT_THAT(FarFiles(), IsEmpty());
  EXPECT_TRUE(fs::is_symlink(Path("in/link.txt")));
}

TEST_F(FarDisposalTest, WhatCannotBeRemovedLeavesNoCopy) {
  Write("in/tin.txt", "x");
  fs::permissions(root_, fs::perms::all);
  fs::permissions(far_, fs::perms::all);
  fs::permissions(Path("in"), static_cast<fs::perms>(0555));
  const uid_t user = geteuid();
  ASSERT_EQ(seteuid(user == 0 ? kNobody : user), 0);  // root may remove everything
  const absl::Status status = DisposeFar("in/tin.txt");
  ASSERT_EQ(seteuid(user), 0);
  fs::permissions(Path("in"), fs::perms::owner_all);
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot be removed"));
  EXPECT_THAT(FarFiles(), IsEmpty());
  EXPECT_EQ(Read("in/tin.txt"), "x");
}

// It may come at any moment of the copying, or behind it.
TEST_F(FarDisposalTest, AFileThatTakesTheNameMeanwhileIsNotRemoved) {
  constexpr size_t kEnoughToBeSeen = size_t{16} << 20;
  const FileStamp read = Write("in/tin.txt", std::string(kEnoughToBeSeen, 'x'));
  Write("new.txt", "chưa đọc");
  std::atomic<bool> over = false;
  std::thread writer([&] {
    while (!over && fs::is_empty(far_)) std::this_thread::yield();
    fs::rename(Path("new.txt"), Path("in/tin.txt"));
  });
  EXPECT_TRUE(Dispose("move:" + far_, "in/tin.txt", read).ok());
  over = true;
  writer.join();
  EXPECT_EQ(Read("in/tin.txt"), "chưa đọc");
}

TEST_F(DisposalTest, AnErrorNamesTheFile) {
  Write("blocked", "no folder");
  const absl::Status status =
      Dispose("move:" + Path("blocked"), "in/tin.txt", Write("in/tin.txt", "x"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("in/tin.txt"));
  EXPECT_TRUE(fs::exists(Path("in/tin.txt")));
}

TEST(ParseDisposalTest, KnowsThree) {
  EXPECT_EQ(ParseDisposal("move:a:b")->folder, "a:b");
  for (const char* wrong : {"", "move", "move:", "Keep", "remove"}) {
    EXPECT_FALSE(ParseDisposal(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace khotin::ingest
