#include "ingest_service.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "cancellation.h"
#include "ingest_batch.h"
#include "ingest_stream.h"
#include "ingested_files.h"
#include "rpc/error.h"

namespace khotin::server {

namespace {

constexpr size_t kChromeMessageBytes = size_t{1} << 20;

v1::SiteChrome SiteMessage(const std::string& source, const extract::SiteChrome& chrome) {
  v1::SiteChrome message;
  message.set_source(source);
  std::map<extract::ChromeUse, v1::ChromeLines*> lists;
  for (const extract::ChromeLine& line : chrome.lines()) {
    v1::ChromeLines*& list = lists[line.use];
    if (list == nullptr) list = message.add_lines();
    list->set_use(static_cast<v1::ChromeUse>(line.use));
    list->add_fingerprints(line.fingerprint);
  }
  return message;
}

absl::StatusOr<extract::ChromeSnapshot> WantedChrome(const store::View& view,
                                                     const v1::GetSiteChromeRequest& request) {
  if (request.number() < 0 || request.number() > view.revision()) {
    return rpc::InvalidField("number", "no snapshot has that number");
  }
  if (request.number() == 0) return view.chrome();
  if (request.known_number() != 0) {
    return rpc::InvalidField("known_number", "not together with number");
  }
  return view.ChromeAt(request.number());
}

}  // namespace

IngestService::IngestService(const store::Store* store, Preparer* preparer, CommitQueue* commits,
                             int window)
    : store_(store),
      preparer_(preparer),
      commits_(commits),
      window_(window),
      tokens_(store->token_seed()) {}

grpc::Status IngestService::IngestStream(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::IngestStreamResponse, v1::IngestStreamRequest>* stream) {
  server::IngestStream handler(preparer_, commits_, window_, WhenCancelled(context), stream);
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

grpc::Status IngestService::IngestBatch(grpc::ServerContext* context,
                                        const v1::IngestBatchRequest* request,
                                        v1::IngestBatchResponse* response) {
  return rpc::ToGrpc(Batch(WhenCancelled(context), *request, response));
}

grpc::Status IngestService::GetSiteChrome(grpc::ServerContext* context,
                                          const v1::GetSiteChromeRequest* request,
                                          grpc::ServerWriter<v1::GetSiteChromeResponse>* writer) {
  const std::shared_ptr<const store::View> view = store_->CurrentView();
  const absl::StatusOr<extract::ChromeSnapshot> chrome = WantedChrome(*view, *request);
  if (!chrome.ok()) return rpc::ToGrpc(chrome.status());
  v1::GetSiteChromeResponse response;
  response.set_number(chrome->number());
  size_t bytes = 0;
  for (const auto& [source, site] : chrome->sources()) {
    if (request->known_number() != 0 && site->number() <= request->known_number()) continue;
    *response.add_sources() = SiteMessage(source, *site);
    bytes += site->lines().size() * sizeof(uint64_t) + source.size();
    if (bytes < kChromeMessageBytes) continue;
    if (context->IsCancelled() || !writer->Write(response)) return grpc::Status::CANCELLED;
    response.clear_sources();
    bytes = 0;
  }
  if (!writer->Write(response)) return grpc::Status::CANCELLED;
  return grpc::Status::OK;
}

grpc::Status IngestService::GetIngestedFile(grpc::ServerContext*,
                                            const v1::GetIngestedFileRequest* request,
                                            v1::GetIngestedFileResponse* response) {
  return rpc::ToGrpc(server::GetIngestedFile(*store_, *request, response));
}

grpc::Status IngestService::ListIngestedFiles(grpc::ServerContext* context,
                                              const v1::ListIngestedFilesRequest* request,
                                              v1::ListIngestedFilesResponse* response) {
  return rpc::ToGrpc(
      server::ListIngestedFiles(*store_, tokens_, *request, WhenCancelled(context), response));
}

void IngestService::StopTaking() {
  base::MutexLock lock(&mutex_);
  stopped_ = true;
  for (server::IngestStream* stream : streams_) stream->StopTaking();
}

absl::Status IngestService::Batch(const std::function<bool()>& cancelled,
                                  const v1::IngestBatchRequest& request,
                                  v1::IngestBatchResponse* response) {
  if (request.documents_size() > base::kMaxIngestBatch) {
    return rpc::InvalidField("documents",
                             absl::StrCat("at most ", base::kMaxIngestBatch, " at a time"));
  }
  base::Mutex mutex;
  base::CondVar ready;
  bool done = false;
  std::vector<v1::IngestResult> results;
  IngestDocuments(preparer_, commits_, request.documents(), cancelled,
                  [&](std::vector<v1::IngestResult> finished) {
                    base::MutexLock lock(&mutex);
                    results = std::move(finished);
                    done = true;
                    ready.NotifyAll();
                  });
  base::MutexLock lock(&mutex);
  while (!done) ready.Wait(&mutex);
  if (cancelled()) return absl::CancelledError("given up by the caller");
  for (v1::IngestResult& result : results) {
    response->set_revision(std::max(response->revision(), result.revision()));
    *response->add_results() = std::move(result);
  }
  return absl::OkStatus();
}

}  // namespace khotin::server
