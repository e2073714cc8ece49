#include "store/store.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "index/term.h"
#include "store/commit.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TestArticle Peacekeepers(const std::string& url) {
  return {url,
          "Lên đường gìn giữ hòa bình",
          {"Sáng nay, Đại tướng Tô Lâm, Bộ trưởng Bộ Công an tiễn đội công tác lên đường.",
           "Đội công tác của Công an nhân dân (CAND) sẽ làm nhiệm vụ tại Nam Sudan."}};
}

TestArticle Market(const std::string& url) {
  return {url, "Chợ hoa ngày cuối năm", {"Chợ hoa đông người từ sáng sớm, giá cả không tăng."}};
}

void ExpectSound(const Store& store) {
  const auto violations = store.Check(10);
  ASSERT_TRUE(violations.ok()) << violations.status();
  EXPECT_THAT(*violations, IsEmpty());
}

class StoreTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenForTest(folder_.path());
};

TEST_F(StoreTest, KeepsArticleRawInputAndEntities) {
  const auto results = CommitForTest(store_.get(), {Peacekeepers("https://bao.example/a")});
  EXPECT_EQ(results[0].verdict, Verdict::kNew);
  EXPECT_EQ(results[0].revision, 1);
  const auto view = store_->CurrentView();
  const auto article = view->GetArticle(results[0].article_id, 0);
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->title(), "Lên đường gìn giữ hòa bình");
  EXPECT_EQ(article->version(), 1);
  EXPECT_EQ(article->cluster(), results[0].cluster_id);
  const auto raw = view->GetRawInput(results[0].article_id, 0);
  ASSERT_TRUE(raw.ok()) << raw.status();
  EXPECT_THAT(raw->content, HasSubstr("tiễn đội công tác"));
  const auto entity = view->GetEntity("person/to-lam");
  ASSERT_TRUE(entity.ok()) << entity.status();
  EXPECT_EQ(DisplayName(*entity), "Tô Lâm");
  EXPECT_EQ(entity->article_count(), 1);
  ExpectSound(*store_);
}

TEST_F(StoreTest, TheSameInputAgainChangesNothing) {
  CommitForTest(store_.get(), {Peacekeepers("https://bao.example/a"), Market("")});
  const std::string before = Describe(*store_);
  const auto again = CommitForTest(
      store_.get(), {Peacekeepers("http://www.bao.example/a?utm_source=x"), Market("")});
  EXPECT_EQ(again[0].verdict, Verdict::kUnchanged);
  EXPECT_EQ(again[1].verdict, Verdict::kUnchanged);
  EXPECT_EQ(again[0].revision, 1);
  EXPECT_EQ(Describe(*store_), before);
}

