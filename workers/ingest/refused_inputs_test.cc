// What must not be read as an article, whether it was named or lies in a folder.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ingest/document_source.h"
#include "text/utf8.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kSecret[] = "BÍ MẬT: không ai được đọc dòng này trong một bài báo.";

class RefusedInputsTest : public ::testing::Test {
 protected:
  RefusedInputsTest() {
    fs::create_directories(Path("in/sub"));
    fs::create_directories(Path("out/sub"));
    Write("out/secret.txt", kSecret);
    Write("out/sub/secret.html", absl::StrCat("<html><p>", kSecret));
    Write("in/plain.txt", "Một bài báo bình thường.");
  }
  ~RefusedInputsTest() override {
    for (const int fd : sockets_) close(fd);
  }

  std::string Path(const std::string& name) const { return root_ + "/" + name; }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
  }
  void Link(const std::string& target, const std::string& name) const {
    fs::create_symlink(target, Path(name));
  }
  void Fifo(const std::string& name) const { ASSERT_EQ(mkfifo(Path(name).c_str(), 0600), 0); }
  void Socket(const std::string& name) {
    struct sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const std::string path = Path(name);
    ASSERT_LT(path.size(), sizeof(address.sun_path));
    std::memcpy(address.sun_path, path.c_str(), path.size());
    sockets_.push_back(socket(AF_UNIX, SOCK_STREAM, 0));
    ASSERT_EQ(bind(sockets_.back(), reinterpret_cast<struct sockaddr*>(&address), sizeof(address)),
              0);
  }

  std::vector<SourceItem> Read(const std::string& path) const {
    DocumentSource source({path}, {});
    std::vector<SourceItem> items;
    while (auto item = source.Next()) items.push_back(*std::move(item));
    return items;
  }

  const extract::TempFolder folder_;
  const std::string root_ = folder_.path();
  std::vector<int> sockets_;
};

TEST_F(RefusedInputsTest, NamedOnTheCommandLine) {
  Link(Path("out/secret.txt"), "to_file");
  Link("out/secret.txt", "to_file_relative");
  Link(Path("to_file"), "to_link");
  Link(Path("out"), "to_folder");
  Link(Path("loop"), "loop");
  Link(Path("pong"), "ping");
  Link(Path("ping"), "pong");
  Link("nowhere", "dangling");
  Link("/", "to_root");
  Link("..", "to_parent");
  Link("/dev/zero", "to_zero");
  Link("/dev/stdin", "to_stdin");
  Link("/proc/self/environ", "to_environ");
  Link("/etc/hostname", "to_etc");
  Fifo("fifo");
  Link(Path("fifo"), "to_fifo");
  Socket("socket");
  Link(Path("socket"), "to_socket");
  const std::vector<std::string> cases = {
      Path("to_file"),
      Path("to_file_relative"),
      Path("to_link"),
      Path("to_folder"),
      Path("to_folder/"),
      Path("to_folder///"),
      Path("loop"),
      Path("ping"),
      Path("dangling"),
      Path("to_root"),
      Path("to_parent"),
      Path("to_zero"),
      Path("to_stdin"),
      Path("to_environ"),
      Path("to_etc"),
      Path("fifo"),
      Path("to_fifo"),
      Path("socket"),
      Path("to_socket"),
      "/dev/zero",
      "/dev/null",
      "/dev/full",
      "/dev/random",
      "/dev/urandom",
      "/dev/tty",
      "/dev/stdin",
      "/dev/fd/0",
      "/proc/self/fd/0",
      "/proc/self/fd/1",
      "/proc/self/environ",
      "/proc/self/cmdline",
      "/proc/self/maps",
      "/proc/self/mem",
      "/proc/self/exe",
      "/proc/self/root",
      "/proc/self/cwd",
      "/proc/self/root/etc/hostname/",
      "/proc/version",
      "/proc/meminfo",
      "/proc",
      "/proc/self",
      "/proc/self/task",
      "/sys",
      Path("none"),
      Path("in/plain.txt/below"),
      Path("in/none/../plain.txt"),
      "",
      Path(std::string(300, 'n')),
      Path(std::string(5000, 'n')),
      Path("in/plain.txt") + std::string("\0.txt", 5),
      "https://bao.example/bai.html",
      "file:///etc/hostname",
  };
  ASSERT_GE(cases.size(), 40u);
  for (const std::string& path : cases) {
    const std::vector<SourceItem> items = Read(path);
    ASSERT_GE(items.size(), 1u) << path;
    for (const SourceItem& item : items) {
      EXPECT_FALSE(item.document.ok()) << path;
      EXPECT_THAT(std::string(item.document.status().message()), StartsWith(item.input)) << path;
    }
  }
}

