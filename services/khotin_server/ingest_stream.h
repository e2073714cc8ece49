// One IngestStream call: reads documents in the handler's thread, writes events in its own.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_STREAM_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_STREAM_H_

#include <deque>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "base/mutex.h"
#include "commit_queue.h"
#include "grpcpp/support/sync_stream.h"
#include "khotin/v1/ingest_service.grpc.pb.h"
#include "preparer.h"

namespace khotin::server {

class IngestStream {
 public:
  using Stream = grpc::ServerReaderWriter<v1::IngestStreamResponse, v1::IngestStreamRequest>;

  // `cancelled` says, on any thread, that the caller is gone: documents that are not yet with
  // `commits` are dropped then.
  IngestStream(Preparer* preparer, CommitQueue* commits, int window,
               std::function<bool()> cancelled, Stream* stream);

  // Serves the call; returns when the client has closed its side and every document has its result,
  // or the stream has broken. RESOURCE_EXHAUSTED when the client overruns the window.
  absl::Status Run();

  // Tells the client that no further document is taken. Thread-safe.
  void StopTaking();

 private:
  absl::Status ReadAll();
  bool Admit(int documents);
  bool stopped();
  void TellBackoff();
  void Acknowledge(const v1::IngestStreamRequest& request);
  void Deliver(std::vector<v1::IngestResult> results);
  void Refuse(const v1::IngestStreamRequest& request);
  void Push(v1::IngestStreamResponse event);
  void WriteEvents();

  Preparer* const preparer_;
  CommitQueue* const commits_;
  const int window_;
  const std::function<bool()> cancelled_;
  Stream* const stream_;

  base::Mutex mutex_;
  base::CondVar changed_;
  std::deque<v1::IngestStreamResponse> outbox_ ABSL_GUARDED_BY(mutex_);
  int in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
  bool reading_ended_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  bool backing_off_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_STREAM_H_
