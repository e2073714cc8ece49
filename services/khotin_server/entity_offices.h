// EntityService.ListOffices and ListOfficeStatements.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_OFFICES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_OFFICES_H_

#include <functional>

#include "absl/status/status.h"
#include "khotin/v1/entity_service.pb.h"
#include "rpc/page_token.h"
#include "store/view.h"

namespace khotin::server {

// Each fills in `response`, but for its revision. `cancelled` is polled. INVALID_ARGUMENT names the
// field; NOT_FOUND for an entity that `view` does not know; CANCELLED. Thread-safe.
absl::Status ListOffices(const store::View& view, const v1::ListOfficesRequest& request,
                         const rpc::PageTokens& tokens, const std::function<bool()>& cancelled,
                         v1::ListOfficesResponse* response);
absl::Status ListOfficeStatements(const store::View& view,
                                  const v1::ListOfficeStatementsRequest& request,
                                  const rpc::PageTokens& tokens,
                                  const std::function<bool()>& cancelled,
                                  v1::ListOfficeStatementsResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_OFFICES_H_
