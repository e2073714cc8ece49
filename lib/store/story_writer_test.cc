#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/test_articles.h"
#include "story/story.h"

namespace khotin::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kDay = 86400;

// What pens write about one event: its own words, and words of each pen.
TestArticle Report(int event, int pen, absl::string_view headline = "") {
  std::vector<std::string> words;
  for (int i = 0; i < 14; ++i) words.push_back(absl::StrCat("sự", event, "kiện", (i + pen) % 14));
  for (int i = 0; i < 50; ++i) words.push_back(absl::StrCat("bút", event, "v", pen, "t", i));
  return {absl::StrCat("https://bao", pen, ".example/", event),
          headline.empty() ? absl::StrCat("Tin ", event, " của ", pen) : std::string(headline),
          {absl::StrJoin(words, " ")}};
}

class StoryWriterTest : public testing::Test {
 protected:
  CommitResult Commit(const TestArticle& article) {
    return CommitForTest(store_.get(), {article})[0];
  }
  CommitResult CommitDated(const TestArticle& article, int64_t day) {
    PreparedArticle prepared = PrepareForTest(article);
    const absl::CivilDay date = absl::CivilDay(2020, 1, 1) + day;
    auto* const published = prepared.record.mutable_published()->mutable_date();
    published->set_year(static_cast<int32_t>(date.year()));
    published->set_month(date.month());
    published->set_day(date.day());
    prepared.terms = TermsOf(prepared.id, prepared.record);
    std::vector<PreparedDocument> batch;
    batch.emplace_back(std::move(prepared));
    auto results = store_->Commit(std::move(batch), absl::FromUnixSeconds(1700000000));
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? (*results)[0] : CommitResult();
  }

