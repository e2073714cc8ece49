// What is remembered of a feed or sitemap from run to run.
#ifndef KHOTIN_PULL_LISTING_STATE_H_
#define KHOTIN_PULL_LISTING_STATE_H_

#include <string>

#include "absl/time/time.h"
#include "pull/fetcher.h"

namespace khotin::pull {

// A listing that fails is asked for again after this, doubled with each failure up to the maximum.
inline constexpr absl::Duration kFirstBackoff = absl::Minutes(15);
inline constexpr absl::Duration kMaxBackoff = absl::Hours(24);

struct ListingState {
  // Those of the last response whose entries are all pending or seen; sent with the next request.
  std::string etag;
  std::string last_modified;
  absl::Time last_attempt = absl::InfinitePast();
  absl::Time last_success = absl::InfinitePast();
  int failures = 0;                              // since then
  absl::Time not_before = absl::InfinitePast();  // the next attempt

  // Those of `result`, which is kOk or kUnchanged.
  void TakeValidators(const FetchResult& result);
  void ForgetValidators();

  void Succeed(absl::Time now);
  void Fail(absl::Time now);

  // "put off after 4 failures until 2024-05-06T14:53:20Z".
  std::string PutOffText() const;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_LISTING_STATE_H_
