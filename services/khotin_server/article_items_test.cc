// Pages of items that few articles have, over a real store.
#include "article_items.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analysis/analyzer.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/prepared_document.h"
#include "store/store.h"

namespace khotin::server {
namespace {

constexpr int kArticles = 1000;

store::PreparedArticle Article(int number) {
  analysis::AnalyzedArticle analyzed;
  analyzed.article.url = absl::StrCat("https://bao.example/tin-", number);
  analyzed.article.title = absl::StrCat("Bản tin số ", number);
  extract::Block block;
  block.text = absl::StrCat("Đây là bản tin số ", number, " trong ngày.");
  analyzed.article.body.push_back(std::move(block));
  analyzed.raw.input = analyzed.article.title;
  analyzed.raw.content = analyzed.article.title;
  analyzed.analyzer_version = "test";
  return *store::Prepare(analyzed);
}

class ArticleItemsTest : public testing::Test {
 protected:
  ArticleItemsTest() {
    std::vector<store::PreparedDocument> documents;
    for (int i = 0; i < kArticles; ++i) documents.emplace_back(Article(i));
    EXPECT_TRUE(store_->Commit(std::move(documents), absl::Now()).ok());
    view_ = store_->CurrentView();
    set_.filters = &filters_;
    set_.include_duplicates = true;
  }

  // Where the page ends that begins at `cursor`; its items, two of each of every hundredth article,
  // go behind `texts`.
  absl::StatusOr<absl::optional<ItemCursor>> Fill(int page_size, ItemCursor cursor,
                                                  std::vector<std::string>* texts) {
    const std::function<bool()> cancelled = [this] { return ++polls_ > polls_allowed_; };
    ItemPage<v1::QuoteInArticle> page(view_.get(), &set_, page_size, &cancelled);
    google::protobuf::RepeatedPtrField<v1::QuoteInArticle> out;
    auto next = page.Fill(std::move(cursor), Items, &out);
    for (const v1::QuoteInArticle& item : out) texts->push_back(item.text());
    return next;
  }

  static std::vector<v1::QuoteInArticle> Items(const std::string&,
                                               const storage::v1::Article& record) {
    const std::string& title = record.title();
    if (title.substr(title.size() - 2) != "00") return {};
    std::vector<v1::QuoteInArticle> items(2);
    items[0].set_text(absl::StrCat(title, " a"));
    items[1].set_text(absl::StrCat(title, " b"));
    return items;
  }

  const extract::TempFolder folder_;
  const std::unique_ptr<store::Store> store_ = *store::Store::Open({.path = folder_.Path("store")});
  std::shared_ptr<const store::View> view_;
  const v1::SearchFilters filters_;
  ArticleSet set_;
  int polls_ = 0;
  int polls_allowed_ = kArticles;
};

TEST_F(ArticleItemsTest, StandOnOnePageEachAndInOneOrder) {
  std::vector<std::string> all;
  const auto end = Fill(100, {}, &all);
  ASSERT_TRUE(end.ok()) << end.status();
  EXPECT_FALSE(end->has_value());
  EXPECT_THAT(all, testing::SizeIs(18));

  std::vector<std::string> paged;
  ItemCursor cursor;
  while (true) {
    const auto next = Fill(3, cursor, &paged);
    ASSERT_TRUE(next.ok()) << next.status();
    if (!next->has_value()) break;
    cursor = **next;
  }
  EXPECT_EQ(paged, all);
}

TEST_F(ArticleItemsTest, AreFoundBySearchesOfWhichEachTakesMore) {
  std::vector<std::string> texts;
  const auto end = Fill(kArticles, {}, &texts);
  ASSERT_TRUE(end.ok()) << end.status();
  const int polls_of_a_search = std::exchange(polls_, 0);

  const auto sparse = Fill(18, {}, &texts);
  ASSERT_TRUE(sparse.ok()) << sparse.status();
  EXPECT_LE(polls_, 8 * polls_of_a_search);
}

TEST_F(ArticleItemsTest, AreNotLookedForWhenNobodyWaitsAnyMore) {
  polls_allowed_ = 1;
  std::vector<std::string> texts;
  EXPECT_EQ(Fill(3, {}, &texts).status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace khotin::server
