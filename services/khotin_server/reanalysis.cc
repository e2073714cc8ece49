#include "reanalysis.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "rpc/convert.h"

namespace khotin::server {
namespace {

// Articles held in memory with their raw input at a time.
constexpr int kBatch = 200;

}  // namespace

Reanalysis::Reanalysis(const store::Store* store, std::string analyzer_version, Preparer* preparer,
                       CommitQueue* commits, v1::ReanalyzeRequest request)
    : store_(store),
      analyzer_version_(std::move(analyzer_version)),
      preparer_(preparer),
      commits_(commits),
      request_(std::move(request)) {}

absl::Status Reanalysis::Run(const std::function<absl::Status()>& ended,
                             const std::function<bool(const v1::ReanalyzeResponse&)>& tell) {
  std::string after;
  while (true) {
    KHOTIN_RETURN_IF_ERROR(ended());
    // A fresh view for each batch: one for the whole run would keep replaced data on disk.
    const std::shared_ptr<const store::View> view = store_->CurrentView();
    KHOTIN_ASSIGN_OR_RETURN(std::vector<store::StoredArticle> articles,
                            view->ListArticles(after, kBatch));
    progress_.set_revision(std::max(progress_.revision(), view->revision()));
    if (articles.empty()) break;
    after = articles.back().id;
    progress_.set_examined_count(progress_.examined_count() +
                                 static_cast<int64_t>(articles.size()));
    articles.erase(
        std::remove_if(articles.begin(), articles.end(),
                       [&](const auto& article) { return !IsWanted(article.record, *view); }),
        articles.end());
    KHOTIN_RETURN_IF_ERROR(Replace(articles, *view, ended));
    if (!tell(progress_)) return absl::CancelledError("given up by the caller");
  }
  tell(progress_);
  return absl::OkStatus();
}

bool Reanalysis::IsWanted(const storage::v1::Article& record, const store::View& view) const {
  const std::string source_key = extract::SourceKey(record.url(), record.source());
  if (request_.has_source() && request_.source() != source_key) return false;
  if (request_.all() || record.analyzer_version() != analyzer_version_) return true;
  const extract::SiteChrome* const site = view.chrome().Find(source_key);
  return site != nullptr && site->number() > record.chrome_snapshot();
}

absl::Status Reanalysis::Replace(const std::vector<store::StoredArticle>& articles,
                                 const store::View& view,
                                 const std::function<absl::Status()>& ended) {
  std::vector<v1::IngestDocument> documents;
  for (const store::StoredArticle& article : articles) {
    KHOTIN_ASSIGN_OR_RETURN(extract::RawDocument raw, view.GetRawInput(article.id, 0));
    *documents.emplace_back().mutable_raw() = rpc::RawMessage(std::move(raw));
  }
  auto prepared = preparer_->PrepareAll(std::move(documents), [&] { return !ended().ok(); });
  KHOTIN_RETURN_IF_ERROR(ended());
  std::vector<store::PreparedDocument> batch;
  for (size_t i = 0; i < prepared.size(); ++i) {
    auto* const article =
        prepared[i].ok() ? std::get_if<store::PreparedArticle>(&*prepared[i]) : nullptr;
    if (article == nullptr) {
      progress_.set_refused_count(progress_.refused_count() + 1);
      continue;
    }
    article->id = articles[i].id;
    article->terms.values.article_id = article->id;
    article->replaced_version = articles[i].record.version();
    batch.emplace_back(std::move(*article));
  }
  if (batch.empty()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::CommitResult> results,
                          commits_->Commit(std::move(batch)));
  for (const store::CommitResult& result : results) {
    if (result.verdict != store::Verdict::kReplaced) continue;
    progress_.set_replaced_count(progress_.replaced_count() + 1);
    progress_.set_revision(std::max(progress_.revision(), result.revision));
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
