// khotin.v1.SearchService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "khotin/v1/search_service.grpc.pb.h"
#include "query/abbreviation_table.h"
#include "query/search.h"
#include "rpc/page_token.h"
#include "search_request.h"
#include "store/store.h"
#include "store/view.h"

namespace khotin::server {

// Thread-safe. What the service is made of must outlive it.
class SearchService : public v1::SearchService::Service {
 public:
  SearchService(const store::Store* store, const query::AbbreviationTable* abbreviations,
                const base::Clock* clock);

  grpc::Status Search(grpc::ServerContext* context, const v1::SearchRequest* request,
                      v1::SearchResponse* response) override;
  grpc::Status FindSimilar(grpc::ServerContext* context, const v1::FindSimilarRequest* request,
                           v1::FindSimilarResponse* response) override;
  grpc::Status Suggest(grpc::ServerContext* context, const v1::SuggestRequest* request,
                       v1::SuggestResponse* response) override;

 private:
  absl::Status Find(grpc::ServerContext* context, const v1::SearchRequest& request,
                    v1::SearchResponse* response) const;

  absl::Status Complete(grpc::ServerContext* context, const v1::SuggestRequest& request,
                        v1::SuggestResponse* response) const;
  // Completes the plan and runs it.
  absl::StatusOr<query::SearchResult> Run(grpc::ServerContext* context, const store::View& view,
                                          SearchPlan* plan) const;
  // Reports the correction of a query that found little and, where that is to be applied, puts its
  // plan and results in the place of those given.
  absl::Status Correct(grpc::ServerContext* context, const v1::SearchRequest& request,
                       const store::View& view, SearchPlan* plan, query::SearchResult* found,
                       v1::SearchResponse* response) const;

  const store::Store* const store_;
  const query::AbbreviationTable* const abbreviations_;
  const base::Clock* const clock_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_
