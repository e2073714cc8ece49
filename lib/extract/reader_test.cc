#include "extract/reader.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> ReadFile(const std::string& path, Format format = Format::kAuto) {
  auto reader = OpenReader(path, format);
  if (!reader.ok()) return {std::string(reader.status().message())};
  return ReadAll(reader->get());
}

TEST(OpenReaderTest, RefusesWhatIsNoRegularFile) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo(folder.Path("fifo").c_str(), 0600), 0);
  std::filesystem::create_directory(folder.Path("dir"));
  std::filesystem::create_symlink(folder.Path("fifo"), folder.Path("to_fifo"));
  std::filesystem::create_symlink(folder.Path("loop"), folder.Path("loop"));
  const std::string file = folder.Write("file", "x");
  const struct {
    std::string path;
    absl::StatusCode code;
  } cases[] = {
      {folder.Path("fifo"), absl::StatusCode::kInvalidArgument},
      {folder.Path("to_fifo"), absl::StatusCode::kInvalidArgument},
      {folder.Path("dir"), absl::StatusCode::kInvalidArgument},
      {"/dev/zero", absl::StatusCode::kInvalidArgument},
      {"/dev/tty", absl::StatusCode::kInvalidArgument},
      {folder.Path("loop"), absl::StatusCode::kInvalidArgument},
      {folder.Path(std::string(5000, 'n')), absl::StatusCode::kInvalidArgument},
      {file + std::string("\0.txt", 5), absl::StatusCode::kInvalidArgument},
      {folder.Path("none"), absl::StatusCode::kNotFound},
      {file + "/below", absl::StatusCode::kNotFound},
      {"", absl::StatusCode::kNotFound},
  };
  for (const auto& c : cases) {
    const auto reader = OpenReader(c.path, Format::kText);
    EXPECT_EQ(reader.status().code(), c.code) << c.path << ": " << reader.status();
    EXPECT_TRUE(absl::StartsWith(reader.status().message(), c.path)) << reader.status();
  }
}

TEST(OpenReaderTest, NamesMissingPermission) {
  const TempFolder folder;
  const std::string path = folder.Write("secret", "x");
  chmod(path.c_str(), 0);
  // Root may read everything, so the test becomes somebody else for a moment.
  const bool root = geteuid() == 0;
  ASSERT_EQ(root ? seteuid(65534) : 0, 0);
  const auto reader = OpenReader(path, Format::kText);
  ASSERT_EQ(root ? seteuid(0) : 0, 0);
  EXPECT_EQ(reader.status().code(), absl::StatusCode::kPermissionDenied) << reader.status();
}

TEST(OpenReaderTest, RefusesALinkAndSaysWhatToDo) {
  const TempFolder folder;
  std::filesystem::create_symlink(folder.Write("a.txt", "bài"), folder.Path("link.txt"));
  EXPECT_THAT(
      ReadFile(folder.Path("link.txt")),
      ElementsAre(absl::StrCat(folder.Path("link.txt"),
                               ": a symbolic link, which is not followed; name what it leads to")));
}

TEST(OpenReaderTest, NoLinkIsFollowedBelowAGivenFolder) {
  const TempFolder folder;
  std::filesystem::create_directories(folder.Path("in/sub"));
  std::filesystem::create_directory(folder.Path("out"));
  folder.Write("in/sub/a.txt", "trong");
  folder.Write("out/a.txt", "ngoài");
  std::filesystem::create_directory_symlink(folder.Path("out"), folder.Path("in/link"));
  std::filesystem::create_directory_symlink(folder.Path("in"), folder.Path("way"));
  const auto open = [&](const std::string& given, const std::string& below) {
    ReaderOptions options;
    options.folder_size = folder.Path(given).size();
    return OpenReader(folder.Path(given) + below, Format::kText, options).status();
  };
  EXPECT_TRUE(open("in", "/sub/a.txt").ok());
  EXPECT_TRUE(open("in", "//sub///a.txt").ok());
  EXPECT_THAT(open("in", "/link/a.txt").message(), HasSubstr("a symbolic link"));
  EXPECT_THAT(open("in", "/sub/../../out/a.txt").message(), HasSubstr("leads out of the folder"));
  EXPECT_THAT(open("way", "/sub/a.txt").message(), HasSubstr("a symbolic link"));
  EXPECT_TRUE(OpenReader(folder.Path("way/sub/a.txt"), Format::kText).ok());
}

