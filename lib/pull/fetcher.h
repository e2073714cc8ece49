// Fetches as a well-behaved crawler does: robots.txt, pauses, redirects, Retry-After, limits.
#ifndef KHOTIN_PULL_FETCHER_H_
#define KHOTIN_PULL_FETCHER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "base/mutex.h"
#include "pull/host_gate.h"
#include "pull/http_client.h"
#include "pull/robots.h"
#include "pull/timer.h"
#include "pull/url.h"

namespace khotin::pull {

// robots.txt is asked for again after so long (RFC 9309, 2.4 allows no more), and so long after a
// server could not give it.
inline constexpr absl::Duration kRobotsLifetime = absl::Hours(24);
inline constexpr absl::Duration kRobotsRetry = absl::Hours(1);
// A longer Crawl-delay counts as this.
inline constexpr absl::Duration kMaxCrawlDelay = absl::Seconds(60);
// A Retry-After up to this is waited for; a longer one puts the host off to a later run, for a day
// at most.
inline constexpr absl::Duration kPatience = absl::Seconds(60);
inline constexpr absl::Duration kMaxPutOff = absl::Hours(24);
// What "too many requests" (429) without Retry-After counts as.
inline constexpr absl::Duration kDefaultPutOff = absl::Minutes(15);
inline constexpr int kMaxRedirects = 5;

enum class FetchOutcome {
  kOk,            // `response` is 2xx
  kUnchanged,     // 304; `response` has its headers
  kRobots,        // robots.txt forbids it
  kPutOff,        // not now: `until` says when, or InfinitePast() when the run's bytes are spent
  kRobotsFailed,  // nobody knows what robots.txt says: everything is forbidden for now
  kTransient,     // failed; may go well another time
  kFailed,        // failed for good
  kStopped,       // the run is to end
};

struct FetchResult {
  FetchOutcome outcome = FetchOutcome::kStopped;
  std::string reason;  // of everything but kOk and kUnchanged
  Url url;             // the last one that was asked, behind all redirects
  absl::Time until = absl::InfinitePast();
  HttpResponse response;
};

struct FetcherOptions {
  std::string product_token;  // by which robots.txt names the crawler
  size_t max_run_bytes = 0;   // of all bodies together
};

// Thread-safe.
class Fetcher {
 public:
  // `client` and `timer` outlive this.
  Fetcher(FetcherOptions options, HttpClient* client, Timer* timer);

  // `request.url` is any text; validators count for the address that answers. `delay` is the pause
  // behind each request, or the host's Crawl-delay when that is longer.
  FetchResult Fetch(const HttpRequest& request, absl::Duration delay);

  // The host is not asked before `until`, as it has said in an earlier run.
  void PutOff(const std::string& host, absl::Time until) { gate_.PutOff(host, until); }

  int64_t bytes() const { return bytes_; }

 private:
  struct SiteRobots {
    base::Mutex mutex;
    Robots rules ABSL_GUARDED_BY(mutex);
    // Why there are no rules; kOk when there are.
    FetchResult failure ABSL_GUARDED_BY(mutex);
    absl::Time expires ABSL_GUARDED_BY(mutex) = absl::InfinitePast();
  };

  SiteRobots* RobotsOf(const std::string& origin);
  // kOk with the pause to keep, or why `url` must not be asked for.
  FetchResult Ask(const Url& url, absl::Duration* delay);
  void ReadRobots(const Url& url, absl::Duration delay, SiteRobots* site)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(site->mutex);
  FetchResult FetchRobots(const Url& url, absl::Duration delay);
  FetchResult FetchOne(const HttpRequest& request, const Url& url, absl::Duration delay);
  FetchResult AskHost(const HttpRequest& request, const Url& url, absl::Duration delay);

  const FetcherOptions options_;
  HttpClient* const client_;
  Timer* const timer_;
  HostGate gate_;
  std::atomic<int64_t> bytes_{0};
  base::Mutex mutex_;
  // By origin; none goes away.
  std::map<std::string, std::unique_ptr<SiteRobots>> robots_ ABSL_GUARDED_BY(mutex_);
};

// The address a redirect leads to; empty when `response` is none.
std::string RedirectTarget(const HttpResponse& response);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_FETCHER_H_
