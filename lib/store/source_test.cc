// Learned chrome and figures of sources, through the store.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/ingest_fixture.h"

namespace khotin::store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kChrome[] = "Đọc báo làng trên điện thoại";

std::string Word(int number) {
  constexpr const char* kWords[] = {"chợ", "đình", "bến", "cầu", "giếng", "lúa", "trâu", "đê"};
  return absl::StrCat(kWords[number % 8], " ", kWords[number / 8 % 8]);
}

// An article of a site that puts one line of chrome under each.
extract::RawDocument Document(int number) {
  const std::string word = Word(number);
  extract::RawDocument raw;
  raw.input = absl::StrCat(number, ".txt");
  raw.url = absl::StrCat("https://www.baolang.example/tin/", number);
  raw.content = absl::StrCat(
      "Chuyện ", word, " ở làng ven sông\n\nSáng nay, người dân vùng ", word,
      " ra đồng từ rất sớm để chuẩn bị cho ngày hội lớn của cả tổng.\n\nTheo các cụ, hội ", word,
      " có từ hơn trăm năm trước, khi làng còn thưa người và con đường qua ", word,
      " chỉ vừa một lối đi, mùa nước lên phải chèo thuyền mới qua được bên kia sông.\n\n", kChrome,
      "\n");
  return raw;
}

class SourceTest : public IngestFixture {
 protected:
  storage::v1::Article Get(const std::string& id) {
    auto article = store_->CurrentView()->GetArticle(id, 0);
    EXPECT_TRUE(article.ok()) << article.status();
    return article.ok() ? *article : storage::v1::Article();
  }
};

TEST_F(SourceTest, TheTenthArticleOfASiteIsCleanerThanTheFirst) {
  const storage::v1::Article first = Get(Ingest(Document(1)).article_id);
  EXPECT_THAT(first.ShortDebugString(), Not(HasSubstr("learned_chrome")));
  for (int i = 2; i < 10; ++i) Ingest(Document(i));
  const storage::v1::Article tenth = Get(Ingest(Document(10)).article_id);
  EXPECT_EQ(tenth.body_size(), first.body_size() - 1);
  ASSERT_EQ(tenth.removed_size(), 1) << tenth.ShortDebugString();
  EXPECT_EQ(tenth.removed(0).kind(), "learned_chrome");
  EXPECT_EQ(tenth.removed(0).text(), kChrome);
  EXPECT_GT(tenth.chrome_snapshot(), 0);
  ExpectSound();
}

// Analysis may come to another result by then: what the store knows is the raw document.
TEST_F(SourceTest, AnOldDocumentAgainChangesNothingWhateverWasLearned) {
  for (int i = 1; i <= 10; ++i) Ingest(Document(i));
  const std::string before = Describe(*store_);
  EXPECT_EQ(Ingest(Document(1)).verdict, Verdict::kUnchanged);
  EXPECT_EQ(Describe(*store_), before);
}

TEST_F(SourceTest, AnotherAnalysisReplacesTheVersionAndLastsOverARestart) {
  const CommitResult first = Ingest(Document(1));
  for (int i = 2; i <= 60; ++i) Ingest(Document(i));
  auto raw = store_->CurrentView()->GetRawInput(first.article_id, 0);
  ASSERT_TRUE(raw.ok()) << raw.status();
  PreparedDocument again =
      PrepareDocument(*analyzer_, store_->CurrentView()->chrome(), *std::move(raw));
  std::get<PreparedArticle>(again).replaced_version = 1;
  const CommitResult replaced = Commit(std::move(again));
  EXPECT_EQ(replaced.verdict, Verdict::kReplaced);
  EXPECT_EQ(replaced.article_id, first.article_id);
  const storage::v1::Article record = Get(first.article_id);
  EXPECT_EQ(record.version(), 1);
  ASSERT_EQ(record.removed_size(), 1) << record.ShortDebugString();
  EXPECT_EQ(record.removed(0).text(), kChrome);
  ExpectSound();
  const std::string before = Describe(*store_);
  store_.reset();
  store_ = OpenForTest(folder_.path());
  EXPECT_EQ(Describe(*store_), before);
  ExpectSound();
  EXPECT_EQ(Ingest(Document(1)).verdict, Verdict::kUnchanged);
}

TEST_F(SourceTest, LearnedChromeSurvivesARestartAndCanBeReadAsItWas) {
  for (int i = 1; i <= 10; ++i) Ingest(Document(i));
  const extract::ChromeSnapshot learned = store_->CurrentView()->chrome();
  ASSERT_NE(learned.Find("baolang.example"), nullptr);
  store_.reset();
  store_ = OpenForTest(folder_.path());
  const auto view = store_->CurrentView();
  EXPECT_EQ(view->chrome().number(), learned.number());
  ASSERT_NE(view->chrome().Find("baolang.example"), nullptr);
  EXPECT_EQ(view->chrome().Find("baolang.example")->lines(),
            learned.Find("baolang.example")->lines());
  const auto then = view->ChromeAt(1);
  ASSERT_TRUE(then.ok()) << then.status();
  EXPECT_EQ(then->number(), 1);
  const extract::SiteChrome* const site = then->Find("baolang.example");
  const extract::LineFingerprint line = *extract::FingerprintLine(kChrome);
  EXPECT_TRUE(site == nullptr || site->Find(line) == extract::ChromeUse::kNone);
  EXPECT_NE(learned.Find("baolang.example")->Find(line), extract::ChromeUse::kNone);
  for (int i = 11; i <= 60; ++i) Ingest(Document(i));
  const auto again = store_->CurrentView()->ChromeAt(learned.number());
  ASSERT_TRUE(again.ok()) << again.status();
  ASSERT_NE(again->Find("baolang.example"), nullptr);
  EXPECT_EQ(again->Find("baolang.example")->lines(), learned.Find("baolang.example")->lines());
}

TEST_F(SourceTest, FiguresCountEachDocumentOnce) {
  Ingest(Document(1));
  Ingest(Document(2));
  Ingest(Document(2));
  extract::RawDocument broken = Document(3);
  broken.content = "Chợ \xff\xff hoa";
  Ingest(broken);
  Ingest(broken);
  now_ += absl::Hours(24);
  Ingest(Document(4));
  const auto sources = store_->CurrentView()->ListSources(absl::nullopt, 10);
  ASSERT_TRUE(sources.ok()) << sources.status();
  ASSERT_THAT(*sources, SizeIs(1));
  const storage::v1::Source& record = (*sources)[0].record;
  EXPECT_EQ((*sources)[0].key, "baolang.example");
  EXPECT_EQ(record.article_count(), 3);
  EXPECT_EQ(record.refused_count(), 1);
  ASSERT_EQ(record.days_size(), 2);
  EXPECT_EQ(record.days(0).articles(), 2);
  EXPECT_EQ(record.days(0).refused(), 1);
  EXPECT_EQ(record.days(0).titles(), 2);
  EXPECT_EQ(record.days(1).day(), record.days(0).day() + 1);
  EXPECT_GT(record.days(1).body_words(), 20);
}

TEST_F(SourceTest, DocumentsWithoutASourceAreASourceToo) {
  extract::RawDocument raw = Document(1);
  raw.url.clear();
  Ingest(raw);
  const auto all = store_->CurrentView()->ListSources(absl::nullopt, 10);
  ASSERT_TRUE(all.ok());
  ASSERT_THAT(*all, SizeIs(1));
  EXPECT_EQ((*all)[0].key, "");
  EXPECT_THAT(*store_->CurrentView()->ListSources(std::string(), 10), IsEmpty());
}

}  // namespace
}  // namespace khotin::store
