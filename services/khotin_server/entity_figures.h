// EntityService.ListRelatedEntities, GetEntityTimeline and ListTrendingEntities.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_FIGURES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_FIGURES_H_

#include <functional>

#include "absl/status/status.h"
#include "khotin/v1/entity_service.pb.h"
#include "rpc/page_token.h"
#include "store/view.h"

namespace khotin::server {

// Each fills in `response`, but for its revision. `cancelled` is polled. INVALID_ARGUMENT names the
// field; NOT_FOUND for an entity that `view` does not know; CANCELLED. Thread-safe.
absl::Status ListRelatedEntities(const store::View& view,
                                 const v1::ListRelatedEntitiesRequest& request,
                                 const rpc::PageTokens& tokens,
                                 const std::function<bool()>& cancelled,
                                 v1::ListRelatedEntitiesResponse* response);
absl::Status GetEntityTimeline(const store::View& view, const v1::GetEntityTimelineRequest& request,
                               const std::function<bool()>& cancelled,
                               v1::GetEntityTimelineResponse* response);
absl::Status ListTrendingEntities(const store::View& view,
                                  const v1::ListTrendingEntitiesRequest& request,
                                  const rpc::PageTokens& tokens,
                                  const std::function<bool()>& cancelled,
                                  v1::ListTrendingEntitiesResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_FIGURES_H_
