// khotin.v1.ArticleService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_SERVICE_H_

#include "absl/status/status.h"
#include "base/clock.h"
#include "khotin/v1/article_service.grpc.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe. Everything pointed to must outlive the service.
class ArticleService : public v1::ArticleService::Service {
 public:
  ArticleService(store::Store* store, const base::Clock* clock);

  grpc::Status GetArticle(grpc::ServerContext* context, const v1::GetArticleRequest* request,
                          v1::GetArticleResponse* response) override;
  grpc::Status BatchGetArticles(grpc::ServerContext* context,
                                const v1::BatchGetArticlesRequest* request,
                                v1::BatchGetArticlesResponse* response) override;
  grpc::Status ListArticles(grpc::ServerContext* context, const v1::ListArticlesRequest* request,
                            v1::ListArticlesResponse* response) override;
  grpc::Status LookupArticle(grpc::ServerContext* context, const v1::LookupArticleRequest* request,
                             v1::LookupArticleResponse* response) override;
  grpc::Status ListArticleVersions(grpc::ServerContext* context,
                                   const v1::ListArticleVersionsRequest* request,
                                   v1::ListArticleVersionsResponse* response) override;
  grpc::Status DiffArticles(grpc::ServerContext* context, const v1::DiffArticlesRequest* request,
                            v1::DiffArticlesResponse* response) override;
  grpc::Status DeleteArticle(grpc::ServerContext* context, const v1::DeleteArticleRequest* request,
                             v1::DeleteArticleResponse* response) override;

 private:
  absl::Status Get(const v1::GetArticleRequest& request, v1::GetArticleResponse* response) const;
  absl::Status BatchGet(const v1::BatchGetArticlesRequest& request,
                        v1::BatchGetArticlesResponse* response) const;
  absl::Status List(const grpc::ServerContext& context, const v1::ListArticlesRequest& request,
                    v1::ListArticlesResponse* response) const;
  absl::Status Lookup(const v1::LookupArticleRequest& request,
                      v1::LookupArticleResponse* response) const;

  absl::Status Delete(const v1::DeleteArticleRequest& request, v1::DeleteArticleResponse* response);

  store::Store* const store_;
  const base::Clock* const clock_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_SERVICE_H_
