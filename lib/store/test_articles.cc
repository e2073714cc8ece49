#include "store/test_articles.h"

#include <stdlib.h>

#include <filesystem>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "analysis/analyzer.h"
#include "gtest/gtest.h"
#include "store/database.h"

namespace khotin::store {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "khotin-test-XXXXXX").string();
  if (mkdtemp(&pattern[0]) != nullptr) path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

PreparedArticle PrepareForTest(const TestArticle& article) {
  analysis::AnalyzedArticle analyzed;
  analyzed.raw.input = article.title;
  analyzed.raw.content = article.title;
  analyzed.article.url = article.url;
  analyzed.article.title = article.title;
  for (const std::string& paragraph : article.paragraphs) {
    extract::Block block;
    block.text = paragraph;
    analyzed.article.body.push_back(std::move(block));
    absl::StrAppend(&analyzed.raw.content, "\n", paragraph);
  }
  static const auto* const recognizer = entity::NewRecognizer().release();
  analyzed.mentions = recognizer->Recognize(extract::Passages(analyzed.article));
  analyzed.analyzer_version = "test";
  absl::StatusOr<PreparedArticle> prepared = Prepare(analyzed);
  EXPECT_TRUE(prepared.ok()) << prepared.status();
  return prepared.ok() ? *std::move(prepared) : PreparedArticle();
}

std::vector<CommitResult> CommitForTest(Store* store, const std::vector<TestArticle>& articles) {
  std::vector<PreparedDocument> batch;
  batch.reserve(articles.size());
  for (const TestArticle& article : articles) batch.emplace_back(PrepareForTest(article));
  auto results = store->Commit(std::move(batch), absl::FromUnixSeconds(1700000000));
  EXPECT_TRUE(results.ok()) << results.status();
  return results.ok() ? *std::move(results) : std::vector<CommitResult>(articles.size());
}

std::unique_ptr<Store> OpenForTest(const std::string& path, int64_t flush_documents) {
  StoreOptions options;
  options.path = path;
  options.sync_commits = false;
  options.flush_documents = flush_documents;
  options.index_in_background = false;
  auto store = Store::Open(options);
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

std::string Describe(const Store& store) {
  const std::shared_ptr<const View> view = store.CurrentView();
  std::string text = absl::StrCat(
      "revision ", view->revision(), " documents ", view->index().documents, " lengths ",
      view->index().total_lengths[0], " ", view->index().total_lengths[1], "\n");
  const auto articles = view->ListArticles("", 1 << 20);
  EXPECT_TRUE(articles.ok());
  for (const StoredArticle& article : *articles) {
    absl::StrAppend(&text, article.id, " ", article.record.ShortDebugString(), "\n");
    for (const auto& use : article.record.entities()) {
      const auto entity = view->GetEntity(use.entity());
      absl::StrAppend(&text, use.entity(), " ", entity->ShortDebugString(), "\n");
    }
  }
  return text;
}

void MakeSchema2ForTest(const std::string& path) {
  StoreOptions options;
  options.path = path;
  const auto database = Database::Open(options);
  ASSERT_TRUE(database.ok()) << database.status();
  WriteContext context(database->get());
  const auto each = [&](Family family, const RecordVisitor& visit) {
    ASSERT_TRUE((*database)->Scan(family, "", "", nullptr, visit).ok());
  };
  for (const Family family :
       {Family::kBodies, Family::kSketches, Family::kClusterMembers, Family::kClusterOrder,
        Family::kClusters, Family::kFingerprints, Family::kStories, Family::kStoryTerms,
        Family::kStoryMembers, Family::kClusterStories, Family::kStoryArticles,
        Family::kStoryOrder}) {
    each(family, [&](absl::string_view key, absl::string_view) {
      return context.Delete(family, key).ok();
    });
  }
  each(Family::kArticles, [&](absl::string_view id, absl::string_view value) {
    auto record = ParseRecord<storage::v1::Article>(value, id);
    if (!record.ok()) return false;
    record->clear_body_number();
    record->clear_cluster_place();
    record->clear_story();
    record->set_cluster(absl::BytesToHexString(record->body_fingerprint().substr(0, 8)));
    return context.PutRecord(Family::kArticles, id, *record).ok() &&
           context.Put(Family::kFingerprints, record->body_fingerprint(), record->cluster()).ok();
  });
  ASSERT_TRUE(context.Put(Family::kMeta, kSchemaKey, "2").ok());
  ASSERT_TRUE(context.Write().ok());
}

}  // namespace khotin::store
