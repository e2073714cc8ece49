// The client's side of IngestService.IngestStream: keeps to the window, pairs results with inputs.
#ifndef KHOTIN_RPC_INGEST_CLIENT_H_
#define KHOTIN_RPC_INGEST_CLIENT_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/channel.h"
#include "khotin/v1/ingest_service.pb.h"
#include "rpc/channel.h"

namespace khotin::rpc {

class IngestClient {
 public:
  // Called once per document, in any order, from a thread of the client.
  using ResultCallback = std::function<void(const v1::IngestResult& result)>;

  // Opens the stream. UNAVAILABLE when the server does not answer.
  static absl::StatusOr<std::unique_ptr<IngestClient>> Open(std::shared_ptr<grpc::Channel> channel,
                                                            ResultCallback on_result);
  virtual ~IngestClient() = default;

  // Sends one document, waiting while the window is full. One thread at a time. UNAVAILABLE once
  // the stream has broken or the server is shutting down; the document then has no result.
  virtual absl::Status Send(v1::IngestDocument document) = 0;

  // Waits for all results and closes the stream. Call once, after the last Send.
  virtual absl::Status Finish() = 0;
};

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_INGEST_CLIENT_H_