TEST_F(RefusedInputsTest, InAFolder) {
  Link(Path("out/secret.txt"), "in/a_file");
  Link("../out/secret.txt", "in/b_relative");
  Link("../../out/secret.txt", "in/sub/c_up");
  Link(Path("out"), "in/d_folder");
  Link("..", "in/e_parent");
  Link(".", "in/f_self");
  Link("/", "in/g_root");
  Link(Path("in/sub"), "in/sub/h_loop");
  Link("i_loop", "in/i_loop");
  Link("nowhere", "in/j_dangling");
  Link("/dev/zero", "in/k_zero");
  Link("/dev/stdin", "in/l_stdin");
  Link("/proc/self/environ", "in/m_environ");
  Link("/etc/hostname", "in/n_etc.txt");
  Link("plain.txt", "in/o_beside.txt");
  Fifo("in/p_fifo.txt");
  Fifo("in/sub/q_fifo.jsonl");
  Socket("in/r_socket");
  Link("p_fifo.txt", "in/s_to_fifo");
  Link("r_socket", "in/t_to_socket");
  int documents = 0;
  int refused = 0;
  for (const SourceItem& item : Read(Path("in"))) {
    if (item.document.ok()) {
      ++documents;
      EXPECT_EQ(item.input, Path("in/plain.txt"));
    } else {
      ++refused;
      EXPECT_THAT(std::string(item.document.status().message()), StartsWith(item.input));
    }
  }
  EXPECT_EQ(documents, 1);
  EXPECT_EQ(refused, 20);
}

TEST_F(RefusedInputsTest, SwappedBetweenListingAndOpening) {
  const std::vector<std::function<void()>> swaps = {
      [this] { Link(Path("out/secret.txt"), "in/victim"); },
      [this] { Link("/dev/zero", "in/victim"); },
      [this] { Fifo("in/victim"); },
      [this] { Socket("in/victim"); },
      [this] { fs::create_directory(Path("in/victim")); },
      [] {},
  };
  for (const auto& swap : swaps) {
    Write("in/victim", "Bài báo.");
    DocumentSource source({Path("in")}, {});
    ASSERT_TRUE(source.Next()->document.ok());  // plain.txt; the folder is listed
    fs::remove(Path("in/victim"));
    swap();
    const auto item = source.Next();
    ASSERT_TRUE(item.has_value());
    EXPECT_EQ(item->input, Path("in/victim"));
    EXPECT_FALSE(item->document.ok());
    fs::remove_all(Path("in/victim"));
  }
}

TEST_F(RefusedInputsTest, AFoldersFolderSwappedForALink) {
  Write("in/sub/a.txt", "Bài thứ nhất.");
  Write("in/sub/secret.txt", "Bài thứ hai.");
  DocumentSource source({Path("in")}, {});
  ASSERT_TRUE(source.Next()->document.ok());
  ASSERT_TRUE(source.Next()->document.ok());
  fs::remove_all(Path("in/sub"));
  Link(Path("out"), "in/sub");
  const auto item = source.Next();
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->input, Path("in/sub/secret.txt"));
  EXPECT_THAT(item->document.status().message(), HasSubstr("symbolic link"));
}

TEST_F(RefusedInputsTest, OddNamesAreReadAndShownOnOneLine) {
  const struct {
    const char* name;
    const char* shown;
  } cases[] = {
      {"a\nb.txt", "a\\x0Ab.txt"},
      {"a\x1b[2Jb.txt", "a\\x1B[2Jb.txt"},
      {"\xff\xfe.txt", "\\xFF\\xFE.txt"},
      {"a\xc3.txt", "a\\xC3.txt"},
      {"bài báo.txt", "bài báo.txt"},
      {"-rf.txt", "-rf.txt"},
      {"a#7.txt", "a#7.txt"},
      {"%s%n.txt", "%s%n.txt"},
  };
  for (const auto& c : cases) {
    Write(std::string("in/sub/") + c.name, "Bài báo.");
    const std::vector<SourceItem> items = Read(Path("in/sub"));
    ASSERT_EQ(items.size(), 1u) << c.shown;
    EXPECT_TRUE(items[0].document.ok()) << c.shown;
    EXPECT_EQ(items[0].input, Path("in/sub/") + c.shown);
    EXPECT_TRUE(text::ValidateUtf8(items[0].input).ok());
    fs::remove(Path("in/sub/") + c.name);
  }
}

}  // namespace
}  // namespace khotin::ingest
