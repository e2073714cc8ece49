// Runs the index's jobs (index_upkeep.h): on two threads of its own, or when asked.
#ifndef KHOTIN_STORE_INDEX_KEEPER_H_
#define KHOTIN_STORE_INDEX_KEEPER_H_

#include <atomic>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "base/mutex.h"
#include "store/background_thread.h"
#include "store/database.h"
#include "store/index_upkeep.h"

namespace khotin::store {

// Whoever holds the index's state. Both functions take the writer's lock for a short time.
class IndexOwner {
 public:
  virtual ~IndexOwner() = default;
  virtual absl::optional<IndexJob> PlanJob(bool flush) = 0;
  // Makes the new segment durable and visible. OK also when the job's inputs are no longer there.
  virtual absl::Status InstallJob(const IndexJob& job, WrittenSegment written) = 0;
};

struct IndexWork {
  int merges_running = 0;
  int64_t merged_documents = 0;  // by merges that were completed, since the keeper was made
  absl::Status error;            // of the newest job; OK once one went well
};

// Thread-safe. Flushes have a thread of their own: they must not wait behind a long merge, as the
// documents in memory wait for them.
class IndexKeeper {
 public:
  // `owner` must outlive the keeper. Without threads of its own it works within Finish only.
  IndexKeeper(std::shared_ptr<Database> database, IndexOwner* owner, bool own_threads);
  // Breaks a merge off; a flush that is being written is ended.
  ~IndexKeeper();

  // A flush, or a merge, may be due. Neither waits. One that failed is tried again with the next
  // call.
  void WakeFlusher();
  void WakeMerger();

  // Runs what is due on the calling thread until nothing is, waiting for a job that a thread of the
  // keeper's is at. CANCELLED, or the error of the first job that failed.
  absl::Status Finish(const CancelPoll& cancelled);

  IndexWork work() const;

 private:
  // One job, if one is due: true when there was one.
  absl::StatusOr<bool> Step(bool flush, const CancelPoll& cancelled);
  absl::StatusOr<bool> Run(bool flush, const CancelPoll& cancelled);
  // For a thread: true when there may be more.
  bool StepInBackground(bool flush);

  const std::shared_ptr<Database> database_;
  IndexOwner* const owner_;
  std::atomic<bool> stopping_{false};
  // One flush and one merge at a time: held from the plan to the install.
  base::Mutex flush_mutex_;
  base::Mutex merge_mutex_;
  mutable base::Mutex work_mutex_;
  IndexWork work_ ABSL_GUARDED_BY(work_mutex_);
  std::unique_ptr<BackgroundThread> flusher_;
  std::unique_ptr<BackgroundThread> merger_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_KEEPER_H_
