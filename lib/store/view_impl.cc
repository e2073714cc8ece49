#include "store/view_impl.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/url_key.h"
#include "base/status.h"
#include "store/keys.h"
#include "store/raw_input.h"

namespace khotin::store {
ViewImpl::ViewImpl(std::shared_ptr<Database> database, const storage::v1::State& state,
                   index::IndexSnapshot index, extract::ChromeSnapshot chrome)
    : database_(std::move(database)),
      snapshot_(database_->read_only()
                    ? nullptr
                    : std::make_unique<rocksdb::ManagedSnapshot>(database_->db())),
      revision_(state.revision()),
      saved_query_revision_(state.saved_query_revision()),
      index_(std::move(index)),
      chrome_(std::move(chrome)) {
  counts_.articles = state.article_count();
  counts_.versions = state.version_count();
  counts_.clusters = state.cluster_count();
  counts_.stories = state.story_count();
  counts_.entities = state.entity_count();
  counts_.quarantined = state.quarantine_count();
  counts_.saved_queries = state.saved_query_count();
  counts_.entity_decisions = state.entity_decision_count();
}

template <typename T>
absl::StatusOr<T> ViewImpl::GetRecord(Family family, absl::string_view key,
                                      absl::string_view what) const {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> bytes,
                          database_->Get(family, key, snapshot()));
  if (!bytes.has_value()) return absl::NotFoundError(absl::StrCat(what, ": not stored"));
  return ParseRecord<T>(*bytes, what);
}

absl::StatusOr<storage::v1::Article> ViewImpl::GetArticle(absl::string_view id,
                                                          int32_t version) const {
  const std::string what = absl::StrCat("article ", id);
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Article newest,
                          GetRecord<storage::v1::Article>(Family::kArticles, id, what));
  if (version == 0 || version == newest.version()) return newest;
  return GetRecord<storage::v1::Article>(Family::kVersions, VersionKey(id, version),
                                         absl::StrCat(what, " version ", version));
}

absl::StatusOr<std::vector<absl::optional<storage::v1::Article>>> ViewImpl::GetArticles(
    const std::vector<std::string>& ids) const {
  std::vector<absl::optional<storage::v1::Article>> articles;
  articles.reserve(ids.size());
  for (const std::string& id : ids) {
    absl::StatusOr<storage::v1::Article> article = GetArticle(id, 0);
    if (article.ok()) {
      articles.emplace_back(*std::move(article));
    } else if (absl::IsNotFound(article.status())) {
      articles.emplace_back(absl::nullopt);
    } else {
      return article.status();
    }
  }
  return articles;
}

absl::StatusOr<std::string> ViewImpl::FindArticleByUrl(absl::string_view url) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string key, analysis::UrlKey(url));
  KHOTIN_ASSIGN_OR_RETURN(absl::optional<std::string> id,
                          database_->Get(Family::kUrls, key, snapshot()));
  if (!id.has_value()) return absl::NotFoundError(absl::StrCat(url, ": no article of this URL"));
  return *std::move(id);
}

absl::StatusOr<std::vector<StoredArticle>> ViewImpl::ListArticles(absl::string_view after,
                                                                  int limit) const {
  std::vector<StoredArticle> articles;
  absl::Status damaged;
  const auto visit = [&](absl::string_view key, absl::string_view value) {
    if (key == after) return true;
    absl::StatusOr<storage::v1::Article> record =
        ParseRecord<storage::v1::Article>(value, absl::StrCat("article ", key));
    if (!record.ok()) {
      damaged = record.status();
      return false;
    }
    articles.push_back({std::string(key), *std::move(record)});
    return static_cast<int>(articles.size()) < limit;
  };
  KHOTIN_RETURN_IF_ERROR(database_->Scan(Family::kArticles, "", after, snapshot(), visit));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return articles;
}

absl::StatusOr<extract::RawDocument> ViewImpl::GetRawInput(absl::string_view id,
                                                           int32_t version) const {
  int32_t wanted = version;
  if (wanted == 0) {
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article newest, GetArticle(id, 0));
    wanted = newest.version();
  }
  KHOTIN_ASSIGN_OR_RETURN(
      const storage::v1::RawInput raw,
      GetRecord<storage::v1::RawInput>(Family::kRaw, VersionKey(id, wanted),
                                       absl::StrCat("raw input of article ", id)));
  return FromRawRecord(raw);
}

}  // namespace khotin::store
