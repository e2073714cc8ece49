#include "ingest/backoff.h"

#include <algorithm>

namespace khotin::ingest {
namespace {

constexpr absl::Duration kShortest = absl::Seconds(1);
constexpr absl::Duration kLongest = absl::Minutes(1);
constexpr int kDoublings = 6;

}  // namespace

absl::optional<absl::Duration> Backoff::Next(absl::Time now) {
  if (failures_ == 0) first_ = now;
  const absl::Duration left = limit_ - (now - first_);
  if (left <= absl::ZeroDuration()) return absl::nullopt;
  const absl::Duration whole =
      std::min(kLongest, kShortest * (int64_t{1} << std::min(failures_, kDoublings)));
  ++failures_;
  std::uniform_real_distribution<double> share(0.5, 1.0);
  return std::min(left, whole * share(random_));
}

void Backoff::Reset() { failures_ = 0; }

}  // namespace khotin::ingest
