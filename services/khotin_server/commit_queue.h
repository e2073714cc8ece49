// Commits from many callers as few batches: one sync to disk serves all that wait.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_COMMIT_QUEUE_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_COMMIT_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "base/clock.h"
#include "base/mutex.h"
#include "base/stopwatch.h"
#include "ingest_metrics.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe; commits in the order of submission.
class CommitQueue {
 public:
  using Results = absl::StatusOr<std::vector<store::CommitResult>>;

  // `store`, `clock` and `metrics` must outlive the queue.
  CommitQueue(store::Store* store, const base::Clock* clock, IngestMetrics* metrics);
  // Commits what has been submitted, then ends.
  ~CommitQueue();
  CommitQueue(const CommitQueue&) = delete;
  CommitQueue& operator=(const CommitQueue&) = delete;

  // Waits while too much is queued. `done` runs on the queue's thread, once the documents are
  // durable or the commit has failed: it must not block. REQUIRES: !documents.empty().
  void Submit(std::vector<store::PreparedDocument> documents, std::function<void(Results)> done);

  // As Submit, and waits for the results.
  Results Commit(std::vector<store::PreparedDocument> documents);

  // Documents that wait.
  size_t depth() const;

  // Documents that were committed with that verdict since the queue began.
  int64_t CountOf(store::Verdict verdict) const;

 private:
  struct Submission {
    std::vector<store::PreparedDocument> documents;
    std::function<void(Results)> done;
    base::Stopwatch waited;
  };

  void Work();
  std::vector<Submission> TakeBatch();
  void CommitBatch(std::vector<Submission> batch);
  void Count(const Results& results, size_t documents);

  store::Store* const store_;
  const base::Clock* const clock_;
  IngestMetrics* const metrics_;
  mutable base::Mutex mutex_;
  base::CondVar has_work_;
  base::CondVar has_room_;
  std::deque<Submission> queue_ ABSL_GUARDED_BY(mutex_);
  size_t depth_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<store::Verdict, int64_t> verdicts_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_COMMIT_QUEUE_H_
