#include "commit_queue.h"

#include <iterator>
#include <memory>
#include <utility>

namespace khotin::server {
namespace {

constexpr size_t kMaxQueuedDocuments = 4096;
constexpr size_t kMaxBatchDocuments = 512;

}  // namespace

CommitQueue::CommitQueue(store::Store* store, const base::Clock* clock)
    : store_(store), clock_(clock), thread_([this] { Work(); }) {}

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
    queue_.push_back({std::move(documents), std::move(done)});
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

void CommitQueue::Count(const Results& results) {
  if (!results.ok()) return;
  base::MutexLock lock(&mutex_);
  for (const store::CommitResult& result : *results) ++verdicts_[result.verdict];
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
    sizes.push_back(submission.documents.size());
    std::move(submission.documents.begin(), submission.documents.end(),
              std::back_inserter(documents));
  }
  const Results results = store_->Commit(std::move(documents), clock_->Now());
  Count(results);
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
