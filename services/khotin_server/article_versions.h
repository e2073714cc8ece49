// The methods of ArticleService that are about older versions.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_VERSIONS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_VERSIONS_H_

#include "absl/status/status.h"
#include "khotin/v1/article_service.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe, as `store` is. Errors are those of the RPCs.
absl::Status ListArticleVersions(const store::Store& store, const rpc::PageTokens& tokens,
                                 const v1::ListArticleVersionsRequest& request,
                                 v1::ListArticleVersionsResponse* response);
absl::Status DiffArticles(const store::Store& store, const v1::DiffArticlesRequest& request,
                          v1::DiffArticlesResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_VERSIONS_H_
