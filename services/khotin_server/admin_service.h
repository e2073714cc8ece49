// khotin.v1.AdminService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ADMIN_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ADMIN_SERVICE_H_

#include <atomic>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "commit_queue.h"
#include "khotin/v1/admin_service.grpc.pb.h"
#include "preparer.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

class BackupStream;

// Thread-safe. Everything pointed to must outlive the service.
class AdminService : public v1::AdminService::Service {
 public:
  AdminService(store::Store* store, std::string analyzer_version, Preparer* preparer,
               CommitQueue* commits, const base::Clock* clock);

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override;

  grpc::Status ListSources(grpc::ServerContext* context, const v1::ListSourcesRequest* request,
                           v1::ListSourcesResponse* response) override;
  grpc::Status UpdateSource(grpc::ServerContext* context, const v1::UpdateSourceRequest* request,
                            v1::UpdateSourceResponse* response) override;
  grpc::Status Reanalyze(grpc::ServerContext* context, const v1::ReanalyzeRequest* request,
                         grpc::ServerWriter<v1::ReanalyzeResponse>* writer) override;
  grpc::Status Backup(grpc::ServerContext* context, const v1::BackupRequest* request,
                      grpc::ServerWriter<v1::BackupResponse>* writer) override;

  // Ends backups and reanalyses that run and refuses further ones: UNAVAILABLE.
  void StopServing() { stopped_ = true; }

 private:
  absl::Status List(const v1::ListSourcesRequest& request, v1::ListSourcesResponse* response) const;
  absl::Status Update(const v1::UpdateSourceRequest& request, v1::UpdateSourceResponse* response);
  absl::Status SendBackup(grpc::ServerContext* context, BackupStream* stream) const;
  // A function that returns, on any thread, why a long call is to end; OK while it may go on.
  std::function<absl::Status()> WhenEnded(const grpc::ServerContext* context) const;

  store::Store* const store_;
  const std::string analyzer_version_;
  Preparer* const preparer_;
  CommitQueue* const commits_;
  const base::Clock* const clock_;
  const absl::Time started_;
  const rpc::PageTokens tokens_;
  std::atomic<bool> stopped_{false};
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ADMIN_SERVICE_H_
