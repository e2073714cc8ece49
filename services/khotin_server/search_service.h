// khotin.v1.SearchService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_

#include "absl/status/status.h"
#include "base/clock.h"
#include "khotin/v1/search_service.grpc.pb.h"
#include "query/abbreviation_table.h"
#include "rpc/page_token.h"
#include "store/store.h"

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

  absl::Status Complete(const v1::SuggestRequest& request, v1::SuggestResponse* response) const;

  const store::Store* const store_;
  const query::AbbreviationTable* const abbreviations_;
  const base::Clock* const clock_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_