  std::string StoryOf(const std::string& article) {
    const auto record = store_->CurrentView()->GetArticle(article, 0);
    EXPECT_TRUE(record.ok()) << record.status();
    return record.ok() ? record->story() : "";
  }
  StoredStory GetStory(const std::string& id) {
    const auto story = store_->CurrentView()->GetStory(id);
    EXPECT_TRUE(story.ok()) << story.status();
    return story.ok() ? *story : StoredStory();
  }
  std::vector<std::string> ListedStories() {
    const auto stories = store_->CurrentView()->ListStories({}, 100);
    EXPECT_TRUE(stories.ok()) << stories.status();
    std::vector<std::string> ids;
    for (const StoredStory& story : *stories) ids.push_back(story.id);
    return ids;
  }
  std::vector<std::string> ArticlesOf(const std::string& story) {
    const auto articles = store_->CurrentView()->ListStoryArticles(story, {}, 100);
    EXPECT_TRUE(articles.ok()) << articles.status();
    std::vector<std::string> ids;
    for (const StoryArticleCursor& article : *articles) ids.push_back(article.article_id);
    return ids;
  }
  void Delete(const std::string& article) {
    const auto deleted = store_->DeleteArticle(article, absl::FromUnixSeconds(1700000000));
    EXPECT_TRUE(deleted.ok()) << deleted.status();
  }
  void ExpectSound() {
    const auto violations = store_->Check(10);
    ASSERT_TRUE(violations.ok()) << violations.status();
    EXPECT_THAT(*violations, IsEmpty());
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenForTest(folder_.path());
};

TEST_F(StoryWriterTest, ReportsOfOneEventAreOneStory) {
  const CommitResult first = Commit(Report(1, 1));
  const CommitResult other = Commit(Report(2, 1));
  const CommitResult second = Commit(Report(1, 2));
  EXPECT_NE(first.cluster_id, second.cluster_id) << "they are no copies";
  EXPECT_EQ(StoryOf(first.article_id), StoryOf(second.article_id));
  EXPECT_NE(StoryOf(first.article_id), StoryOf(other.article_id));
  EXPECT_THAT(ArticlesOf(StoryOf(first.article_id)),
              ElementsAre(second.article_id, first.article_id));
  EXPECT_THAT(ListedStories(), ElementsAre(StoryOf(first.article_id)));
  EXPECT_EQ(store_->CurrentView()->counts().stories, 2);
  ExpectSound();
}

TEST_F(StoryWriterTest, ReportsInsideOfABatchMeet) {
  const auto results = CommitForTest(store_.get(), {Report(1, 1), Report(2, 1), Report(1, 2)});
  EXPECT_EQ(StoryOf(results[0].article_id), StoryOf(results[2].article_id));
  ExpectSound();
}

TEST_F(StoryWriterTest, CopiesAreInTheStoryOfWhatTheyCopyAndCountOnce) {
  const CommitResult first = Commit(Report(1, 1));
  TestArticle copy = Report(1, 1);
  copy.url = "https://copy.example/";
  copy.title = "Tin chép";
  const CommitResult copied = Commit(copy);
  ASSERT_EQ(copied.cluster_id, first.cluster_id);
  const StoredStory story = GetStory(StoryOf(copied.article_id));
  EXPECT_EQ(story.id, StoryOf(first.article_id));
  EXPECT_EQ(story.record.article_count(), 2);
  EXPECT_EQ(story.record.cluster_count(), 1);
  EXPECT_THAT(ListedStories(), IsEmpty());
  ExpectSound();
}

TEST_F(StoryWriterTest, UnitedClustersAreInOneStory) {
  std::vector<std::string> words;
  for (int i = 0; i < 600; ++i) words.push_back(absl::StrCat("chữ", i));
  const auto part = [&](const std::string& name, int begin, int end) {
    return TestArticle{absl::StrCat("https://bao.example/", name),
                       name,
                       {absl::StrJoin(words.begin() + begin, words.begin() + end, " ")}};
  };
  const CommitResult front = Commit(part("dau", 0, 320));
  const CommitResult back = Commit(part("cuoi", 300, 600));
  const std::string front_story = StoryOf(front.article_id);
  const std::string back_story = StoryOf(back.article_id);
  ASSERT_NE(front_story, back_story);
  const CommitResult whole = Commit(part("ca", 0, 600));
  ASSERT_EQ(store_->CurrentView()->counts().clusters, 1);
  const std::string id = StoryOf(whole.article_id);
  EXPECT_EQ(StoryOf(front.article_id), id);
  EXPECT_EQ(StoryOf(back.article_id), id);
  EXPECT_EQ(GetStory(id).record.article_count(), 3);
  EXPECT_EQ(store_->CurrentView()->counts().stories, 1);
  ExpectSound();
  Delete(whole.article_id);
  ExpectSound();
}

TEST_F(StoryWriterTest, SpanIsOfAllArticlesAndFollowsThoseThatLeave) {
  CommitDated(Report(1, 1), 10);
  const CommitResult early = CommitDated(Report(1, 2), 9);
  const CommitResult late = CommitDated(Report(1, 3), 11);
  const std::string id = StoryOf(early.article_id);
  EXPECT_EQ(GetStory(id).record.last_time() - GetStory(id).record.first_time(), 2 * kDay);
  Delete(early.article_id);
  Delete(late.article_id);
  const storage::v1::Story record = GetStory(id).record;
  EXPECT_EQ(record.last_time(), record.first_time());
  EXPECT_EQ(record.article_count(), 1);
  ExpectSound();
}

TEST_F(StoryWriterTest, WithoutDatesThereIsNoSpan) {
  const CommitResult first = Commit(Report(1, 1));
  EXPECT_FALSE(GetStory(StoryOf(first.article_id)).record.has_first_time());
}

TEST_F(StoryWriterTest, ANewVersionGoesWhereItsTextBelongs) {
  const CommitResult first = Commit(Report(1, 1));
  const CommitResult other = Commit(Report(2, 2));
  TestArticle changed = Report(2, 1);
  changed.url = Report(1, 1).url;
  EXPECT_EQ(Commit(changed).verdict, Verdict::kNewVersion);
  EXPECT_EQ(StoryOf(first.article_id), StoryOf(other.article_id));
  EXPECT_EQ(store_->CurrentView()->counts().stories, 1);
  ExpectSound();
}

TEST_F(StoryWriterTest, AStoryWithoutArticlesVanishes) {
  const CommitResult first = Commit(Report(1, 1));
  const CommitResult second = Commit(Report(1, 2));
  const std::string id = StoryOf(first.article_id);
  Delete(first.article_id);
  EXPECT_EQ(StoryOf(second.article_id), id) << "the others keep the name";
  ExpectSound();
  Delete(second.article_id);
  EXPECT_TRUE(absl::IsNotFound(store_->CurrentView()->GetStory(id).status()));
  EXPECT_EQ(store_->CurrentView()->counts().stories, 0);
  ExpectSound();
}

TEST_F(StoryWriterTest, WhoComesBackFindsTheStoryThatKeptItsName) {
  const CommitResult first = Commit(Report(1, 1));
  Commit(Report(1, 2));
  const std::string id = StoryOf(first.article_id);
  Delete(first.article_id);
  EXPECT_EQ(StoryOf(Commit(Report(1, 1)).article_id), id);
  ExpectSound();
}

TEST_F(StoryWriterTest, TheLabelIsTheHeadlineOfTheMostCentralArticle) {
  Commit(Report(1, 1, "Chuyện bên lề"));
  TestArticle central = Report(1, 2, "Toàn cảnh");
  absl::StrAppend(&central.paragraphs[0], " ", Report(1, 1).paragraphs[0].substr(0, 160), " ",
                  Report(1, 3).paragraphs[0].substr(0, 160));
  const CommitResult second = Commit(central);
  Commit(Report(1, 3, "Nhìn từ xa"));
  const StoredStory story = GetStory(StoryOf(second.article_id));
  ASSERT_EQ(story.record.cluster_count(), 3);
  EXPECT_EQ(story.label, "Toàn cảnh");
}

TEST_F(StoryWriterTest, StoriesAreListedByTheirNewestArticle) {
  std::vector<std::string> ids;
  for (int event = 1; event <= 3; ++event) {
    ids.push_back(StoryOf(Commit(Report(event, 1)).article_id));
    Commit(Report(event, 2));
  }
  const CommitResult last = Commit(Report(1, 3));
  EXPECT_THAT(ListedStories(), ElementsAre(ids[0], ids[2], ids[1]));
  const auto view = store_->CurrentView();
  const StoredStory first = GetStory(ids[0]);
  const auto rest = view->ListStories(StoryCursor{first.record.newest_revision(), first.id}, 1);
  ASSERT_TRUE(rest.ok());
  ASSERT_THAT(*rest, SizeIs(1));
  EXPECT_EQ((*rest)[0].id, ids[2]);
  Delete(last.article_id);
  EXPECT_THAT(ListedStories(), ElementsAre(ids[2], ids[1], ids[0]));
  ExpectSound();
}

TEST_F(StoryWriterTest, StoriesAroundAnEntityComeOnceEach) {
  const auto with_name = [](int event, int pen) {
    TestArticle article = Report(event, pen);
    article.paragraphs.push_back("Ông Nguyễn Văn Khoai cho biết như vậy.");
    return article;
  };
  std::vector<std::string> ids;
  for (int event = 1; event <= 3; ++event) {
    ids.push_back(StoryOf(Commit(with_name(event, 1)).article_id));
    Commit(with_name(event, 2));
  }
  Commit(with_name(4, 1));  // alone
  Commit(Report(5, 1));
  Commit(Report(5, 2));  // without the name
  const auto view = store_->CurrentView();
  std::vector<std::string> found;
  absl::optional<EntityArticleCursor> after;
  do {
    const auto page = view->ListEntityStories("person/nguyen-van-khoai", after, 1);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const StoredStory& story : page->stories) found.push_back(story.id);
    after = page->next;
  } while (after.has_value());
  EXPECT_THAT(found, ElementsAre(ids[2], ids[1], ids[0]));
}

