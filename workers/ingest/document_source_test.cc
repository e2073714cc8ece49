#include "ingest/document_source.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "absl/strings/str_cat.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DocumentSourceTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& content) const {
    std::ofstream(root_ + "/" + name) << content;
    return root_ + "/" + name;
  }
  static std::string Lines(int count) {
    std::string lines;
    for (int i = 1; i <= count; ++i) absl::StrAppend(&lines, R"({"text":"Tin số )", i, "\"}\n");
    return lines;
  }
  // Counts `documents` for the file of that content, and notes what is asked for.
  void LetLedgerHold(const std::string& content, int64_t documents, bool done) {
    held_[base::HashBytes(content).ToBytes()] = {documents, done};
  }
  DocumentSource Open(const std::string& path) {
    SourceOptions options;
    options.reading = "format=auto";
    options.ledger = [this](const store::FileIdentity& file) -> absl::StatusOr<FileProgress> {
      asked_.push_back(file);
      if (!ledger_status_.ok()) return ledger_status_;
      return held_[file.content.ToBytes()];
    };
    options.events.skipped = [this](const FileInHand& file) { skipped_.push_back(file.path); };
    return {{path}, std::move(options)};
  }
  // "n" of each document, "n!" of the last one, "0" of what is no document.
  static std::vector<std::string> Places(DocumentSource* source) {
    std::vector<std::string> places;
    while (const auto item = source->Next()) {
      places.push_back(absl::StrCat(item->place.number, item->place.last ? "!" : ""));
    }
    return places;
  }
  // The path of the file that has failed; empty when none has.
  static std::string FailedPath(const absl::optional<SourceItem>& item) {
    return item.has_value() && item->place.failed() ? item->place.file->path : "";
  }

  const extract::TempFolder folder_;
  const std::string root_ = folder_.path();
  std::map<std::string, FileProgress> held_;
  absl::Status ledger_status_;
  std::vector<store::FileIdentity> asked_;
  std::vector<std::string> skipped_;
};

TEST_F(DocumentSourceTest, NumbersDocumentsAndKnowsTheLast) {
  Write("a.jsonl", Lines(3));
  Write("b.txt", "một tin");
  Write("c.txt", "");
  Write("d.jsonl", Lines(1) + "{bad\n");
  DocumentSource source = Open(root_);
  EXPECT_THAT(Places(&source), ElementsAre("1", "2", "3!", "1!", "1!", "1", "2!"));
  EXPECT_TRUE(source.status().ok());
  ASSERT_EQ(asked_.size(), 4);
  EXPECT_EQ(asked_[0].content, base::HashBytes(Lines(3)));
  EXPECT_EQ(asked_[0].bytes, static_cast<int64_t>(Lines(3).size()));
  EXPECT_EQ(asked_[0].reading, "format=auto name=");
  EXPECT_EQ(asked_[1].reading, "format=auto name=.txt");
}

TEST_F(DocumentSourceTest, GoesOnWhereTheLedgerSays) {
  const std::string path = Write("a.jsonl", Lines(5));
  LetLedgerHold(Lines(5), 3, false);
  DocumentSource source = Open(path);
  const auto item = source.Next();
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->input, path + "#4");
  EXPECT_EQ(item->place.number, 4);
  EXPECT_THAT(Places(&source), ElementsAre("5!"));
}

TEST_F(DocumentSourceTest, SkipsWhatIsDoneUnderAnyName) {
  Write("a.jsonl", Lines(2));
  Write("b.jsonl", Lines(2));
  LetLedgerHold(Lines(2), 2, true);
  DocumentSource source = Open(root_);
  EXPECT_THAT(Places(&source), IsEmpty());
  EXPECT_THAT(skipped_, ElementsAre(root_ + "/a.jsonl", root_ + "/b.jsonl"));
}

TEST_F(DocumentSourceTest, EndsWhenTheLedgerDoesNotAnswer) {
  Write("a.jsonl", Lines(2));
  ledger_status_ = absl::UnavailableError("away");
  DocumentSource source = Open(root_);
  EXPECT_FALSE(source.Next().has_value());
  EXPECT_EQ(source.status(), ledger_status_);
}

TEST_F(DocumentSourceTest, AFileThatChangesWhileItIsReadIsNotDone) {
  const std::string path = Write("a.jsonl", Lines(3));
  DocumentSource source = Open(path);
  EXPECT_EQ(source.Next()->place.number, 1);
  std::ofstream(path, std::ios::app) << Lines(1);
  EXPECT_EQ(source.Next()->place.number, 2);
  const auto changed = source.Next();
  ASSERT_TRUE(changed.has_value());
  EXPECT_THAT(std::string(changed->document.status().message()), HasSubstr("changed while"));
  EXPECT_EQ(changed->place.number, 0);
  EXPECT_EQ(FailedPath(changed), path);
  EXPECT_FALSE(source.Next().has_value());
}

TEST_F(DocumentSourceTest, AFileWithFewerDocumentsThanAreInIsAFailure) {
  const std::string path = Write("a.jsonl", Lines(2));
  LetLedgerHold(Lines(2), 3, false);
  DocumentSource source = Open(path);
  const auto failed = source.Next();
  EXPECT_EQ(FailedPath(failed), path);
  EXPECT_THAT(std::string(failed->document.status().message()), HasSubstr("--again"));
}

// The last one was sent when it was not known yet that none follows.
TEST_F(DocumentSourceTest, WhenAllIsInTheLastIsToldAgain) {
  const std::string path = Write("a.jsonl", Lines(2));
  LetLedgerHold(Lines(2), 2, false);
  DocumentSource source = Open(path);
  const auto item = source.Next();
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->input, path + "#2");
  EXPECT_EQ(item->place.number, 2);
  EXPECT_TRUE(item->place.last);
  EXPECT_FALSE(source.Next().has_value());
  EXPECT_TRUE(source.status().ok());
}

TEST_F(DocumentSourceTest, AMissingFileIsAFailure) {
  DocumentSource source = Open(root_ + "/none.txt");
  const auto failed = source.Next();
  EXPECT_EQ(FailedPath(failed), root_ + "/none.txt");
  EXPECT_EQ(failed->place.number, 0);
  EXPECT_TRUE(failed->place.file->stamp == FileStamp());
  EXPECT_FALSE(source.Next().has_value());
}

TEST_F(DocumentSourceTest, AFailureHasTheStampOfWhatIsThere) {
  fs::create_symlink("nowhere", root_ + "/link.txt");
  struct stat info {};
  ASSERT_EQ(lstat((root_ + "/link.txt").c_str(), &info), 0);
  for (const std::string& path : {root_, root_ + "/link.txt"}) {
    DocumentSource source = Open(path);
    const auto failed = source.Next();
    EXPECT_EQ(FailedPath(failed), root_ + "/link.txt");
    EXPECT_TRUE(failed->place.file->stamp == FileStamp(info)) << path;
  }
}

}  // namespace
}  // namespace khotin::ingest
