#include "extract/refusal.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/ingest_fixture.h"
#include "store/prepared_document.h"
#include "store/raw_input.h"

namespace khotin::store {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kArticleText[] =
    "Chợ hoa ngày cuối năm\n\nChợ hoa đông người từ sáng sớm, giá cả không tăng so với năm "
    "trước.\n";

extract::RawDocument Document(const std::string& content) {
  extract::RawDocument raw;
  raw.input = "chợ.txt";
  raw.content = content;
  return raw;
}

using QuarantineTest = IngestFixture;

TEST_F(QuarantineTest, KeepsTheBytesAndTheReason) {
  const std::string bytes("Chợ \xff\xfe hoa");
  const CommitResult result = Ingest(Document(bytes));
  EXPECT_EQ(result.verdict, Verdict::kRefused);
  EXPECT_THAT(std::string(result.refusal.message()), HasSubstr("chợ.txt"));
  const auto view = store_->CurrentView();
  EXPECT_EQ(view->counts().quarantined, 1);
  EXPECT_EQ(view->counts().articles, 0);
  const auto kept = view->GetQuarantined(result.quarantine_id);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->raw.content, bytes);
  EXPECT_EQ(kept->raw.input, "chợ.txt");
  EXPECT_EQ(kept->record.content_bytes(), 12);
  EXPECT_EQ(kept->record.attempts(), 1);
  ExpectSound();
}

TEST_F(QuarantineTest, TheSameDocumentAgainChangesNothing) {
  const CommitResult first = Ingest(Document("Chợ \xff\xff hoa"));
  const int64_t revision = store_->CurrentView()->revision();
  const CommitResult second = Ingest(Document("Chợ \xff\xff hoa"));
  EXPECT_EQ(second.verdict, Verdict::kRefused);
  EXPECT_EQ(second.quarantine_id, first.quarantine_id);
  EXPECT_EQ(store_->CurrentView()->revision(), revision);
  EXPECT_EQ(store_->CurrentView()->GetQuarantined(first.quarantine_id)->record.attempts(), 1);
}

TEST_F(QuarantineTest, ARetryThatFailsIsCounted) {
  PreparedRefusal refusal =
      PrepareUnread("tin.warc#3", absl::InvalidArgumentError("cut off"), "v1");
  const std::string id = refusal.id;
  Commit(refusal);
  refusal.retry = true;
  now_ += absl::Hours(1);
  Commit(refusal);
  const auto kept = store_->CurrentView()->GetQuarantined(id);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->record.attempts(), 2);
  EXPECT_EQ(kept->record.last_time() - kept->record.first_time(), int64_t{3600} * 1000000);
  EXPECT_TRUE(kept->record.unread());
  EXPECT_EQ(store_->CurrentView()->counts().quarantined, 1);
  ExpectSound();
}

TEST_F(QuarantineTest, ADocumentThatIsTakenLeaves) {
  // Refused by an older program; now it is read.
  const extract::RawDocument raw = Document(kArticleText);
  PreparedDocument article = PrepareDocument(*analyzer_, extract::ChromeSnapshot(), raw);
  PreparedRefusal refusal;
  refusal.id = std::get<PreparedArticle>(article).quarantine_id;
  *refusal.record.mutable_raw() = RawRecord(raw);
  refusal.record.set_code(3);
  Commit(std::move(refusal));
  ASSERT_EQ(store_->CurrentView()->counts().quarantined, 1);
  ExpectSound();
  EXPECT_EQ(Commit(std::move(article)).verdict, Verdict::kNew);
  EXPECT_EQ(store_->CurrentView()->counts().quarantined, 0);
  ExpectSound();
}

TEST_F(QuarantineTest, ListsByReasonInPages) {
  for (int i = 0; i < 3; ++i)
    Commit(PrepareUnread(std::to_string(i),
                         extract::Refusal(extract::RefusalReason::kOverLimit, "large"), "v1"));
  Commit(PrepareUnread("x", extract::Refusal(extract::RefusalReason::kUnreadable, "bad"), "v1"));
  const auto view = store_->CurrentView();
  const auto all = view->ListQuarantined("", extract::RefusalReason::kUnspecified, 10);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_THAT(*all, SizeIs(4));
  const auto large = view->ListQuarantined("", extract::RefusalReason::kOverLimit, 2);
  ASSERT_TRUE(large.ok()) << large.status();
  ASSERT_THAT(*large, SizeIs(2));
  EXPECT_THAT(*view->ListQuarantined((*large)[1].id, extract::RefusalReason::kOverLimit, 2),
              SizeIs(1));
}

TEST_F(QuarantineTest, SurvivesARestart) {
  const CommitResult result = Ingest(Document("Chợ \xff\xff hoa"));
  store_.reset();
  store_ = OpenForTest(folder_.path());
  EXPECT_EQ(store_->CurrentView()->counts().quarantined, 1);
  EXPECT_TRUE(store_->CurrentView()->GetQuarantined(result.quarantine_id).ok());
}

}  // namespace
}  // namespace khotin::store
