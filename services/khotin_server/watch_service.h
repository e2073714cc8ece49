// khotin.v1.WatchService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_SERVICE_H_

#include <atomic>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "khotin/v1/watch_service.grpc.pb.h"
#include "query/abbreviation_table.h"
#include "rpc/page_token.h"
#include "standing_queries.h"
#include "store/store.h"
#include "watch_events.h"

namespace khotin::server {

// Thread-safe. What the service is made of must outlive it.
class WatchService : public v1::WatchService::Service {
 public:
  WatchService(store::Store* store, const query::AbbreviationTable* abbreviations,
               const base::Clock* clock, int max_streams);

  grpc::Status Watch(grpc::ServerContext* context, const v1::WatchRequest* request,
                     grpc::ServerWriter<v1::WatchResponse>* writer) override;
  grpc::Status CreateSavedQuery(grpc::ServerContext* context,
                                const v1::CreateSavedQueryRequest* request,
                                v1::CreateSavedQueryResponse* response) override;
  grpc::Status GetSavedQuery(grpc::ServerContext* context, const v1::GetSavedQueryRequest* request,
                             v1::GetSavedQueryResponse* response) override;
  grpc::Status ListSavedQueries(grpc::ServerContext* context,
                                const v1::ListSavedQueriesRequest* request,
                                v1::ListSavedQueriesResponse* response) override;
  grpc::Status UpdateSavedQuery(grpc::ServerContext* context,
                                const v1::UpdateSavedQueryRequest* request,
                                v1::UpdateSavedQueryResponse* response) override;
  grpc::Status DeleteSavedQuery(grpc::ServerContext* context,
                                const v1::DeleteSavedQueryRequest* request,
                                v1::DeleteSavedQueryResponse* response) override;

  // Ends the open streams and refuses new ones: UNAVAILABLE.
  void StopServing() { stopped_ = true; }

 private:
  absl::Status Follow(grpc::ServerContext* context, const v1::WatchRequest& request,
                      grpc::ServerWriter<v1::WatchResponse>* writer);
  absl::StatusOr<WatchPlan> ReadPlan(const v1::WatchRequest& request,
                                     const store::View& view) const;
  absl::Status Create(const v1::CreateSavedQueryRequest& request,
                      v1::CreateSavedQueryResponse* response);
  // Under `base`, or that with a number behind it; the id that was free.
  absl::StatusOr<std::string> CreateUnderFreeId(const std::string& base,
                                                const storage::v1::SavedQuery& record);
  absl::Status List(const v1::ListSavedQueriesRequest& request,
                    v1::ListSavedQueriesResponse* response) const;
  absl::Status Update(const v1::UpdateSavedQueryRequest& request,
                      v1::UpdateSavedQueryResponse* response);
  // The saved query as the store has it now.
  template <typename Response>
  absl::Status FillSavedQuery(const std::string& id, const store::View& view,
                              Response* response) const;

  store::Store* const store_;
  const query::AbbreviationTable* const abbreviations_;
  const base::Clock* const clock_;
  const int max_streams_;
  const rpc::PageTokens tokens_;
  SavedQueries saved_queries_;
  std::atomic<int> streams_{0};
  std::atomic<bool> stopped_{false};
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_WATCH_SERVICE_H_
