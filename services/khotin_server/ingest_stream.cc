#include "ingest_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "ingest_batch.h"

namespace khotin::server {
namespace {

// Articles waiting for their commit at which streams are asked to slow down, and at which they may
// go on.
constexpr size_t kBackoffDepth = 2048;
constexpr size_t kResumeDepth = 512;
constexpr int kBackoffDivisor = 8;

}  // namespace

IngestStream::IngestStream(Preparer* preparer, CommitQueue* commits, int window,
                           std::function<bool()> cancelled, Stream* stream)
    : preparer_(preparer),
      commits_(commits),
      window_(window),
      cancelled_(std::move(cancelled)),
      stream_(stream) {}

absl::Status IngestStream::Run() {
  v1::IngestStreamResponse started;
  started.mutable_started()->set_window(window_);
  started.mutable_started()->set_max_document_bytes(static_cast<int64_t>(base::kMaxDocumentBytes));
  Push(std::move(started));
  std::thread writer([this] { WriteEvents(); });
  const absl::Status status = ReadAll();
  {
    base::MutexLock lock(&mutex_);
    reading_ended_ = true;
    changed_.NotifyAll();
  }
  writer.join();
  return status;
}

void IngestStream::StopTaking() {
  v1::IngestStreamResponse event;
  event.mutable_shutting_down();
  base::MutexLock lock(&mutex_);
  stopped_ = true;
  outbox_.push_back(std::move(event));
  changed_.NotifyAll();
}

absl::Status IngestStream::ReadAll() {
  v1::IngestStreamRequest request;
  while (stream_->Read(&request)) {
    if (!Admit(request.documents_size())) {
      return absl::ResourceExhaustedError(
          absl::StrCat("more than ", window_, " documents without a result; keep to the window"));
    }
    if (stopped()) {
      Refuse(request);
      continue;
    }
    Acknowledge(request);
    IngestDocuments(preparer_, commits_, std::move(*request.mutable_documents()), cancelled_,
                    [this](std::vector<v1::IngestResult> results) { Deliver(std::move(results)); });
    TellBackoff();
  }
  return absl::OkStatus();
}

bool IngestStream::Admit(int documents) {
  base::MutexLock lock(&mutex_);
  if (in_flight_ + documents > window_) return false;
  in_flight_ += documents;
  return true;
}

bool IngestStream::stopped() {
  base::MutexLock lock(&mutex_);
  return stopped_;
}

void IngestStream::TellBackoff() {
  const size_t depth = commits_->depth();
  base::MutexLock lock(&mutex_);
  const bool back_off = backing_off_ ? depth > kResumeDepth : depth > kBackoffDepth;
  if (back_off == backing_off_) return;
  backing_off_ = back_off;
  v1::IngestStreamResponse event;
  event.mutable_backoff()->set_window(back_off ? std::max(1, window_ / kBackoffDivisor) : window_);
  outbox_.push_back(std::move(event));
  changed_.NotifyAll();
}

void IngestStream::Acknowledge(const v1::IngestStreamRequest& request) {
  v1::IngestStreamResponse event;
  for (const v1::IngestDocument& document : request.documents()) {
    event.mutable_ack()->add_request_ids(document.request_id());
  }
  Push(std::move(event));
}

void IngestStream::Deliver(std::vector<v1::IngestResult> results) {
  const int count = static_cast<int>(results.size());
  v1::IngestStreamResponse event;
  for (v1::IngestResult& result : results) {
    *event.mutable_results()->add_results() = std::move(result);
  }
  base::MutexLock lock(&mutex_);
  outbox_.push_back(std::move(event));
  in_flight_ -= count;
  changed_.NotifyAll();
}

void IngestStream::Refuse(const v1::IngestStreamRequest& request) {
  std::vector<v1::IngestResult> results;
  for (const v1::IngestDocument& document : request.documents()) {
    v1::IngestResult& result = results.emplace_back();
    result.set_request_id(document.request_id());
    result.set_verdict(v1::VERDICT_REFUSED);
    result.mutable_error()->set_code(static_cast<int>(absl::StatusCode::kUnavailable));
    result.mutable_error()->set_message("the server is shutting down");
  }
  Deliver(std::move(results));
}

void IngestStream::Push(v1::IngestStreamResponse event) {
  base::MutexLock lock(&mutex_);
  outbox_.push_back(std::move(event));
  changed_.NotifyAll();
}

// Goes on after a failed write, since results still come in and must be waited for.
void IngestStream::WriteEvents() {
  bool writable = true;
  while (true) {
    v1::IngestStreamResponse event;
    {
      base::MutexLock lock(&mutex_);
      while (outbox_.empty() && !(reading_ended_ && in_flight_ == 0)) changed_.Wait(&mutex_);
      if (outbox_.empty()) return;
      event = std::move(outbox_.front());
      outbox_.pop_front();
    }
    if (writable) writable = stream_->Write(event);
  }
}

}  // namespace khotin::server
