#include "ingest_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "ingest_batch.h"
#include "ingest_stream.h"
#include "rpc/error.h"

namespace khotin::server {

IngestService::IngestService(Preparer* preparer, CommitQueue* commits, int window)
    : preparer_(preparer), commits_(commits), window_(window) {}

grpc::Status IngestService::IngestStream(
    grpc::ServerContext*,
    grpc::ServerReaderWriter<v1::IngestStreamResponse, v1::IngestStreamRequest>* stream) {
  server::IngestStream handler(preparer_, commits_, window_, stream);
  {
    base::MutexLock lock(&mutex_);
    if (stopped_) return rpc::ToGrpc(absl::UnavailableError("the server is shutting down"));
    streams_.insert(&handler);
  }
  const absl::Status status = handler.Run();
  base::MutexLock lock(&mutex_);
  streams_.erase(&handler);
  return rpc::ToGrpc(status);
}

grpc::Status IngestService::IngestBatch(grpc::ServerContext*, const v1::IngestBatchRequest* request,
                                        v1::IngestBatchResponse* response) {
  return rpc::ToGrpc(Batch(*request, response));
}

void IngestService::StopTaking() {
  base::MutexLock lock(&mutex_);
  stopped_ = true;
  for (server::IngestStream* stream : streams_) stream->StopTaking();
}

absl::Status IngestService::Batch(const v1::IngestBatchRequest& request,
                                  v1::IngestBatchResponse* response) {
  if (request.documents_size() > base::kMaxIngestBatch) {
    return rpc::InvalidField("documents",
                             absl::StrCat("at most ", base::kMaxIngestBatch, " at a time"));
  }
  base::Mutex mutex;
  base::CondVar ready;
  bool done = false;
  std::vector<v1::IngestResult> results;
  IngestDocuments(preparer_, commits_, request.documents(),
                  [&](std::vector<v1::IngestResult> finished) {
                    base::MutexLock lock(&mutex);
                    results = std::move(finished);
                    done = true;
                    ready.NotifyAll();
                  });
  base::MutexLock lock(&mutex);
  while (!done) ready.Wait(&mutex);
  for (v1::IngestResult& result : results) {
    response->set_revision(std::max(response->revision(), result.revision()));
    *response->add_results() = std::move(result);
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
