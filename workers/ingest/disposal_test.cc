#include "ingest/disposal.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

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

TEST_F(DisposalTest, MovesToAnotherFileSystem) {
  struct stat here {};
  struct stat there {};
  if (stat("/dev/shm", &there) != 0 || stat(root_.c_str(), &here) != 0 ||
      here.st_dev == there.st_dev) {
    GTEST_SKIP() << "/dev/shm is not on another file system than the folder for temporary files";
  }
  const std::string far = "/dev/shm" + root_.substr(root_.rfind('/'));
  EXPECT_TRUE(Dispose("move:" + far, "in/tin.txt", Write("in/tin.txt", "x")).ok());
  EXPECT_TRUE(fs::exists(far + "/tin.txt"));
  EXPECT_EQ(std::distance(fs::directory_iterator(far), fs::directory_iterator()), 1);
  EXPECT_FALSE(fs::exists(Path("in/tin.txt")));
  fs::remove_all(far);
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
