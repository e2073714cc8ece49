#include "ingest/store_sink.h"

#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "extract/refusal.h"
#include "ingest/ledger.h"
#include "rpc/convert.h"
#include "store/prepared_document.h"

namespace khotin::ingest {
namespace {

constexpr size_t kMaxBatchBytes = size_t{4} << 20;

class StoreSink : public Sink {
 public:
  StoreSink(const analysis::Analyzer* analyzer, ChromeProvider chrome, store::Store* store,
            const base::Clock* clock, size_t batch_size, Report* report)
      : analyzer_(analyzer),
        chrome_(std::move(chrome)),
        store_(store),
        clock_(clock),
        batch_size_(batch_size),
        report_(report) {}

  Delivery Prepare(SourceItem item) override {
    const bool is_read = item.document.ok();
    const size_t bytes = is_read ? item.document->content.size() : 0;
    absl::StatusOr<store::PreparedDocument> prepared =
        Prepare(item.input, std::move(item.document), PositionAt(item.place));
    Entry entry{std::move(item.input), std::move(item.place), is_read, std::move(prepared)};
    return
        [this, bytes, entry = std::move(entry)]() mutable { return Add(std::move(entry), bytes); };
  }

  absl::Status Finish(absl::Status run) override {
    if (run.ok()) run = Commit();
    if (!run.ok()) GiveUp(run);
    return run;
  }

 private:
  struct Entry {
    std::string input;
    FilePlace place;
    bool is_read;
    absl::StatusOr<store::PreparedDocument> prepared;
  };

  absl::StatusOr<store::PreparedDocument> Prepare(
      absl::string_view input, absl::StatusOr<extract::RawDocument> document,
      absl::optional<store::FilePosition> position) const {
    if (!document.ok() && !position.has_value() &&
        extract::RefusalOf(document.status()) == extract::RefusalReason::kUnspecified) {
      return document.status();
    }
    store::PreparedDocument prepared =
        document.ok() ? store::PrepareDocument(*analyzer_, chrome_(), *std::move(document))
                      : store::PrepareUnread(input, document.status(), analyzer_->version());
    if (position.has_value()) store::SetPosition(*std::move(position), &prepared);
    return prepared;
  }

  absl::Status Add(Entry entry, size_t bytes);
  absl::Status Commit();
  absl::Status ReportAll(const std::vector<store::CommitResult>& results);
  absl::Status ReportOne(const Entry& entry, const store::CommitResult& result);
  void GiveUp(const absl::Status& reason);

  const analysis::Analyzer* const analyzer_;
  const ChromeProvider chrome_;
  store::Store* const store_;
  const base::Clock* const clock_;
  const size_t batch_size_;
  Report* const report_;
  std::vector<Entry> batch_;  // refused ones too, so that lines come in input order
  size_t batch_bytes_ = 0;
};

absl::Status StoreSink::Add(Entry entry, size_t bytes) {
  batch_.push_back(std::move(entry));
  batch_bytes_ += bytes;
  if (batch_.size() < batch_size_ && batch_bytes_ < kMaxBatchBytes) return absl::OkStatus();
  return Commit();
}

absl::Status StoreSink::Commit() {
  std::vector<store::PreparedDocument> documents;
  for (Entry& entry : batch_) {
    if (entry.prepared.ok()) documents.push_back(std::move(*entry.prepared));
  }
  std::vector<store::CommitResult> results;
  if (!documents.empty()) {
    auto committed = store_->Commit(std::move(documents), clock_->Now());
    if (!committed.ok()) return committed.status();
    results = std::move(*committed);
  }
  const absl::Status status = ReportAll(results);
  batch_.clear();
  batch_bytes_ = 0;
  return status;
}

absl::Status StoreSink::ReportAll(const std::vector<store::CommitResult>& results) {
  absl::Status first;
  auto result = results.begin();
  for (const Entry& entry : batch_) {
    if (!entry.prepared.ok()) {
      first.Update(report_->Refused(entry.input, entry.prepared.status()));
      report_->Settled(entry.place);
      continue;
    }
    first.Update(ReportOne(entry, *result));
    ++result;
  }
  return first;
}

absl::Status StoreSink::ReportOne(const Entry& entry, const store::CommitResult& result) {
  if (result.verdict == store::Verdict::kRefused && result.quarantine_id.empty()) {
    const absl::Status written = report_->Unfinished(entry.input, result.refusal.message());
    return written.ok() ? result.refusal : written;
  }
  const absl::Status written =
      result.verdict == store::Verdict::kRefused
          ? report_->Refused(entry.input, result.refusal, rpc::QuarantineName(result.quarantine_id),
                             entry.is_read)
          : report_->Stored(entry.input, rpc::ResultMessage(result));
  report_->Settled(entry.place);
  return written;
}

void StoreSink::GiveUp(const absl::Status& reason) {
  for (const Entry& entry : batch_) {
    const absl::Status written = entry.prepared.ok()
                                     ? report_->Unfinished(entry.input, reason.message())
                                     : report_->Refused(entry.input, entry.prepared.status());
    if (!written.ok()) break;
  }
  batch_.clear();
}

}  // namespace

std::unique_ptr<Sink> NewStoreSink(const analysis::Analyzer* analyzer, ChromeProvider chrome,
                                   store::Store* store, const base::Clock* clock, size_t batch_size,
                                   Report* report) {
  return std::make_unique<StoreSink>(analyzer, std::move(chrome), store, clock, batch_size, report);
}

}  // namespace khotin::ingest
