// EntityService.ListQuotes.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_QUOTES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_QUOTES_H_

#include <functional>

#include "absl/status/status.h"
#include "khotin/v1/entity_service.pb.h"
#include "rpc/page_token.h"
#include "store/view.h"

namespace khotin::server {

// Fills in `response`, but for its revision. `cancelled` is polled. INVALID_ARGUMENT names the
// field; NOT_FOUND for an entity that `view` does not know; CANCELLED. Thread-safe.
absl::Status ListQuotes(const store::View& view, const v1::ListQuotesRequest& request,
                        const rpc::PageTokens& tokens, const std::function<bool()>& cancelled,
                        v1::ListQuotesResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_QUOTES_H_
