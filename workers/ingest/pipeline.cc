#include "ingest/pipeline.h"

#include <deque>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "base/mutex.h"

namespace khotin::ingest {
namespace {

// A document and its name, before anything is made of them.
constexpr size_t kItemOverhead = 512;

struct Slot {
  SourceItem item;
  size_t bytes = 0;
  Delivery delivery;  // empty until prepared
};

class Pipeline {
 public:
  Pipeline(const PipelineOptions& options, NextItem next, PrepareItem prepare)
      : options_(options), next_(std::move(next)), prepare_(std::move(prepare)) {}

  absl::Status Run();

 private:
  void ReadAll();
  bool Put(SourceItem item);
  void PrepareAll();
  Slot* TakeUnprepared();
  absl::Status DeliverAll();
  std::unique_ptr<Slot> TakePrepared();
  void Release(size_t bytes);
  void Stop();
  bool HasRoomFor(size_t bytes) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const PipelineOptions options_;
  const NextItem next_;
  const PrepareItem prepare_;

  base::Mutex mutex_;
  base::CondVar room_;                                               // for the reader
  base::CondVar unprepared_;                                         // for the preparing threads
  base::CondVar prepared_;                                           // for the delivering thread
  std::deque<std::unique_ptr<Slot>> slots_ ABSL_GUARDED_BY(mutex_);  // in input order
  size_t taken_ ABSL_GUARDED_BY(mutex_) = 0;  // slots from the front that are being prepared
  size_t documents_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
};

bool Pipeline::HasRoomFor(size_t bytes) const {
  if (documents_ == 0) return true;
  return documents_ < options_.max_documents && bytes_ + bytes <= options_.max_bytes;
}

void Pipeline::ReadAll() {
  while (true) {
    absl::optional<SourceItem> item = next_();
    if (!item.has_value() || !Put(std::move(*item))) break;
  }
  base::MutexLock lock(&mutex_);
  ended_ = true;
  unprepared_.NotifyAll();
  prepared_.NotifyAll();
}

bool Pipeline::Put(SourceItem item) {
  size_t bytes = kItemOverhead;
  if (item.document.ok()) bytes += item.document->content.size();
  base::MutexLock lock(&mutex_);
  while (!stopped_ && !HasRoomFor(bytes)) room_.Wait(&mutex_);
  if (stopped_) return false;
  slots_.push_back(std::make_unique<Slot>(Slot{std::move(item), bytes, {}}));
  ++documents_;
  bytes_ += bytes;
  unprepared_.NotifyOne();
  return true;
}

Slot* Pipeline::TakeUnprepared() {
  base::MutexLock lock(&mutex_);
  while (!stopped_ && !ended_ && taken_ == slots_.size()) unprepared_.Wait(&mutex_);
  if (stopped_ || taken_ == slots_.size()) return nullptr;
  return slots_[taken_++].get();
}

void Pipeline::PrepareAll() {
  while (Slot* slot = TakeUnprepared()) {
    Delivery delivery = prepare_(std::move(slot->item));
    base::MutexLock lock(&mutex_);
    slot->delivery = std::move(delivery);
    if (slot == slots_.front().get()) prepared_.NotifyOne();
  }
}

std::unique_ptr<Slot> Pipeline::TakePrepared() {
  base::MutexLock lock(&mutex_);
  while (slots_.empty() ? !ended_ : !slots_.front()->delivery) prepared_.Wait(&mutex_);
  if (slots_.empty()) return nullptr;
  std::unique_ptr<Slot> slot = std::move(slots_.front());
  slots_.pop_front();
  --taken_;
  return slot;
}

void Pipeline::Release(size_t bytes) {
  base::MutexLock lock(&mutex_);
  --documents_;
  bytes_ -= bytes;
  room_.NotifyOne();
}

absl::Status Pipeline::DeliverAll() {
  while (std::unique_ptr<Slot> slot = TakePrepared()) {
    const absl::Status status = slot->delivery();
    if (!status.ok()) return status;
    const size_t bytes = slot->bytes;
    slot.reset();
    Release(bytes);
  }
  return absl::OkStatus();
}

void Pipeline::Stop() {
  base::MutexLock lock(&mutex_);
  stopped_ = true;
  room_.NotifyAll();
  unprepared_.NotifyAll();
}

absl::Status Pipeline::Run() {
  std::thread reader([this] { ReadAll(); });
  std::vector<std::thread> preparers;
  preparers.reserve(static_cast<size_t>(options_.jobs));
  for (int i = 0; i < options_.jobs; ++i) preparers.emplace_back([this] { PrepareAll(); });
  absl::Status status = DeliverAll();
  Stop();
  reader.join();
  for (std::thread& thread : preparers) thread.join();
  return status;
}

}  // namespace

absl::Status RunPipeline(const PipelineOptions& options, NextItem next, PrepareItem prepare) {
  return Pipeline(options, std::move(next), std::move(prepare)).Run();
}

}  // namespace khotin::ingest
