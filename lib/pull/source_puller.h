// One run over one source: its listings, then its pages, into archives.
#ifndef KHOTIN_PULL_SOURCE_PULLER_H_
#define KHOTIN_PULL_SOURCE_PULLER_H_

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "pull/fetcher.h"
#include "pull/listing.h"
#include "pull/put_offs.h"
#include "pull/report.h"
#include "pull/source_state.h"
#include "pull/sources.h"
#include "pull/timer.h"
#include "pull/warc_writer.h"

namespace khotin::pull {

// Entries read of all listings of a source in one run, and listings asked for, sitemaps of sitemap
// indexes among them.
inline constexpr size_t kMaxEntriesPerRun = 100000;
inline constexpr size_t kMaxListingsPerRun = 1000;
// Sitemap indexes within each other.
inline constexpr int kMaxIndexDepth = 3;
// A page that fails for now is asked for in so many runs.
inline constexpr int kMaxAttempts = 5;
// After so many failures without a success between them the source's other pages wait.
inline constexpr int kMaxFailuresInARow = 5;
// An archive is finished, and the state saved, at so many pages or bytes: no more than that is
// fetched again after a kill.
inline constexpr int64_t kArchivePages = 200;
inline constexpr int64_t kArchiveBytes = int64_t{64} << 20;

struct SourceFiles {
  std::string state;           // path of the state file
  std::string archive_prefix;  // path; "NUMBER.warc.gz" is put behind it
};

// Call Run once. Not thread-safe.
class SourcePuller {
 public:
  // All outlive this.
  SourcePuller(const Source& source, const PullSettings& settings, SourceFiles files,
               Fetcher* fetcher, Timer* timer);

  SourceReport Run();

 private:
  struct Queued {
    std::string url;
    int depth = 0;
  };

  absl::Status RunAll();
  void ForgetOldFilters();
  void PullListings();
  void PullListing(const Queued& queued);
  void ReadListing(const Queued& queued, const FetchResult& result, ListingState* state);
  // True when all entries are pending, seen or not wanted.
  bool AddEntries(const Queued& queued, const Url& base, const Listing& listing);
  bool AddPage(const Url& base, const ListingEntry& entry);
  bool IsWanted(const std::string& url) const;
  void FailListing(const std::string& url, absl::string_view reason, ListingState* state);

  void DropOldPages();
  absl::Status PullPages();
  bool MayAsk() const;
  absl::Status PullPage(PendingPage* page, bool* keep);
  absl::Status TakeAnswer(const FetchResult& result, PendingPage* page, bool* keep);
  void TakePutOff(const FetchResult& result, PendingPage* page, bool* keep);
  absl::Status Store(const PendingPage& page, const FetchResult& result);
  void PutOffPage(PendingPage* page, bool* keep);
  void FailPage(const FetchResult& result, PendingPage* page, bool* keep);
  void WaitFor(const FetchResult& result);
  absl::Status OpenArchive();
  absl::Status Checkpoint();

  const Source& source_;
  const PullSettings& settings_;
  const SourceFiles files_;
  Fetcher* const fetcher_;
  Timer* const timer_;

  absl::Time oldest_;  // a page with an earlier date is not wanted
  SourceState state_;
  SourceReport report_;
  std::deque<Queued> queue_;
  absl::flat_hash_set<std::string> queued_;   // addresses of all listings of this run
  absl::flat_hash_set<std::string> pending_;  // addresses of state_.pending
  size_t entries_ = 0;
  int asked_ = 0;  // pages
  int failures_in_a_row_ = 0;
  bool bytes_spent_ = false;
  PutOffs put_offs_;
  int archive_number_ = 0;
  std::unique_ptr<WarcWriter> archive_;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_SOURCE_PULLER_H_
