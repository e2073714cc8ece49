#include "commit_queue.h"

#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "rpc/convert.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxQueuedDocuments = 4096;
constexpr size_t kMaxBatchDocuments = 512;

std::string VerdictLabel(store::Verdict verdict) {
  return absl::AsciiStrToLower(rpc::VerdictName(static_cast<v1::Verdict>(verdict)));
}

}  // namespace

CommitQueue::CommitQueue(store::Store* store, const base::Clock* clock, IngestMetrics* metrics)
    : store_(store), clock_(clock), metrics_(metrics), thread_([this] { Work(); }) {}

CommitQueue::~CommitQueue() {
  {
    base::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  has_work_.NotifyAll();
  thread_.join();
}

void CommitQueue::Submit(std::vector<store::PreparedDocument> documents,
                         std::function<void(Results)> done) {
  {
    base::MutexLock lock(&mutex_);
    while (depth_ >= kMaxQueuedDocuments) has_room_.Wait(&mutex_);
    depth_ += documents.size();
    queue_.push_back({std::move(documents), std::move(done), base::Stopwatch()});
  }
  has_work_.NotifyOne();
}

CommitQueue::Results CommitQueue::Commit(std::vector<store::PreparedDocument> documents) {
  base::Mutex mutex;
  base::CondVar ready;
  std::unique_ptr<Results> results;
  Submit(std::move(documents), [&](Results committed) {
    base::MutexLock lock(&mutex);
    results = std::make_unique<Results>(std::move(committed));
    ready.NotifyAll();
  });
  base::MutexLock lock(&mutex);
  while (results == nullptr) ready.Wait(&mutex);
  return *std::move(results);
}

size_t CommitQueue::depth() const {
  base::MutexLock lock(&mutex_);
  return depth_;
}

int64_t CommitQueue::CountOf(store::Verdict verdict) const {
  base::MutexLock lock(&mutex_);
  const auto found = verdicts_.find(verdict);
  return found == verdicts_.end() ? 0 : found->second;
}

void CommitQueue::Count(const Results& results, size_t documents) {
  if (!results.ok()) {
    metrics_->CameOut(IngestStage::kCommit, "failed", documents);
    return;
  }
  std::map<store::Verdict, int64_t> verdicts;
  for (const store::CommitResult& result : *results) ++verdicts[result.verdict];
  for (const auto& [verdict, count] : verdicts) {
    metrics_->CameOut(IngestStage::kCommit, VerdictLabel(verdict), static_cast<size_t>(count));
  }
  base::MutexLock lock(&mutex_);
  for (const auto& [verdict, count] : verdicts) verdicts_[verdict] += count;
}

void CommitQueue::Work() {
  while (true) {
    std::vector<Submission> batch = TakeBatch();
    if (batch.empty()) return;
    has_room_.NotifyAll();
    CommitBatch(std::move(batch));
  }
}

// Empty when the queue has ended.
std::vector<CommitQueue::Submission> CommitQueue::TakeBatch() {
  base::MutexLock lock(&mutex_);
  while (queue_.empty() && !stopping_) has_work_.Wait(&mutex_);
  std::vector<Submission> batch;
  size_t documents = 0;
  while (!queue_.empty() &&
         (batch.empty() || documents + queue_.front().documents.size() <= kMaxBatchDocuments)) {
    documents += queue_.front().documents.size();
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  depth_ -= documents;
  return batch;
}

void CommitQueue::CommitBatch(std::vector<Submission> batch) {
  std::vector<store::PreparedDocument> documents;
  std::vector<size_t> sizes;
  for (Submission& submission : batch) {
    metrics_->Took(IngestStage::kQueue, submission.waited.elapsed());
    sizes.push_back(submission.documents.size());
    std::move(submission.documents.begin(), submission.documents.end(),
              std::back_inserter(documents));
  }
  const size_t count = documents.size();
  const base::Stopwatch stopwatch;
  const Results results = store_->Commit(std::move(documents), clock_->Now());
  metrics_->Took(IngestStage::kCommit, stopwatch.elapsed());
  Count(results, count);
  size_t begin = 0;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (!results.ok()) {
      batch[i].done(results.status());
      continue;
    }
    const auto first = results->begin() + static_cast<std::ptrdiff_t>(begin);
    batch[i].done(
        std::vector<store::CommitResult>(first, first + static_cast<std::ptrdiff_t>(sizes[i])));
    begin += sizes[i];
  }
}

}  // namespace khotin::server