TEST(OpenReaderTest, AFileIsReadAsLongAsItWasWhenOpened) {
  const TempFolder folder;
  const std::string path = folder.Write("a.txt", "một");
  auto grown = OpenReader(path, Format::kText);
  ASSERT_TRUE(grown.ok());
  folder.Write("a.txt", std::string(100000, 'x'));
  const std::string big = folder.Write("b.txt", std::string(100000, 'x'));
  auto shrunk = OpenReader(big, Format::kText);
  ASSERT_TRUE(shrunk.ok());
  std::filesystem::resize_file(big, 50000);
  EXPECT_THAT(ReadAll(grown->get()), ElementsAre(absl::StrCat(path, "|một")));
  EXPECT_THAT(ReadAll(shrunk->get()),
              ElementsAre(absl::StrCat("!", big, ": the file became shorter while it was read")));
}

TEST(WholeFileTest, IsOneDocument) {
  const TempFolder folder;
  const std::string text = folder.Write("a.txt", "một\nhai\n");
  EXPECT_THAT(ReadFile(text), ElementsAre(absl::StrCat(text, "|một\nhai\n")));
  const std::string empty = folder.Write("e.txt", "");
  EXPECT_THAT(ReadFile(empty), ElementsAre(absl::StrCat(empty, "|")));
  const std::string page = folder.Write("a.html.gz", Compress("<p>x</p>", kGzipContainer));
  EXPECT_THAT(ReadFile(page), ElementsAre(absl::StrCat(page, "|<p>x</p>")));
}

TEST(WholeFileTest, StopsAtTheLimit) {
  const TempFolder folder;
  const std::string big(base::kMaxDocumentBytes + 1, 'x');
  EXPECT_THAT(ReadFile(folder.Write("big.txt", big)),
              ElementsAre(HasSubstr("big.txt: the document is over 16777216 bytes")));
  EXPECT_THAT(ReadFile(folder.Write("bomb.txt.gz", Compress(big, kGzipContainer))),
              ElementsAre(HasSubstr("bomb.txt.gz: the gzip data inflates to over 200 times")));
}

TEST(JsonLinesTest, CountsDocuments) {
  const TempFolder folder;
  const std::string path =
      folder.Write("a.jsonl", "\xef\xbb\xbf{\"a\":1}\r\n\n   \nnot json\n{\"b\":2}");
  EXPECT_THAT(ReadFile(path),
              ElementsAre(absl::StrCat(path, "#1|{\"a\":1}"), absl::StrCat(path, "#2|not json"),
                          absl::StrCat(path, "#3|{\"b\":2}")));
}

TEST(JsonLinesTest, SkipsALineOverTheLimit) {
  const TempFolder folder;
  std::string lines = "{\"a\":1}\n{\"b\":\"";
  lines.append(base::kMaxDocumentBytes, 'x');
  lines += "\"}\n{\"c\":3}\n";
  const std::string path = folder.Write("a.jsonl", lines);
  EXPECT_THAT(ReadFile(path),
              ElementsAre(absl::StrCat(path, "#1|{\"a\":1}"),
                          absl::StrCat("!", path, "#2: the line is over 16777216 bytes"),
                          absl::StrCat(path, "#3|{\"c\":3}")));
}

TEST(JsonLinesTest, ALineOfExactlyTheLimitIsRead) {
  const TempFolder folder;
  const std::string line(base::kMaxDocumentBytes, 'x');
  const std::string path = folder.Write("a.jsonl", line + "\r\n" + line + "x");
  const auto all = ReadFile(path, Format::kJsonLines);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].size(), path.size() + 3 + line.size());
  EXPECT_THAT(all[1], HasSubstr("#2: the line is over"));
}

TEST(JsonLinesTest, TellsOfTruncatedGzip) {
  const TempFolder folder;
  const std::string whole = Compress("{\"a\":1}\n{\"b\":2}\n", kGzipContainer);
  const std::string path = folder.Write("a.jsonl.gz", whole.substr(0, whole.size() - 4));
  EXPECT_THAT(ReadFile(path),
              ElementsAre(absl::StrCat(path, "#1|{\"a\":1}"), absl::StrCat(path, "#2|{\"b\":2}"),
                          absl::StrCat("!", path, ": the gzip data is truncated")));
}

}  // namespace
}  // namespace khotin::extract
