#include "store/index_keeper.h"

#include <utility>

#include "base/status.h"

namespace khotin::store {

IndexKeeper::IndexKeeper(std::shared_ptr<Database> database, IndexOwner* owner, bool own_threads)
    : database_(std::move(database)), owner_(owner) {
  if (!own_threads) return;
  merger_ = std::make_unique<BackgroundThread>([this] { return StepInBackground(false); });
  flusher_ = std::make_unique<BackgroundThread>([this] { return StepInBackground(true); });
}

IndexKeeper::~IndexKeeper() {
  stopping_.store(true);
  flusher_.reset();  // wakes the other one
  merger_.reset();
}

void IndexKeeper::WakeFlusher() {
  if (flusher_ != nullptr) flusher_->Wake();
}

void IndexKeeper::WakeMerger() {
  if (merger_ != nullptr) merger_->Wake();
}

absl::Status IndexKeeper::Finish(const CancelPoll& cancelled) {
  for (const bool flush : {true, false}) {
    bool more = true;
    while (more) {
      if (cancelled()) return absl::CancelledError("the index work was cancelled");
      KHOTIN_ASSIGN_OR_RETURN(more, Step(flush, cancelled));
    }
  }
  return absl::OkStatus();
}

IndexWork IndexKeeper::work() const {
  base::MutexLock lock(&work_mutex_);
  return work_;
}

absl::StatusOr<bool> IndexKeeper::Step(bool flush, const CancelPoll& cancelled) {
  base::MutexLock lock(flush ? &flush_mutex_ : &merge_mutex_);
  absl::StatusOr<bool> more = Run(flush, cancelled);
  if (absl::IsCancelled(more.status()) || (more.ok() && !*more)) return more;
  base::MutexLock work_lock(&work_mutex_);
  work_.error = more.status();
  return more;
}

absl::StatusOr<bool> IndexKeeper::Run(bool flush, const CancelPoll& cancelled) {
  const absl::optional<IndexJob> job = owner_->PlanJob(flush);
  if (!job.has_value()) return false;
  const auto count = [&](int running, uint64_t documents) {
    base::MutexLock lock(&work_mutex_);
    if (flush) return;
    work_.merges_running += running;
    work_.merged_documents += static_cast<int64_t>(documents);
  };
  count(1, 0);
  absl::StatusOr<WrittenSegment> written = WriteJob(*job, database_, cancelled);
  const absl::Status status =
      written.ok() ? owner_->InstallJob(*job, *std::move(written)) : written.status();
  count(-1, status.ok() ? job->documents() : 0);
  KHOTIN_RETURN_IF_ERROR(status);
  return true;
}

bool IndexKeeper::StepInBackground(bool flush) {
  // A flush is short, and what it writes need not be indexed again at the next start.
  const CancelPoll cancelled = [this, flush] { return !flush && stopping_.load(); };
  if (cancelled()) return false;
  const absl::StatusOr<bool> more = Step(flush, cancelled);
  if (!more.ok() || !*more) return false;
  if (flush) WakeMerger();
  return true;
}

}  // namespace khotin::store
