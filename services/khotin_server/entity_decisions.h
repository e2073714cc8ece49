// Decisions on entities by hand, of khotin.v1.EntityService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_DECISIONS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_DECISIONS_H_

#include "absl/status/status.h"
#include "base/clock.h"
#include "khotin/v1/entity_service.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Each method is the RPC of its name. Thread-safe. `store` and `clock` must outlive it.
class EntityDecisions {
 public:
  EntityDecisions(store::Store* store, const base::Clock* clock);

  absl::Status Rename(const v1::RenameEntityRequest& request, v1::RenameEntityResponse* response);
  absl::Status Merge(const v1::MergeEntitiesRequest& request, v1::MergeEntitiesResponse* response);
  absl::Status Split(const v1::SplitEntityRequest& request, v1::SplitEntityResponse* response);
  absl::Status List(const v1::ListEntityDecisionsRequest& request,
                    v1::ListEntityDecisionsResponse* response) const;
  absl::Status Revoke(const v1::RevokeEntityDecisionRequest& request,
                      v1::RevokeEntityDecisionResponse* response);

 private:
  template <typename Response>
  absl::Status Fill(const store::EntityDecisionResult& result, Response* response) const;

  store::Store* const store_;
  const base::Clock* const clock_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_DECISIONS_H_
