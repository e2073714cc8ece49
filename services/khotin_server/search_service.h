// khotin.v1.SearchService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_

#include "absl/status/status.h"
#include "khotin/v1/search_service.grpc.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe. `store` must outlive the service.
class SearchService : public v1::SearchService::Service {
 public:
  explicit SearchService(const store::Store* store);

  grpc::Status Search(grpc::ServerContext* context, const v1::SearchRequest* request,
                      v1::SearchResponse* response) override;

 private:
  absl::Status Find(grpc::ServerContext* context, const v1::SearchRequest& request,
                    v1::SearchResponse* response) const;

  const store::Store* const store_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_SEARCH_SERVICE_H_
