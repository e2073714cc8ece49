// What is remembered of one source from run to run.
#ifndef KHOTIN_PULL_SOURCE_STATE_H_
#define KHOTIN_PULL_SOURCE_STATE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "pull/listing_state.h"

namespace khotin::pull {

// Pages without a date are no longer waited for after so long, nor are any that were put off all
// the time.
inline constexpr absl::Duration kPendingLifetime = absl::Hours(24 * 30);

// A page that was listed and is still to be fetched.
struct PendingPage {
  std::string url;
  absl::Time date = absl::InfinitePast();  // as ListingEntry::date
  absl::Time listed;                       // when it was first seen in a listing
  int attempts = 0;                        // that failed
  // Since when it is put off (put_offs.h); absl::InfinitePast() when it is not.
  absl::Time put_off = absl::InfinitePast();
};

// Times are kept to the second. Not thread-safe.
class SourceState {
 public:
  static constexpr size_t kMaxPending = 10000;
  // Twice what a run reads of listings (source_puller.h), so that what is forgotten is not listed
  // any more.
  static constexpr size_t kMaxSeen = 200000;
  // Listings that nobody asked for in so long are forgotten.
  static constexpr absl::Duration kListingLifetime = absl::Hours(24 * 30);

  // An empty state when there is no file. DATA_LOSS, naming it, for a file that is damaged or of a
  // newer version.
  static absl::StatusOr<SourceState> Load(const std::string& path);

  // Replaces the file at once (durable_file.h), without what is out of date at `now`.
  absl::Status Save(const std::string& path, absl::Time now);

  // True when the page was dealt with. That it is listed at `now` keeps it from being forgotten.
  bool Seen(absl::string_view url, absl::Time now);
  void MarkSeen(absl::string_view url, absl::Time now);

  std::string filters;                           // which pages were wanted when the validators came
  std::map<std::string, ListingState> listings;  // by address
  std::vector<PendingPage> pending;
  std::map<std::string, absl::Time> hosts;  // that want no requests before

 private:
  void Forget(absl::Time now);

  // By a hash of the address: when it was last listed or fetched, in Unix seconds.
  absl::flat_hash_map<std::string, int64_t> seen_;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_SOURCE_STATE_H_
