// What a SearchResponse says of all results together.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_RESPONSE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_RESPONSE_H_

#include "absl/status/status.h"
#include "khotin/v1/search_service.pb.h"
#include "query/search.h"
#include "store/view.h"

namespace khotin::server {

// Fills in totals, facets and histogram of `found`. `request` is what was searched for; `view`
// knows the names of entities. Errors are those of `view`.
absl::Status FillSummary(const v1::SearchRequest& request, const query::SearchResult& found,
                         const store::View& view, v1::SearchResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_RESPONSE_H_
