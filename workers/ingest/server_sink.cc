#include "ingest/server_sink.h"

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/mutex.h"
#include "base/status.h"
#include "extract/refusal.h"
#include "ingest/ledger.h"
#include "rpc/convert.h"
#include "rpc/ingest_client.h"

namespace khotin::ingest {
namespace {

// What a message needs around its one document.
constexpr size_t kFraming = 64;

v1::IngestResult Refusal(const absl::Status& status) {
  v1::IngestResult result;
  result.set_verdict(v1::VERDICT_REFUSED);
  *result.mutable_error() = rpc::ErrorMessage(status);
  return result;
}

bool IsFaultOfTheInput(const v1::IngestError& error) {
  return error.code() == static_cast<int>(absl::StatusCode::kInvalidArgument);
}

class ServerSink : public Sink {
 public:
  ServerSink(const analysis::Analyzer* analyzer, ChromeProvider chrome, Report* report)
      : analyzer_(analyzer), chrome_(std::move(chrome)), report_(report) {}

  absl::Status Open(std::shared_ptr<grpc::Channel> channel) {
    KHOTIN_ASSIGN_OR_RETURN(
        client_,
        rpc::IngestClient::Open(std::move(channel),
                                [this](const v1::IngestResult& result) { OnResult(result); }));
    return absl::OkStatus();
  }

  Delivery Prepare(SourceItem item) override;
  absl::Status Finish(absl::Status run) override;

 private:
  struct Pending {
    std::string input;
    FilePlace place;
    bool is_read = false;
    bool sent = false;
    bool done = false;
    v1::IngestResult result;
  };

  absl::StatusOr<v1::IngestDocument> MakeMessage(SourceItem item) const;
  v1::IngestDocument Analyze(extract::RawDocument document, size_t position_bytes) const;
  absl::Status Send(Pending pending, v1::IngestDocument document);
  absl::Status Refuse(Pending pending, const absl::Status& reason);
  void OnResult(const v1::IngestResult& result);
  void SettleFiles();
  void PrintDone() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status Print(const Pending& pending) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const analysis::Analyzer* const analyzer_;
  const ChromeProvider chrome_;
  Report* const report_;

  base::Mutex mutex_;
  std::deque<Pending> pending_ ABSL_GUARDED_BY(mutex_);  // not printed, in input order
  int64_t printed_ ABSL_GUARDED_BY(mutex_) = 0;          // the sequence number of pending_.front()
  // Whose fate is known, in input order: for the delivering thread, as files may take long to move,
  // and results would wait meanwhile.
  std::vector<FilePlace> settled_ ABSL_GUARDED_BY(mutex_);
  absl::Status run_status_ ABSL_GUARDED_BY(mutex_);  // not OK: no use to go on

