// khotin.v1.QuarantineService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_QUARANTINE_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_QUARANTINE_SERVICE_H_

#include "absl/status/status.h"
#include "analysis/analyzer.h"
#include "commit_queue.h"
#include "khotin/v1/quarantine_service.grpc.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe. Everything pointed to must outlive the service.
class QuarantineService : public v1::QuarantineService::Service {
 public:
  QuarantineService(const store::Store* store, const analysis::Analyzer* analyzer,
                    CommitQueue* commits);

  grpc::Status ListQuarantined(grpc::ServerContext* context,
                               const v1::ListQuarantinedRequest* request,
                               v1::ListQuarantinedResponse* response) override;
  grpc::Status GetQuarantined(grpc::ServerContext* context,
                              const v1::GetQuarantinedRequest* request,
                              v1::GetQuarantinedResponse* response) override;
  grpc::Status RetryQuarantined(grpc::ServerContext* context,
                                const v1::RetryQuarantinedRequest* request,
                                v1::RetryQuarantinedResponse* response) override;

 private:
  absl::Status List(const v1::ListQuarantinedRequest& request,
                    v1::ListQuarantinedResponse* response) const;
  absl::Status Get(const v1::GetQuarantinedRequest& request,
                   v1::GetQuarantinedResponse* response) const;
  absl::Status Retry(const grpc::ServerContext& context, const v1::RetryQuarantinedRequest& request,
                     v1::RetryQuarantinedResponse* response);
  absl::StatusOr<v1::IngestResult> RetryOne(const std::string& id);

  const store::Store* const store_;
  const analysis::Analyzer* const analyzer_;
  CommitQueue* const commits_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_QUARANTINE_SERVICE_H_
