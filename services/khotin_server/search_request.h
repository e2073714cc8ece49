// From a SearchRequest to what is searched for and how.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_REQUEST_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_REQUEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "khotin/v1/search_service.pb.h"
#include "query/query_node.h"
#include "query/search.h"
#include "rpc/page_token.h"

namespace khotin::server {

struct SearchPlan {
  query::QueryTree query;  // of the text and the filters; entities and abbreviations as typed
  query::SearchOptions options;
  v1::ArticleView view = v1::ARTICLE_VIEW_BASIC;
  // What is searched for in the place of the request's query; empty when that itself is.
  std::string corrected_query;
};

// `now` is what SORT_ORDER_BLEND counts ages from on the first page. INVALID_ARGUMENT names the
// field ("filters.sources[2]") and what was expected, in the query and its dates with the column.
// Pure and thread-safe.
absl::StatusOr<SearchPlan> ReadSearchRequest(const v1::SearchRequest& request,
                                             const rpc::PageTokens& tokens, absl::Time now);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_REQUEST_H_
