// How long to wait before the next attempt.
#ifndef KHOTIN_INGEST_BACKOFF_H_
#define KHOTIN_INGEST_BACKOFF_H_

#include <cstdint>
#include <random>

#include "absl/time/time.h"
#include "absl/types/optional.h"

namespace khotin::ingest {

// Doubles from a second to a minute; of that, a random share between the half and the whole, so
// that workers that failed together do not come back together. Not thread-safe.
class Backoff {
 public:
  // Gives up once so long has passed since the first of a row of failures.
  Backoff(absl::Duration limit, uint64_t seed) : limit_(limit), random_(seed) {}

  // After a failure at `now`: how long to wait; nullopt when the time is up.
  absl::optional<absl::Duration> Next(absl::Time now);
  // After a success.
  void Reset();

 private:
  const absl::Duration limit_;
  std::mt19937_64 random_;
  int failures_ = 0;
  absl::Time first_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_BACKOFF_H_
