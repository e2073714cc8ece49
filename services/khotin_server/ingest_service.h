// khotin.v1.IngestService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_SERVICE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_SERVICE_H_

#include <functional>
#include <set>

#include "absl/status/status.h"
#include "base/mutex.h"
#include "commit_queue.h"
#include "khotin/v1/ingest_service.grpc.pb.h"
#include "preparer.h"
#include "rpc/page_token.h"

namespace khotin::server {

class IngestStream;

// Thread-safe. `store`, `preparer` and `commits` must outlive the service.
class IngestService : public v1::IngestService::Service {
 public:
  // `window`: documents that a stream may have without result.
  IngestService(const store::Store* store, Preparer* preparer, CommitQueue* commits, int window);

  grpc::Status IngestStream(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::IngestStreamResponse, v1::IngestStreamRequest>* stream) override;
  grpc::Status IngestBatch(grpc::ServerContext* context, const v1::IngestBatchRequest* request,
                           v1::IngestBatchResponse* response) override;

  grpc::Status GetSiteChrome(grpc::ServerContext* context, const v1::GetSiteChromeRequest* request,
                             grpc::ServerWriter<v1::GetSiteChromeResponse>* writer) override;
  grpc::Status GetIngestedFile(grpc::ServerContext* context,
                               const v1::GetIngestedFileRequest* request,
                               v1::GetIngestedFileResponse* response) override;
  grpc::Status ListIngestedFiles(grpc::ServerContext* context,
                                 const v1::ListIngestedFilesRequest* request,
                                 v1::ListIngestedFilesResponse* response) override;

  // Tells every stream that the server is shutting down and takes no further document.
  void StopTaking();

 private:
  absl::Status Batch(const std::function<bool()>& cancelled, const v1::IngestBatchRequest& request,
                     v1::IngestBatchResponse* response);

  const store::Store* const store_;
  Preparer* const preparer_;
  CommitQueue* const commits_;
  const int window_;
  const rpc::PageTokens tokens_;
  base::Mutex mutex_;
  std::set<server::IngestStream*> streams_ ABSL_GUARDED_BY(mutex_);
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_SERVICE_H_
