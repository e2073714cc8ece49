#include "ingest/tally.h"

namespace khotin::ingest {

int64_t Counts::Documents() const {
  int64_t sum = refused + unfinished;
  for (const auto& [verdict, count] : taken) sum += count;
  return sum;
}

void Tally::AddBytes(size_t bytes) {
  base::MutexLock lock(&mutex_);
  counts_.bytes += static_cast<int64_t>(bytes);
}

void Tally::AddTaken(absl::string_view verdict) {
  base::MutexLock lock(&mutex_);
  ++counts_.taken[std::string(verdict)];
}

void Tally::AddRefused(absl::string_view message, bool is_kept) {
  base::MutexLock lock(&mutex_);
  ++counts_.refused;
  if (is_kept) ++counts_.kept;
  if (counts_.refusals.size() < kListedRefusals) counts_.refusals.emplace_back(message);
}

void Tally::AddUnfinished() {
  base::MutexLock lock(&mutex_);
  ++counts_.unfinished;
}

void Tally::AddCounted() {
  base::MutexLock lock(&mutex_);
  ++counts_.counted;
}

void Tally::ForgetUnfinished() {
  base::MutexLock lock(&mutex_);
  counts_.unfinished = 0;
}

void Tally::AddFileBytes(size_t bytes) {
  base::MutexLock lock(&mutex_);
  counts_.file_bytes += static_cast<int64_t>(bytes);
}

void Tally::SetTotalFileBytes(int64_t bytes) {
  base::MutexLock lock(&mutex_);
  counts_.total_file_bytes = bytes - skipped_bytes_;
}

void Tally::AddFileDone() {
  base::MutexLock lock(&mutex_);
  ++counts_.files_done;
}

void Tally::AddFileSkipped(int64_t bytes) {
  base::MutexLock lock(&mutex_);
  ++counts_.files_skipped;
  skipped_bytes_ += bytes;
  if (counts_.total_file_bytes.has_value()) *counts_.total_file_bytes -= bytes;
}

void Tally::AddFileFailed() {
  base::MutexLock lock(&mutex_);
  ++counts_.files_failed;
}

Counts Tally::Get() const {
  base::MutexLock lock(&mutex_);
  return counts_;
}

}  // namespace khotin::ingest