  std::unique_ptr<rpc::IngestClient> client_;  // calls OnResult: goes first
};

absl::StatusOr<v1::IngestDocument> ServerSink::MakeMessage(SourceItem item) const {
  const absl::optional<store::FilePosition> position = PositionAt(item.place);
  const absl::Status status = item.document.status();
  if (!status.ok() && !position.has_value() &&
      extract::RefusalOf(status) == extract::RefusalReason::kUnspecified) {
    return status;
  }
  v1::FilePosition place;
  if (position.has_value()) place = rpc::PositionMessage(*position);
  v1::IngestDocument message;
  if (status.ok()) {
    message = Analyze(*std::move(item.document), place.ByteSizeLong());
  } else {
    *message.mutable_unread() = rpc::UnreadMessage(item.input, status);
  }
  if (position.has_value()) *message.mutable_position() = std::move(place);
  return message;
}

// What cannot be analyzed here goes to the server as it came: the server refuses it for the same
// reason, and keeps it.
v1::IngestDocument ServerSink::Analyze(extract::RawDocument document, size_t position_bytes) const {
  v1::IngestDocument message;
  absl::StatusOr<analysis::AnalyzedArticle> analyzed =
      analyzer_->Analyze(std::move(document), chrome_());
  if (!analyzed.ok()) {
    // NOLINTNEXTLINE(bugprone-use-after-move): Analyze leaves what it refuses as it was.
    *message.mutable_raw() = rpc::RawMessage(std::move(document));
    return message;
  }
  *message.mutable_analyzed() = rpc::AnalyzedMessage(std::move(*analyzed));
  if (message.ByteSizeLong() + position_bytes + kFraming > base::kMaxMessageBytes) {
    v1::RawDocument raw = std::move(*message.mutable_analyzed()->mutable_raw());
    *message.mutable_raw() = std::move(raw);
  }
  return message;
}

Delivery ServerSink::Prepare(SourceItem item) {
  Pending pending;
  pending.input = item.input;
  pending.place = item.place;
  pending.is_read = item.document.ok();
  absl::StatusOr<v1::IngestDocument> document = MakeMessage(std::move(item));
  return [this, pending = std::move(pending), document = std::move(document)]() mutable {
    SettleFiles();
    return document.ok() ? Send(std::move(pending), std::move(*document))
                         : Refuse(std::move(pending), document.status());
  };
}

absl::Status ServerSink::Send(Pending pending, v1::IngestDocument document) {
  {
    base::MutexLock lock(&mutex_);
    if (!run_status_.ok()) return run_status_;
    document.set_request_id(absl::StrCat(printed_ + static_cast<int64_t>(pending_.size())));
    pending.sent = true;
    pending_.push_back(std::move(pending));
  }
  return client_->Send(std::move(document));
}

absl::Status ServerSink::Refuse(Pending pending, const absl::Status& reason) {
  base::MutexLock lock(&mutex_);
  pending.done = true;
  pending.result = Refusal(reason);
  pending_.push_back(std::move(pending));
  PrintDone();
  return run_status_;
}

void ServerSink::OnResult(const v1::IngestResult& result) {
  int64_t sequence = 0;
  if (!absl::SimpleAtoi(result.request_id(), &sequence)) return;
  base::MutexLock lock(&mutex_);
  Pending& pending = pending_[static_cast<size_t>(sequence - printed_)];
  pending.result = result;
  pending.done = true;
  PrintDone();
}

void ServerSink::SettleFiles() {
  std::vector<FilePlace> settled;
  {
    base::MutexLock lock(&mutex_);
    settled.swap(settled_);
  }
  for (const FilePlace& place : settled) report_->Settled(place);
}

void ServerSink::PrintDone() {
  while (!pending_.empty() && pending_.front().done) {
    run_status_.Update(Print(pending_.front()));
    pending_.pop_front();
    ++printed_;
  }
}

absl::Status ServerSink::Print(const Pending& pending) {
  const v1::IngestResult& result = pending.result;
  absl::Status written;
  if (result.verdict() != v1::VERDICT_REFUSED) {
    written = report_->Stored(pending.input, result);
  } else if (!pending.sent || !result.quarantine().empty() || IsFaultOfTheInput(result.error())) {
    written = report_->Refused(pending.input, rpc::StatusOf(result.error()), result.quarantine(),
                               pending.is_read);
  } else {
    written = report_->Unfinished(pending.input, result.error().message());
    return written.ok() ? absl::UnavailableError(result.error().message()) : written;
  }
  // Behind a document without a result, a file that nobody counts is not done.
  if (run_status_.ok() || pending.place.failed()) settled_.push_back(pending.place);
  return written;
}

absl::Status ServerSink::Finish(absl::Status run) {
  run.Update(client_->Finish());
  {
    base::MutexLock lock(&mutex_);
    run.Update(run_status_);
    for (const Pending& pending : pending_) {
      run.Update(pending.done ? Print(pending) : report_->Unfinished(pending.input, run.message()));
    }
    pending_.clear();
  }
  SettleFiles();
  return run;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Sink>> OpenServerSink(const analysis::Analyzer* analyzer,
                                                     ChromeProvider chrome,
                                                     std::shared_ptr<grpc::Channel> channel,
                                                     Report* report) {
  auto sink = std::make_unique<ServerSink>(analyzer, std::move(chrome), report);
  KHOTIN_RETURN_IF_ERROR(sink->Open(std::move(channel)));
  return sink;
}

}  // namespace khotin::ingest
