// The typed filters of a search request.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_FILTERS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_FILTERS_H_

#include "absl/status/status.h"
#include "khotin/v1/search_service.pb.h"
#include "query/query_node.h"

namespace khotin::server {

// False when `filters` asks for nothing.
bool HasFilters(const v1::SearchFilters& filters);

// Adds `filters` to what `query` asks for. INVALID_ARGUMENT names the field and what was expected.
// Pure and thread-safe.
absl::Status AddFilters(const v1::SearchFilters& filters, query::QueryTree* query);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_FILTERS_H_
