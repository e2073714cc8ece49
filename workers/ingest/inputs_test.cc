#include "ingest/inputs.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

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

class InputWalkerTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const { return root_ + "/" + name; }
  void Touch(const std::string& name) const {
    fs::create_directories(fs::path(Path(name)).parent_path());
    std::ofstream(Path(name)) << "x";
  }
  // The paths found, without the root; errors with '!' in front.
  std::vector<std::string> Walk(std::vector<std::string> paths) {
    InputWalker walker(std::move(paths));
    std::vector<std::string> found;
    while (auto input = walker.Next()) {
      std::string path = input->path;
      if (path.rfind(root_ + "/", 0) == 0) path = path.substr(root_.size() + 1);
      if (!input->status.ok()) {
        EXPECT_THAT(input->status.message(), HasSubstr(input->path));
        path = "!" + path;
      }
      found.push_back(path);
    }
    skipped_ = walker.skipped();
    return found;
  }

  const extract::TempFolder folder_;
  const std::string root_ = folder_.path();
  int64_t skipped_ = 0;
};

TEST_F(InputWalkerTest, FilesComeAsGivenWhetherTheyAreThereOrNot) {
  Touch("b");
  Touch("a");
  EXPECT_THAT(Walk({Path("b"), Path("a"), Path("missing"), Path("b")}),
              ElementsAre("b", "a", "missing", "b"));
}

TEST_F(InputWalkerTest, AFolderGivesItsFilesInByteOrderOfTheirPaths) {
  for (const char* name : {"d/z", "d/b.txt", "d/b/1", "d/b/0/x", "d/B", "d/á", "d/b-/1"}) {
    Touch(name);
  }
  const std::vector<std::string> found = Walk({Path("d")});
  EXPECT_THAT(found, ElementsAre("d/B", "d/b-/1", "d/b.txt", "d/b/0/x", "d/b/1", "d/z", "d/á"));
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_EQ(Walk({Path("d/")}), found);
}

TEST_F(InputWalkerTest, SkipsHiddenEntriesAndRefusesSymbolicLinksInFolders) {
  Touch("d/a");
  Touch("d/.hidden");
  Touch("d/.git/config");
  Touch("outside/secret");
  fs::create_symlink(Path("outside"), Path("d/folder"));
  fs::create_symlink(Path("outside/secret"), Path("d/file"));
  fs::create_symlink(Path("d"), Path("d/loop"));
  fs::create_symlink("nowhere", Path("d/dangling"));
  EXPECT_THAT(Walk({Path("d")}),
              ElementsAre("d/a", "!d/dangling", "!d/file", "!d/folder", "!d/loop"));
  EXPECT_EQ(skipped_, 2);
}

TEST_F(InputWalkerTest, AFolderBehindALinkIsNotWalked) {
  Touch("d/a");
  fs::create_symlink(Path("d"), Path("link"));
  EXPECT_THAT(Walk({Path("link")}), ElementsAre("link"));
  EXPECT_THAT(Walk({Path("link//")}), ElementsAre("link"));
  EXPECT_THAT(Walk({Path("d/")}), ElementsAre("d/a"));
}

TEST_F(InputWalkerTest, AFolderThatBecomesALinkMeanwhileIsNotEntered) {
  Touch("d/a/1");
  Touch("d/b/2");
  Touch("outside/secret");
  InputWalker walker({Path("d")});
  ASSERT_EQ(walker.Next()->path, Path("d/a/1"));
  fs::remove_all(Path("d/b"));
  fs::create_symlink(Path("outside"), Path("d/b"));
  const auto input = walker.Next();
  ASSERT_TRUE(input.has_value());
  EXPECT_THAT(input->status.message(), HasSubstr("d/b: a symbolic link"));
  EXPECT_FALSE(walker.Next().has_value());
}

TEST_F(InputWalkerTest, EndsInFoldersThatAreTooDeep) {
  std::string deep = Path("d");
  for (int i = 0; i < 200; ++i) deep += "/x";
  fs::create_directories(deep);
  const std::vector<std::string> found = Walk({Path("d")});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].front(), '!');
}

TEST_F(InputWalkerTest, RefusesFifosAndSocketsInFolders) {
  Touch("d/a");
  Touch("d/z");
  ASSERT_EQ(mkfifo(Path("d/fifo").c_str(), 0600), 0);
  struct sockaddr_un address {};
  address.sun_family = AF_UNIX;
  const std::string name = Path("d/socket");
  ASSERT_LT(name.size(), sizeof(address.sun_path));
  std::memcpy(address.sun_path, name.c_str(), name.size());
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(bind(fd, reinterpret_cast<struct sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_THAT(Walk({Path("d")}), ElementsAre("d/a", "!d/fifo", "!d/socket", "d/z"));
  close(fd);
}

TEST_F(InputWalkerTest, GoesOnBehindAFolderThatCannotBeListed) {
  Touch("d/a/1");
  Touch("d/b/2");
  Touch("d/c");
  for (const std::string& folder : {root_, Path("d"), Path("d/b")}) {
    fs::permissions(folder, static_cast<fs::perms>(0755));
  }
  fs::permissions(Path("d/a"), fs::perms::none);
  const uid_t user = geteuid();
  ASSERT_EQ(seteuid(user == 0 ? kNobody : user), 0);  // root may read everything
  const std::vector<std::string> found = Walk({Path("d")});
  ASSERT_EQ(seteuid(user), 0);
  fs::permissions(Path("d/a"), fs::perms::owner_all);
  EXPECT_THAT(found, ElementsAre("!d/a", "d/b/2", "d/c"));
}

TEST_F(InputWalkerTest, AnEmptyFolderGivesNothing) {
  fs::create_directories(Path("d/e/f"));
  EXPECT_THAT(Walk({Path("d")}), IsEmpty());
}

}  // namespace
}  // namespace khotin::ingest
