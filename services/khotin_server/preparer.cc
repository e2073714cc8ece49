#include "preparer.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/stopwatch.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// Counts down to zero.
class Countdown {
 public:
  explicit Countdown(size_t count) : left_(count) {}

  void Done() {
    base::MutexLock lock(&mutex_);
    if (--left_ == 0) zero_.NotifyAll();
  }
  void Wait() {
    base::MutexLock lock(&mutex_);
    while (left_ > 0) zero_.Wait(&mutex_);
  }

 private:
  base::Mutex mutex_;
  base::CondVar zero_;
  size_t left_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

Preparer::Preparer(const analysis::Analyzer* analyzer, const store::Store* store,
                   IngestMetrics* metrics, int threads)
    : analyzer_(analyzer), store_(store), metrics_(metrics) {
  const unsigned count = threads > 0 ? static_cast<unsigned>(threads)
                                     : std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { Work(); });
}

Preparer::~Preparer() {
  {
    base::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  has_work_.NotifyAll();
  for (std::thread& thread : threads_) thread.join();
}

std::vector<absl::StatusOr<store::PreparedDocument>> Preparer::PrepareAll(
    std::vector<v1::IngestDocument> documents, const std::function<bool()>& cancelled) {
  std::vector<absl::StatusOr<store::PreparedDocument>> results(
      documents.size(),
      absl::StatusOr<store::PreparedDocument>(absl::UnknownError("not prepared")));
  const extract::ChromeSnapshot chrome = store_->CurrentView()->chrome();
  Countdown countdown(documents.size());
  {
    base::MutexLock lock(&mutex_);
    for (size_t i = 0; i < documents.size(); ++i) {
      tasks_.emplace_back([this, &results, &documents, &chrome, &cancelled, &countdown, i] {
        if (cancelled && cancelled()) {
          results[i] = absl::CancelledError("given up by the caller");
        } else {
          results[i] = PrepareCounted(std::move(documents[i]), chrome);
        }
        countdown.Done();
      });
    }
  }
  has_work_.NotifyAll();
  if (!results.empty()) countdown.Wait();
  return results;
}

void Preparer::Work() {
  while (true) {
    std::function<void()> task;
    {
      base::MutexLock lock(&mutex_);
      while (tasks_.empty() && !stopping_) has_work_.Wait(&mutex_);
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
  }
}

absl::StatusOr<store::PreparedDocument> Preparer::PrepareCounted(
    v1::IngestDocument document, const extract::ChromeSnapshot& chrome) const {
  const base::Stopwatch stopwatch;
  absl::StatusOr<store::PreparedDocument> prepared = Prepare(std::move(document), chrome);
  metrics_->Took(IngestStage::kAnalyze, stopwatch.elapsed());
  metrics_->CameOut(IngestStage::kAnalyze,
                    !prepared.ok()                                              ? "invalid"
                    : std::holds_alternative<store::PreparedRefusal>(*prepared) ? "refused"
                                                                                : "taken");
  return prepared;
}

absl::StatusOr<store::PreparedDocument> Preparer::Prepare(
    v1::IngestDocument document, const extract::ChromeSnapshot& chrome) const {
  if (!document.has_position()) return PreparePayload(std::move(document), chrome);
  absl::StatusOr<store::FilePosition> position = rpc::PositionFromMessage(document.position());
  if (!position.ok()) return rpc::WithinField(position.status(), "position");
  absl::StatusOr<store::PreparedDocument> prepared = PreparePayload(std::move(document), chrome);
  if (!prepared.ok()) {
    prepared = store::PrepareUnread(absl::StrCat(position->path, "#", position->number),
                                    prepared.status(), analyzer_->version());
  }
  store::SetPosition(*std::move(position), &*prepared);
  return prepared;
}

absl::StatusOr<store::PreparedDocument> Preparer::PreparePayload(
    v1::IngestDocument document, const extract::ChromeSnapshot& chrome) const {
  switch (document.payload_case()) {
    case v1::IngestDocument::kRaw: {
      KHOTIN_ASSIGN_OR_RETURN(extract::RawDocument raw,
                              rpc::RawFromMessage(std::move(*document.mutable_raw())));
      return store::PrepareDocument(*analyzer_, chrome, std::move(raw));
    }
    case v1::IngestDocument::kAnalyzed: {
      KHOTIN_ASSIGN_OR_RETURN(analysis::AnalyzedArticle analyzed,
                              rpc::AnalyzedFromMessage(std::move(*document.mutable_analyzed())));
      analyzed.names = analyzer_->names();
      return store::PrepareAnalyzed(std::move(analyzed));
    }
    case v1::IngestDocument::kUnread:
      return store::PrepareUnread(document.unread().input(),
                                  rpc::StatusOf(document.unread().error()), analyzer_->version());
    case v1::IngestDocument::PAYLOAD_NOT_SET:
      break;
  }
  return absl::InvalidArgumentError("a document without payload");
}

}  // namespace khotin::server
