#include "store/file_ledger.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/ingest_fixture.h"
#include "store/prepared_document.h"

namespace khotin::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

FileIdentity File(const std::string& content) {
  return {base::HashBytes(content), static_cast<int64_t>(content.size()), "format=jsonl"};
}

class FileLedgerTest : public IngestFixture {
 protected:
  // The n-th document of a file of `documents`, prepared.
  PreparedDocument Document(int number, int documents = 3, const std::string& file = "tệp") const {
    extract::RawDocument raw;
    raw.input = absl::StrCat(file, "#", number);
    raw.content = absl::StrCat("Phiên chợ thứ ", number, "\n\n", WordsOf(number), ".\n");
    PreparedDocument document =
        PrepareDocument(*analyzer_, store_->CurrentView()->chrome(), std::move(raw));
    SetPosition({File(file), file + ".jsonl", number, number == documents}, &document);
    return document;
  }
  // Others for each number, so that no article is like another.
  static std::string WordsOf(int number) {
    std::string words;
    for (int i = 0; i < 40; ++i) {
      absl::StrAppend(&words, i == 0 ? "Chợ họp" : " họp",
                      base::Hash64(absl::StrCat(number, " ", i)) % 100'000);
    }
    return words;
  }
  storage::v1::IngestedFile Record(const std::string& file = "tệp") const {
    const auto found = store_->FindFile(File(file));
    EXPECT_TRUE(found.ok() && found->has_value());
    return found.ok() && found->has_value() ? (*found)->record : storage::v1::IngestedFile();
  }
  int64_t Articles() const { return store_->CurrentView()->counts().articles; }
};

TEST_F(FileLedgerTest, CountsWhatIsInWithItsVerdicts) {
  EXPECT_FALSE((*store_->FindFile(File("tệp"))).has_value());
  EXPECT_EQ(Commit(Document(1)).verdict, Verdict::kNew);
  EXPECT_EQ(Record().document_count(), 1);
  EXPECT_EQ(Record().path(), "tệp.jsonl");
  EXPECT_EQ(Record().first_time(), absl::ToUnixMicros(now_));
  EXPECT_FALSE(Record().done());
  now_ += absl::Seconds(5);
  Commit(Document(2));
  PreparedDocument unread =
      PrepareUnread("tệp#3", absl::InvalidArgumentError("tệp#3: damaged"), analyzer_->version());
  SetPosition({File("tệp"), "renamed.jsonl", 3, true}, &unread);
  EXPECT_EQ(Commit(std::move(unread)).verdict, Verdict::kRefused);
  const storage::v1::IngestedFile record = Record();
  EXPECT_EQ(record.document_count(), 3);
  EXPECT_TRUE(record.done());
  EXPECT_EQ(record.path(), "tệp.jsonl");
  EXPECT_EQ(record.last_time() - record.first_time(), 5'000'000);
  EXPECT_EQ(record.analyzer_version(), analyzer_->version());
  EXPECT_THAT(record.verdicts(),
              UnorderedElementsAre(Pair(static_cast<int>(Verdict::kNew), 2),
                                   Pair(static_cast<int>(Verdict::kRefused), 1)));
  ExpectSound();
}

TEST_F(FileLedgerTest, ADocumentThatIsInIsPassedOver) {
  Commit(Document(1));
  const int64_t revision = store_->CurrentView()->revision();
  const CommitResult again = Commit(Document(1));
  EXPECT_EQ(again.verdict, Verdict::kAlreadyTaken);
  EXPECT_EQ(again.article_id, "");
  EXPECT_EQ(Record().document_count(), 1);
  EXPECT_EQ(store_->CurrentView()->revision(), revision);
  EXPECT_EQ(Commit(Document(2)).verdict, Verdict::kNew);
}

TEST_F(FileLedgerTest, ADocumentThatIsInMayTurnOutToBeTheLast) {
  constexpr int kOpenEnd = 0;
  Commit(Document(1, kOpenEnd));
  Commit(Document(2, kOpenEnd));
  EXPECT_EQ(Commit(Document(1, 1)).verdict, Verdict::kAlreadyTaken);
  EXPECT_FALSE(Record().done()) << "there is one behind it";
  const int64_t revision = store_->CurrentView()->revision();
  EXPECT_EQ(Commit(Document(2, 2)).verdict, Verdict::kAlreadyTaken);
  EXPECT_TRUE(Record().done());
  EXPECT_EQ(Record().document_count(), 2);
  EXPECT_EQ(store_->CurrentView()->revision(), revision);
  EXPECT_EQ(Commit(Document(3)).verdict, Verdict::kRefused);
  ExpectSound();
}

TEST_F(FileLedgerTest, ADocumentWaitsForThoseBeforeIt) {
  Commit(Document(1));
  const CommitResult early = Commit(Document(3));
  EXPECT_EQ(early.verdict, Verdict::kRefused);
  EXPECT_EQ(early.refusal.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(early.refusal.message()), HasSubstr("tệp.jsonl#3"));
  EXPECT_EQ(early.quarantine_id, "");
  EXPECT_EQ(store_->CurrentView()->counts().quarantined, 0);
  EXPECT_EQ(Record().document_count(), 1);
  EXPECT_EQ(Articles(), 1);
}

TEST_F(FileLedgerTest, OneBatchTakesSendersOfOneFileInTurn) {
  std::vector<PreparedDocument> batch;
  for (const int number : {1, 1, 2, 3, 2, 3, 4}) batch.push_back(Document(number));
  const auto results = store_->Commit(std::move(batch), now_);
  ASSERT_TRUE(results.ok()) << results.status();
  std::vector<Verdict> verdicts;
  for (const CommitResult& result : *results) verdicts.push_back(result.verdict);
  EXPECT_THAT(verdicts,
              ElementsAre(Verdict::kNew, Verdict::kAlreadyTaken, Verdict::kNew, Verdict::kNew,
                          Verdict::kAlreadyTaken, Verdict::kAlreadyTaken, Verdict::kRefused));
  EXPECT_TRUE(Record().done());
  EXPECT_EQ(Articles(), 3);
  ExpectSound();
}

TEST_F(FileLedgerTest, CountsDocumentsThatChangeNothing) {
  for (const int number : {1, 2}) {
    PreparedDocument document = Document(number);
    SetPosition({File("khác"), "khác.jsonl", number, false}, &document);
    Commit(std::move(document));
  }
  const int64_t revision = store_->CurrentView()->revision();
  EXPECT_EQ(Commit(Document(1)).verdict, Verdict::kUnchanged);
  EXPECT_EQ(Commit(Document(2)).verdict, Verdict::kUnchanged);
  EXPECT_EQ(store_->CurrentView()->revision(), revision);
  EXPECT_EQ(Record().document_count(), 2);
  EXPECT_EQ(Record("khác").document_count(), 2);
}

TEST_F(FileLedgerTest, TheSameBytesReadInAnotherWayAreAnotherFile) {
  Commit(Document(1));
  FileIdentity other = File("tệp");
  other.reading = "format=text";
  EXPECT_FALSE((*store_->FindFile(other)).has_value());
  ++other.bytes;
  EXPECT_FALSE((*store_->FindFile(other)).has_value());
}

TEST_F(FileLedgerTest, OutlivesTheProgramAndIsListed) {
  for (const char* file : {"a", "b", "c"}) Commit(Document(1, 1, file));
  store_.reset();
  store_ = OpenForTest(folder_.path());
  EXPECT_TRUE(Record("b").done());
  std::vector<std::string> paths;
  std::string after;
  while (true) {
    const auto page = store_->ListFiles(after, 2);
    ASSERT_TRUE(page.ok()) << page.status();
    if (page->empty()) break;
    for (const StoredFile& file : *page) paths.push_back(file.record.path());
    after = page->back().key;
  }
  EXPECT_THAT(paths, UnorderedElementsAre("a.jsonl", "b.jsonl", "c.jsonl"));
}

TEST(FileEntryTest, AFaultIsFound) {
  storage::v1::IngestedFile record;
  record.set_reading("format=jsonl");
  record.set_document_count(2);
  (*record.mutable_verdicts())[1] = 2;
  const std::string key = FileKey(File("tệp"));
  EXPECT_EQ(FaultOfFileEntry(key, SerializeRecord(record)), "");
  EXPECT_THAT(FaultOfFileEntry(key.substr(1), SerializeRecord(record)), HasSubstr("no such key"));
  record.set_document_count(3);
  EXPECT_THAT(FaultOfFileEntry(key, SerializeRecord(record)), HasSubstr("counts 3 documents"));
  record.set_reading("format=text");
  EXPECT_THAT(FaultOfFileEntry(key, SerializeRecord(record)), HasSubstr("another key"));
}

}  // namespace
}  // namespace khotin::store