TEST_F(StoryWriterTest, ManyReportsKeepTheRecordBounded) {
  std::string id;
  std::vector<std::string> articles;
  for (int pen = 1; pen <= 20; ++pen) {
    articles.push_back(Commit(Report(1, pen)).article_id);
    id = StoryOf(articles.back());
  }
  const storage::v1::Story record = GetStory(id).record;
  EXPECT_EQ(record.cluster_count(), 20);
  EXPECT_EQ(record.core_size(), static_cast<int>(story::kMaxCore));
  ExpectSound();
  for (int i = 0; i < 15; ++i) {
    Delete(articles[static_cast<size_t>(i)]);
    ExpectSound();
  }
  EXPECT_EQ(GetStory(id).record.core_size(), 5);
}

// Whatever is stored, changed and deleted in any order, the store is sound, and restarts make no
// difference.
TEST_F(StoryWriterTest, AnyCourseOfChangesIsSound) {
  TemporaryFolder other_folder;
  const auto other = OpenForTest(other_folder.path());
  std::mt19937 random(7);
  std::vector<std::string> ids;
  for (int step = 0; step < 300; ++step) {
    const auto action = random() % 10;
    if (action == 0 && !ids.empty()) {
      const std::string id = ids[random() % ids.size()];
      const absl::Time now = absl::FromUnixSeconds(1700000000);
      EXPECT_EQ(store_->DeleteArticle(id, now).ok(), other->DeleteArticle(id, now).ok());
      continue;
    }
    TestArticle article = Report(static_cast<int>(random() % 12), static_cast<int>(random() % 9));
    if (action == 1) article.url = Report(static_cast<int>(random() % 12), 3).url;
    if (action == 2) absl::StrAppend(&article.paragraphs[0], " thêm", random() % 3);
    if (action == 3) article.title = absl::StrCat("Tít mới ", random() % 3);
    if (action == 4) {
      // An extract of one and the rest of another: shows clusters to be one, or not.
      article.url = absl::StrCat("https://noi.example/", random() % 5);
      absl::StrAppend(&article.paragraphs[0], " ",
                      Report(static_cast<int>(random() % 12), 2).paragraphs[0]);
    }
    ids.push_back(Commit(article).article_id);
    EXPECT_EQ(CommitForTest(other.get(), {article})[0].article_id, ids.back());
    if (step % 50 == 49) {
      ExpectSound();
      store_.reset();
      store_ = OpenForTest(folder_.path());
      ExpectSound();
    }
  }
  EXPECT_EQ(Describe(*store_), Describe(*other));
  for (const std::string& id : ids) {
    if (store_->CurrentView()->GetArticle(id, 0).ok()) Delete(id);
  }
  EXPECT_EQ(store_->CurrentView()->counts().stories, 0);
  ExpectSound();
}

}  // namespace
}  // namespace khotin::store
