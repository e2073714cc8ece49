#include "article_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "article_versions.h"
#include "base/limits.h"
#include "base/status.h"
#include "reading.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// Asking gRPC whether a call was cancelled takes tens of microseconds.
constexpr int kArticlesBetweenPolls = 64;

}  // namespace

ArticleService::ArticleService(store::Store* store, const base::Clock* clock)
    : store_(store), clock_(clock), tokens_(store->token_seed()) {}

grpc::Status ArticleService::GetArticle(grpc::ServerContext*, const v1::GetArticleRequest* request,
                                        v1::GetArticleResponse* response) {
  return rpc::ToGrpc(Get(*request, response));
}

grpc::Status ArticleService::BatchGetArticles(grpc::ServerContext*,
                                              const v1::BatchGetArticlesRequest* request,
                                              v1::BatchGetArticlesResponse* response) {
  return rpc::ToGrpc(BatchGet(*request, response));
}

grpc::Status ArticleService::ListArticles(grpc::ServerContext* context,
                                          const v1::ListArticlesRequest* request,
                                          v1::ListArticlesResponse* response) {
  return rpc::ToGrpc(List(*context, *request, response));
}

grpc::Status ArticleService::LookupArticle(grpc::ServerContext*,
                                           const v1::LookupArticleRequest* request,
                                           v1::LookupArticleResponse* response) {
  return rpc::ToGrpc(Lookup(*request, response));
}

grpc::Status ArticleService::ListArticleVersions(grpc::ServerContext*,
                                                 const v1::ListArticleVersionsRequest* request,
                                                 v1::ListArticleVersionsResponse* response) {
  return rpc::ToGrpc(server::ListArticleVersions(*store_, tokens_, *request, response));
}

grpc::Status ArticleService::DiffArticles(grpc::ServerContext*,
                                          const v1::DiffArticlesRequest* request,
                                          v1::DiffArticlesResponse* response) {
  return rpc::ToGrpc(server::DiffArticles(*store_, *request, response));
}

grpc::Status ArticleService::DeleteArticle(grpc::ServerContext*,
                                           const v1::DeleteArticleRequest* request,
                                           v1::DeleteArticleResponse* response) {
  return rpc::ToGrpc(Delete(*request, response));
}

absl::Status ArticleService::Get(const v1::GetArticleRequest& request,
                                 v1::GetArticleResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, ArticleId(request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_FULL));
  if (request.version() < 0) return rpc::InvalidField("version", "must not be negative");
  KHOTIN_ASSIGN_OR_RETURN(const auto stored, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record,
                          stored->GetArticle(id, request.version()));
  *response->mutable_article() = rpc::ArticleMessage(id, record, view);
  response->set_revision(stored->revision());
  return absl::OkStatus();
}

absl::Status ArticleService::BatchGet(const v1::BatchGetArticlesRequest& request,
                                      v1::BatchGetArticlesResponse* response) const {
  if (request.names_size() > base::kMaxBatchGet) {
    return rpc::InvalidField("names", absl::StrCat("at most ", base::kMaxBatchGet, " at a time"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  std::vector<std::string> ids;
  for (int i = 0; i < request.names_size(); ++i) {
    KHOTIN_ASSIGN_OR_RETURN(std::string id,
                            ArticleId(request.names(i), absl::StrCat("names[", i, "]")));
    ids.push_back(std::move(id));
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto stored, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, stored->GetArticles(ids));
  size_t bytes = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!articles[i].has_value()) {
      response->add_missing(request.names(static_cast<int>(i)));
      continue;
    }
    v1::Article* const article = response->add_articles();
    *article = rpc::ArticleMessage(ids[i], *articles[i], view);
    bytes += article->ByteSizeLong();
    if (bytes > base::kMaxReplyBytes && response->articles_size() > 1) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the reply would exceed ", base::kMaxReplyBytes,
                       " bytes: ask for fewer articles or the BASIC view"));
    }
  }
  response->set_revision(stored->revision());
  return absl::OkStatus();
}

absl::Status ArticleService::List(const grpc::ServerContext& context,
                                  const v1::ListArticlesRequest& request,
                                  v1::ListArticlesResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_BASIC));
  std::string after;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(after, tokens_.Open(request, request.page_token()));
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto stored, ViewAt(*store_, request.min_revision()));
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, stored->ListArticles(after, page_size + 1));
  size_t bytes = 0;
  int seen = 0;
  for (const store::StoredArticle& article : articles) {
    if (++seen % kArticlesBetweenPolls == 0 && context.IsCancelled()) {
      return absl::CancelledError("given up by the caller");
    }
    v1::Article message = rpc::ArticleMessage(article.id, article.record, view);
    bytes += message.ByteSizeLong();
    const int listed = response->articles_size();
    if (listed == page_size || (listed > 0 && bytes > base::kMaxReplyBytes)) {
      response->set_next_page_token(tokens_.Seal(request, after));
      break;
    }
    after = article.id;
    *response->add_articles() = std::move(message);
  }
  response->set_revision(stored->revision());
  return absl::OkStatus();
}

absl::Status ArticleService::Lookup(const v1::LookupArticleRequest& request,
                                    v1::LookupArticleResponse* response) const {
  KHOTIN_ASSIGN_OR_RETURN(const v1::ArticleView view,
                          ViewOr(request.view(), v1::ARTICLE_VIEW_FULL));
  KHOTIN_ASSIGN_OR_RETURN(const auto stored, ViewAt(*store_, request.min_revision()));
  const absl::StatusOr<std::string> id = stored->FindArticleByUrl(request.url());
  if (absl::IsInvalidArgument(id.status())) return rpc::WithField(id.status(), "url");
  KHOTIN_RETURN_IF_ERROR(id.status());
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record, stored->GetArticle(*id, 0));
  *response->mutable_article() = rpc::ArticleMessage(*id, record, view);
  response->set_revision(stored->revision());
  return absl::OkStatus();
}

absl::Status ArticleService::Delete(const v1::DeleteArticleRequest& request,
                                    v1::DeleteArticleResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, ArticleId(request.name(), "name"));
  KHOTIN_ASSIGN_OR_RETURN(const int64_t revision, store_->DeleteArticle(id, clock_->Now()));
  response->set_revision(revision);
  return absl::OkStatus();
}

}  // namespace khotin::server
