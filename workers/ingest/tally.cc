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

void Tally::AddRefused(absl::string_view message) {
  base::MutexLock lock(&mutex_);
  ++counts_.refused;
  if (counts_.refusals.size() < kListedRefusals) counts_.refusals.emplace_back(message);
}

void Tally::AddUnfinished() {
  base::MutexLock lock(&mutex_);
  ++counts_.unfinished;
}

Counts Tally::Get() const {
  base::MutexLock lock(&mutex_);
  return counts_;
}

}  // namespace khotin::ingest
