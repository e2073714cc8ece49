#include "rpc/ingest_client.h"

#include <thread>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/mutex.h"
#include "khotin/v1/ingest_service.grpc.pb.h"

namespace khotin::rpc {
namespace {

constexpr absl::Duration kOpenTimeout = absl::Seconds(10);

class StreamClient : public IngestClient {
 public:
  StreamClient(const std::shared_ptr<grpc::Channel>& channel, ResultCallback on_result)
      : on_result_(std::move(on_result)),
        stub_(v1::IngestService::NewStub(channel)),
        stream_(stub_->IngestStream(&context_)),
        reader_([this] { ReadUntilEnd(); }) {}

  ~StreamClient() override {
    context_.TryCancel();
    reader_.join();
  }

  absl::Status WaitUntilStarted();
  absl::Status Send(v1::IngestDocument document) override;
  absl::Status Finish() override;

 private:
  using Stream = grpc::ClientReaderWriter<v1::IngestStreamRequest, v1::IngestStreamResponse>;

  void ReadUntilEnd();
  void Handle(const v1::IngestStreamResponse& response);
  void Deliver(const v1::IngestResult& result);
  void SetWindow(int window);
  absl::Status Reserve(const std::string& request_id);
  absl::Status WaitForEnd();
  absl::Status BrokenStatus() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const ResultCallback on_result_;
  const std::unique_ptr<v1::IngestService::Stub> stub_;
  grpc::ClientContext context_;
  const std::unique_ptr<Stream> stream_;
  // Held while writing, so that the reader does not end the call under a write.
  base::Mutex write_mutex_;
  bool over_ ABSL_GUARDED_BY(write_mutex_) = false;

  base::Mutex mutex_;
  base::CondVar changed_;
  int window_ ABSL_GUARDED_BY(mutex_) = 0;
  bool started_ ABSL_GUARDED_BY(mutex_) = false;
  bool shutting_down_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Status end_status_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> outstanding_ ABSL_GUARDED_BY(mutex_);

  std::thread reader_;
};

void StreamClient::ReadUntilEnd() {
  v1::IngestStreamResponse response;
  while (stream_->Read(&response)) Handle(response);
  grpc::Status status;
  {
    base::MutexLock lock(&write_mutex_);
    status = stream_->Finish();
    over_ = true;
  }
  base::MutexLock lock(&mutex_);
  ended_ = true;
  end_status_ = std::move(status);
  changed_.NotifyAll();
}

void StreamClient::Handle(const v1::IngestStreamResponse& response) {
  switch (response.event_case()) {
    case v1::IngestStreamResponse::kStarted:
      SetWindow(response.started().window());
      break;
    case v1::IngestStreamResponse::kBackoff:
      SetWindow(response.backoff().window());
      break;
    case v1::IngestStreamResponse::kResults:
      for (const v1::IngestResult& result : response.results().results()) Deliver(result);
      break;
    case v1::IngestStreamResponse::kShuttingDown: {
      base::MutexLock lock(&mutex_);
      shutting_down_ = true;
      changed_.NotifyAll();
      break;
    }
    case v1::IngestStreamResponse::kAck:
    case v1::IngestStreamResponse::EVENT_NOT_SET:
      break;
  }
}

void StreamClient::SetWindow(int window) {
  base::MutexLock lock(&mutex_);
  window_ = window;
  started_ = true;
  changed_.NotifyAll();
}

void StreamClient::Deliver(const v1::IngestResult& result) {
  {
    base::MutexLock lock(&mutex_);
    if (outstanding_.erase(result.request_id()) == 0) return;
    changed_.NotifyAll();
  }
  on_result_(result);
}

absl::Status StreamClient::BrokenStatus() const {
  if (!ended_ || end_status_.ok()) {
    return absl::UnavailableError(shutting_down_ ? "the server is shutting down"
                                                 : "the server closed the stream");
  }
  return absl::UnavailableError(absl::StrCat(
      absl::StatusCodeToString(static_cast<absl::StatusCode>(end_status_.error_code())), ": ",
      end_status_.error_message()));
}

absl::Status StreamClient::WaitUntilStarted() {
  const absl::Time deadline = absl::Now() + kOpenTimeout;
  base::MutexLock lock(&mutex_);
  while (!started_ && !ended_) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) {
      return absl::UnavailableError(
          absl::StrCat("no answer within ", absl::FormatDuration(kOpenTimeout)));
    }
    changed_.WaitFor(&mutex_, left);
  }
  return started_ ? absl::OkStatus() : BrokenStatus();
}

absl::Status StreamClient::Reserve(const std::string& request_id) {
  base::MutexLock lock(&mutex_);
  while (!ended_ && !shutting_down_ && static_cast<int>(outstanding_.size()) >= window_) {
    changed_.Wait(&mutex_);
  }
  if (ended_ || shutting_down_) return BrokenStatus();
  if (!outstanding_.insert(request_id).second) {
    return absl::InvalidArgumentError(
        absl::StrCat("request_id \"", request_id, "\" is still without a result"));
  }
  return absl::OkStatus();
}

absl::Status StreamClient::Send(v1::IngestDocument document) {
  const std::string request_id = document.request_id();
  const absl::Status reserved = Reserve(request_id);
  if (!reserved.ok()) return reserved;
  v1::IngestStreamRequest request;
  *request.add_documents() = std::move(document);
  {
    base::MutexLock lock(&write_mutex_);
    if (!over_ && stream_->Write(request)) return absl::OkStatus();
  }
  {
    base::MutexLock lock(&mutex_);
    outstanding_.erase(request_id);
  }
  return WaitForEnd();
}

// A failed write says that the call is over; its reason comes with the end of reading.
absl::Status StreamClient::WaitForEnd() {
  base::MutexLock lock(&mutex_);
  while (!ended_) changed_.Wait(&mutex_);
  return BrokenStatus();
}

absl::Status StreamClient::Finish() {
  {
    base::MutexLock lock(&write_mutex_);
    if (!over_) stream_->WritesDone();
  }
  base::MutexLock lock(&mutex_);
  while (!ended_) changed_.Wait(&mutex_);
  if (end_status_.ok() && outstanding_.empty()) return absl::OkStatus();
  const absl::Status reason = BrokenStatus();
  if (outstanding_.empty()) return reason;
  return absl::UnavailableError(
      absl::StrCat("documents without a result: ", outstanding_.size(), "; ", reason.message()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<IngestClient>> IngestClient::Open(
    std::shared_ptr<grpc::Channel> channel, ResultCallback on_result) {
  auto client = std::make_unique<StreamClient>(channel, std::move(on_result));
  const absl::Status started = client->WaitUntilStarted();
  if (!started.ok()) return started;
  return client;
}

}  // namespace khotin::rpc
