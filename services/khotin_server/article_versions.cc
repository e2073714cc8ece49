#include "article_versions.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/convert_diff.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// The version that a page begins with; 0 for the newest.
absl::StatusOr<int32_t> FirstOfPage(const rpc::PageTokens& tokens,
                                    const v1::ListArticleVersionsRequest& request) {
  if (request.page_token().empty()) return 0;
  KHOTIN_ASSIGN_OR_RETURN(const std::string cursor, tokens.Open(request, request.page_token()));
  int32_t version = 0;
  if (!absl::SimpleAtoi(cursor, &version)) {
    return rpc::InvalidField("page_token", "of another method");
  }
  return version;
}

// An older version that the newest one counts is there.
absl::StatusOr<storage::v1::Article> OlderVersion(const store::View& stored, const std::string& id,
                                                  int32_t version) {
  absl::StatusOr<storage::v1::Article> record = stored.GetArticle(id, version);
  if (absl::IsNotFound(record.status())) return absl::DataLossError(record.status().message());
  return record;
}

// The old side of a comparison with `article`, which has the id `id`.
absl::StatusOr<storage::v1::Article> BaseOf(const store::View& stored, const std::string& base_id,
                                            int32_t base_version, const std::string& id,
                                            const storage::v1::Article& article) {
  if (base_version != 0 || base_id != id) return stored.GetArticle(base_id, base_version);
  if (article.version() == 1) {
    return absl::NotFoundError(absl::StrCat("article ", id,
                                            ": nothing comes before version 1; name the version "
                                            "or the article to compare it with"));
  }
  return OlderVersion(stored, id, article.version() - 1);
}

}  // namespace

absl::Status ListArticleVersions(const store::Store& store, const rpc::PageTokens& tokens,
                                 const v1::ListArticleVersionsRequest& request,
                                 v1::ListArticleVersionsResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, ArticleId(request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  KHOTIN_ASSIGN_OR_RETURN(const int32_t first, FirstOfPage(tokens, request));
  KHOTIN_ASSIGN_OR_RETURN(const auto stored, ViewAt(store, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(storage::v1::Article record, stored->GetArticle(id, first));
  size_t bytes = 0;
  for (int32_t version = record.version(); version > 0; --version) {
    const int listed = response->versions_size();
    if (listed > 0) {
      KHOTIN_ASSIGN_OR_RETURN(record, OlderVersion(*stored, id, version));
    }
    v1::Article message = rpc::ArticleMessage(id, record, view);
    bytes += message.ByteSizeLong();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(tokens.Seal(request, absl::StrCat(version)));
      break;
    }
    *response->add_versions() = std::move(message);
  }
  response->set_revision(stored->revision());
  return absl::OkStatus();
}

absl::Status DiffArticles(const store::Store& store, const v1::DiffArticlesRequest& request,
                          v1::DiffArticlesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, ArticleId(request.name(), "name"));
  std::string base_id = id;
  if (!request.base_name().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(base_id, ArticleId(request.base_name(), "base_name"));
  }
  if (request.version() < 0) return rpc::InvalidField("version", "must not be negative");
  if (request.base_version() < 0) return rpc::InvalidField("base_version", "must not be negative");
  KHOTIN_ASSIGN_OR_RETURN(const auto stored, ViewAt(store, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article article,
                          stored->GetArticle(id, request.version()));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article base,
                          BaseOf(*stored, base_id, request.base_version(), id, article));
  *response = rpc::DiffMessage({base_id, base}, {id, article});
  response->set_revision(stored->revision());
  if (response->ByteSizeLong() > base::kMaxReplyBytes) rpc::OmitEqualTexts(response);
  if (response->ByteSizeLong() > base::kMaxReplyBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the changes alone exceed ", base::kMaxReplyBytes,
                     " bytes: get both articles and compare them yourself"));
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