TEST_F(StoreTest, ChangedTextUnderOneUrlIsANewVersion) {
  const auto first = CommitForTest(store_.get(), {Peacekeepers("https://bao.example/a")});
  TestArticle changed = Market("https://bao.example/a");
  const auto second = CommitForTest(store_.get(), {changed});
  EXPECT_EQ(second[0].verdict, Verdict::kNewVersion);
  EXPECT_EQ(second[0].article_id, first[0].article_id);
  const auto view = store_->CurrentView();
  EXPECT_EQ(view->GetArticle(first[0].article_id, 0)->title(), changed.title);
  EXPECT_EQ(view->GetArticle(first[0].article_id, 1)->title(), "Lên đường gìn giữ hòa bình");
  EXPECT_EQ(view->GetArticle(first[0].article_id, 2)->version(), 2);
  EXPECT_EQ(view->GetArticle(first[0].article_id, 3).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(view->GetEntity("person/to-lam").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(view->counts().articles, 1);
  EXPECT_EQ(view->counts().versions, 2);
  ExpectSound(*store_);
}

TEST_F(StoreTest, ReplayingAllVersionsChangesNothing) {
  const std::vector<TestArticle> versions = {Peacekeepers("https://bao.example/a"),
                                             Market("https://bao.example/a")};
  CommitForTest(store_.get(), versions);
  const std::string before = Describe(*store_);
  for (const CommitResult& result : CommitForTest(store_.get(), versions)) {
    EXPECT_EQ(result.verdict, Verdict::kUnchanged);
  }
  EXPECT_EQ(Describe(*store_), before);
}

TEST_F(StoreTest, TheSameBodyElsewhereIsADuplicateInOneCluster) {
  TestArticle copy = Peacekeepers("https://khac.example/b");
  copy.title = "";
  copy.paragraphs[0] =
      "SÁNG NAY, Đại tướng Tô Lâm, Bộ trưởng Bộ Công an tiễn đội công tác lên đường";
  const auto results =
      CommitForTest(store_.get(), {copy, Peacekeepers("https://bao.example/a"), Market("")});
  EXPECT_EQ(results[0].verdict, Verdict::kNew);
  EXPECT_EQ(results[1].verdict, Verdict::kExactDuplicate);
  EXPECT_EQ(results[1].cluster_id, results[0].cluster_id);
  EXPECT_NE(results[2].cluster_id, results[0].cluster_id);
  const auto view = store_->CurrentView();
  const auto cluster = view->GetCluster(results[0].cluster_id);
  ASSERT_EQ(cluster->record.article_count(), 2);
  EXPECT_EQ(cluster->record.canonical().article(), results[1].article_id) << "the one with a title";
  EXPECT_EQ(view->counts().clusters, 2);
  ExpectSound(*store_);
}

TEST_F(StoreTest, OneArticleTwiceInABatchLeavesItsLastText) {
  TestArticle changed = Market("https://bao.example/a");
  const auto results =
      CommitForTest(store_.get(), {Peacekeepers("https://bao.example/a"), changed, changed});
  EXPECT_EQ(results[0].verdict, Verdict::kNew);
  EXPECT_EQ(results[1].verdict, Verdict::kNewVersion);
  EXPECT_EQ(results[2].verdict, Verdict::kUnchanged);
  EXPECT_EQ(store_->CurrentView()->index().documents, 1u);
  ExpectSound(*store_);
}

TEST_F(StoreTest, NamesThatDifferInToneAloneAreTwoEntities) {
  CommitForTest(store_.get(), {{"https://bao.example/1", "", {"Ông Nguyễn Văn Thành đến dự lễ."}},
                               {"https://bao.example/2", "", {"Ông Nguyễn Văn Thanh đến dự lễ."}}});
  const auto hits = store_->CurrentView()->FindNamedEntities("nguyen van thanh", 10);
  ASSERT_TRUE(hits.ok()) << hits.status();
  ASSERT_EQ(hits->size(), 2u);
  EXPECT_EQ((*hits)[0].entity.id, "person/nguyen-van-thanh");
  EXPECT_THAT((*hits)[1].entity.id, testing::StartsWith("person/nguyen-van-thanh-"));
  const auto exact = store_->CurrentView()->FindNamedEntities("Nguyễn Văn Thanh", 10);
  EXPECT_EQ(DisplayName((*exact)[0].entity.record), "Nguyễn Văn Thanh");
  EXPECT_EQ((*exact)[0].match, NameMatch::kExact);
}

TEST_F(StoreTest, FindsEntitiesByAbbreviationAndPrefix) {
  CommitForTest(store_.get(), {Peacekeepers("https://bao.example/a")});
  const auto view = store_->CurrentView();
  const auto cand = view->FindNamedEntities("cand", 10);
  ASSERT_FALSE(cand->empty());
  EXPECT_EQ(DisplayName((*cand)[0].entity.record), "Công an nhân dân");
  EXPECT_TRUE(view->FindNamedEntities("to l", 10)->empty());
  EXPECT_EQ((*view->FindNamedEntities("to lam", 10))[0].entity.id, "person/to-lam");
  const auto by_prefix = view->FindEntitiesByPrefix("to l", 10);
  ASSERT_TRUE(by_prefix->has_value());
  ASSERT_FALSE((*by_prefix)->empty());
  EXPECT_EQ((**by_prefix)[0].entity.id, "person/to-lam");
  EXPECT_EQ((**by_prefix)[0].match, NameMatch::kPrefix);
  EXPECT_EQ((**view->FindEntitiesByPrefix("to lam", 10))[0].match, NameMatch::kFolded);
  EXPECT_FALSE(view->FindEntitiesByPrefix("t", 0)->has_value());
  EXPECT_EQ(view->FindNamedEntities(" ", 10).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(view->FindEntitiesByPrefix(" ", 10).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(StoreTest, FindsEntitiesByTheKeysOfTheirIds) {
  CommitForTest(
      store_.get(),
      {{"https://bao.example/1",
        "",
        {"Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố Hồ Chí Minh họp.", "Ông Tô Lâm đến dự."}}});
  const auto view = store_->CurrentView();
  const std::string id = "organization/uy-ban-mat-tran-to-quoc-viet-nam-thanh-pho-ho-chi-minh";
  const std::string other =
      "organization/uy-ban-mat-tran-to-quoc-viet-nam-thanh-"
      "pho-ho-chi-minh-va-nhung-noi-khac";
  const auto found = view->ResolveEntityKeys(
      {"person to lam", index::ValueKey(other), index::ValueKey(id), "person to long"});
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->size(), 4u);
  EXPECT_EQ((*found)[0]->id, "person/to-lam");
  EXPECT_FALSE((*found)[1].has_value());
  EXPECT_EQ((*found)[2]->id, id);
  EXPECT_FALSE((*found)[3].has_value());
}

TEST_F(StoreTest, AnEntitysArticlesPageNewestFirst) {
  for (int i = 0; i < 5; ++i) {
    TestArticle article = Peacekeepers("https://bao.example/" + std::to_string(i));
    article.paragraphs.push_back("Tin số " + std::to_string(i) + " trong ngày.");
    CommitForTest(store_.get(), {article});
  }
  const auto view = store_->CurrentView();
  absl::optional<EntityArticleCursor> after;
  std::vector<int64_t> revisions;
  while (true) {
    const auto page = view->ListEntityArticles("person/to-lam", after, 2);
    ASSERT_TRUE(page.ok());
    if (page->empty()) break;
    for (const auto& article : *page) revisions.push_back(article.revision);
    after = page->back();
  }
  EXPECT_EQ(revisions, (std::vector<int64_t>{5, 4, 3, 2, 1}));
}

TEST_F(StoreTest, LooksUpUrlsInAnySpelling) {
  const auto results = CommitForTest(store_.get(), {Market("https://www.bao.example/cho-hoa/")});
  const auto view = store_->CurrentView();
  EXPECT_EQ(*view->FindArticleByUrl("http://bao.example/cho-hoa#x"), results[0].article_id);
  EXPECT_EQ(view->FindArticleByUrl("https://bao.example/khac").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(view->FindArticleByUrl("cho-hoa").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(StoreTest, AViewStaysAsItWas) {
  CommitForTest(store_.get(), {Market("https://bao.example/a")});
  const auto before = store_->CurrentView();
  CommitForTest(store_.get(), {Peacekeepers("https://bao.example/a")});
  const auto listed = before->ListArticles("", 10);
  EXPECT_EQ((*listed)[0].record.title(), "Chợ hoa ngày cuối năm");
  EXPECT_EQ(before->revision(), 1);
  EXPECT_EQ(store_->CurrentView()->revision(), 2);
}

}  // namespace
}  // namespace khotin::store
