// khotin.v1.EntityService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_SERVICE_H_

#include <functional>

#include "absl/status/status.h"
#include "base/clock.h"
#include "entity_decisions.h"
#include "khotin/v1/entity_service.grpc.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe. `store` and `clock` must outlive the service.
class EntityService : public v1::EntityService::Service {
 public:
  EntityService(store::Store* store, const base::Clock* clock);

  grpc::Status GetEntity(grpc::ServerContext* context, const v1::GetEntityRequest* request,
                         v1::GetEntityResponse* response) override;
  grpc::Status SearchEntities(grpc::ServerContext* context,
                              const v1::SearchEntitiesRequest* request,
                              v1::SearchEntitiesResponse* response) override;
  grpc::Status ListEntityArticles(grpc::ServerContext* context,
                                  const v1::ListEntityArticlesRequest* request,
                                  v1::ListEntityArticlesResponse* response) override;
  grpc::Status ListRelatedEntities(grpc::ServerContext* context,
                                   const v1::ListRelatedEntitiesRequest* request,
                                   v1::ListRelatedEntitiesResponse* response) override;
  grpc::Status GetEntityTimeline(grpc::ServerContext* context,
                                 const v1::GetEntityTimelineRequest* request,
                                 v1::GetEntityTimelineResponse* response) override;
  grpc::Status ListTrendingEntities(grpc::ServerContext* context,
                                    const v1::ListTrendingEntitiesRequest* request,
                                    v1::ListTrendingEntitiesResponse* response) override;
  grpc::Status ListOffices(grpc::ServerContext* context, const v1::ListOfficesRequest* request,
                           v1::ListOfficesResponse* response) override;
  grpc::Status ListOfficeStatements(grpc::ServerContext* context,
                                    const v1::ListOfficeStatementsRequest* request,
                                    v1::ListOfficeStatementsResponse* response) override;
  grpc::Status ListQuotes(grpc::ServerContext* context, const v1::ListQuotesRequest* request,
                          v1::ListQuotesResponse* response) override;
  grpc::Status RenameEntity(grpc::ServerContext* context, const v1::RenameEntityRequest* request,
                            v1::RenameEntityResponse* response) override;
  grpc::Status MergeEntities(grpc::ServerContext* context, const v1::MergeEntitiesRequest* request,
                             v1::MergeEntitiesResponse* response) override;
  grpc::Status SplitEntity(grpc::ServerContext* context, const v1::SplitEntityRequest* request,
                           v1::SplitEntityResponse* response) override;
  grpc::Status ListEntityDecisions(grpc::ServerContext* context,
                                   const v1::ListEntityDecisionsRequest* request,
                                   v1::ListEntityDecisionsResponse* response) override;
  grpc::Status RevokeEntityDecision(grpc::ServerContext* context,
                                    const v1::RevokeEntityDecisionRequest* request,
                                    v1::RevokeEntityDecisionResponse* response) override;

 private:
  absl::Status Get(const v1::GetEntityRequest& request, v1::GetEntityResponse* response) const;
  absl::Status ListArticles(const v1::ListEntityArticlesRequest& request,
                            const std::function<bool()>& cancelled,
                            v1::ListEntityArticlesResponse* response) const;

  const store::Store* const store_;
  const rpc::PageTokens tokens_;
  EntityDecisions decisions_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ENTITY_SERVICE_H_
