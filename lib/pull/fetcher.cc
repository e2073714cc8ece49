#include "pull/fetcher.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "extract/content_coding.h"
#include "extract/http_payload.h"
#include "pull/http_date.h"

namespace khotin::pull {
namespace {

// Asked again so often in one run when the host says after how long.
constexpr int kMaxRetries = 2;

bool IsTransient(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

std::string StatusText(const HttpResponse& response) {
  return absl::StrCat("HTTP ", response.status, response.reason.empty() ? "" : " ",
                      response.reason);
}

// When the host wants to be asked again; InfinitePast() when it does not say.
absl::Time RetryTime(const HttpResponse& response, absl::Time now) {
  if (response.status != 429 && response.status != 503) return absl::InfinitePast();
  const absl::string_view value = extract::HeaderValue(response.headers, "Retry-After");
  int64_t seconds = 0;
  if (absl::SimpleAtoi(value, &seconds) && seconds >= 0) {
    return now + std::min(absl::Seconds(seconds), kMaxPutOff);
  }
  const absl::Time time = ParseHttpDate(value);
  if (time == absl::InfinitePast() && response.status == 429) return now + kDefaultPutOff;
  return std::min(time, now + kMaxPutOff);
}

FetchResult Result(FetchOutcome outcome, absl::string_view reason, const Url& url) {
  FetchResult result;
  result.outcome = outcome;
  result.reason = std::string(reason);
  result.url = url;
  return result;
}

// From any response to what it means.
FetchResult Judge(FetchResult result) {
  const int status = result.response.status;
  if (result.outcome != FetchOutcome::kOk || (status >= 200 && status < 300)) return result;
  if (status == 304) {
    result.outcome = FetchOutcome::kUnchanged;
    return result;
  }
  const bool transient = status >= 500 || status == 408;
  result.outcome = transient ? FetchOutcome::kTransient : FetchOutcome::kFailed;
  result.reason = StatusText(result.response);
  return result;
}

}  // namespace

std::string RedirectTarget(const HttpResponse& response) {
  switch (response.status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return std::string(extract::HeaderValue(response.headers, "Location"));
    default:
      return "";
  }
}

Fetcher::Fetcher(FetcherOptions options, HttpClient* client, Timer* timer)
    : options_(std::move(options)), client_(client), timer_(timer), gate_(timer) {}

FetchResult Fetcher::Fetch(const HttpRequest& request, absl::Duration delay) {
  absl::StatusOr<Url> url = ParseUrl(request.url);
  if (!url.ok()) return Result(FetchOutcome::kFailed, url.status().message(), Url());
  for (int redirects = 0;; ++redirects) {
    absl::Duration pause = delay;
    FetchResult result = Ask(*url, &pause);
    if (result.outcome != FetchOutcome::kOk) return result;
    result = FetchOne(request, *url, pause);
    const std::string target = RedirectTarget(result.response);
    if (result.outcome != FetchOutcome::kOk || target.empty()) return Judge(std::move(result));
    if (redirects == kMaxRedirects) {
      return Result(FetchOutcome::kFailed, absl::StrCat("over ", kMaxRedirects, " redirects"),
                    *url);
    }
    absl::StatusOr<Url> next = ResolveUrl(*url, target);
    if (!next.ok()) {
      return Result(FetchOutcome::kFailed, absl::StrCat("redirected to ", next.status().message()),
                    *url);
    }
    url = std::move(next);
  }
}

Fetcher::SiteRobots* Fetcher::RobotsOf(const std::string& origin) {
  base::MutexLock lock(&mutex_);
  std::unique_ptr<SiteRobots>& site = robots_[origin];
  if (site == nullptr) site = std::make_unique<SiteRobots>();
  return site.get();
}

FetchResult Fetcher::Ask(const Url& url, absl::Duration* delay) {
  SiteRobots* const site = RobotsOf(url.origin);
  base::MutexLock lock(&site->mutex);
  if (timer_->Now() >= site->expires) ReadRobots(url, *delay, site);
  if (timer_->stopped()) return Result(FetchOutcome::kStopped, "", url);
  if (site->failure.outcome != FetchOutcome::kOk) return site->failure;
  *delay = std::max(*delay, std::min(site->rules.crawl_delay(), kMaxCrawlDelay));
  return site->rules.Allows(url.target)
             ? Result(FetchOutcome::kOk, "", url)
             : Result(FetchOutcome::kRobots, "refused by robots.txt", url);
}

// A file that is not there (4xx) allows everything, one that nobody could get, for whatever reason,
// forbids everything for now (RFC 9309, 2.3.1). Too many requests (429) is no answer about the
// file.
void Fetcher::ReadRobots(const Url& url, absl::Duration delay, SiteRobots* site) {
  FetchResult result = Judge(FetchRobots(url, delay));
  const int status = result.response.status;
  site->rules = Robots();
  site->failure = Result(FetchOutcome::kOk, "", url);
  site->expires = timer_->Now() + kRobotsLifetime;
  if (result.outcome == FetchOutcome::kFailed && status >= 400 && status < 500) return;
  if (result.outcome == FetchOutcome::kOk) {
    const auto text =
        extract::DecodeContent(extract::HeaderValue(result.response.headers, "Content-Encoding"),
                               result.response.body, base::kMaxDocumentBytes);
    if (text.ok()) {
      site->rules = Robots::Parse(*text, options_.product_token);
      return;
    }
    result = Result(FetchOutcome::kTransient, text.status().message(), url);
  }
  const bool passes_on =
      result.outcome == FetchOutcome::kStopped || result.outcome == FetchOutcome::kPutOff;
  // "Unchanged" (304) to a request without a condition.
  if (result.outcome == FetchOutcome::kUnchanged) result.reason = StatusText(result.response);
  site->failure = Result(passes_on ? result.outcome : FetchOutcome::kRobotsFailed,
                         absl::StrCat("robots.txt: ", result.reason), url);
  site->failure.until = result.until;
  site->expires = timer_->Now() + kRobotsRetry;
}

FetchResult Fetcher::FetchRobots(const Url& url, absl::Duration delay) {
  absl::StatusOr<Url> at = ParseUrl(absl::StrCat(url.origin, "/robots.txt"));
  for (int redirects = 0; at.ok() && redirects <= kMaxRedirects; ++redirects) {
    HttpRequest request;
    request.max_bytes = base::kMaxDocumentBytes;
    FetchResult result = FetchOne(request, *at, delay);
    const std::string target = RedirectTarget(result.response);
    if (result.outcome != FetchOutcome::kOk || target.empty()) return result;
    at = ResolveUrl(*at, target);
  }
  return Result(FetchOutcome::kTransient,
                at.ok() ? absl::StrCat("over ", kMaxRedirects, " redirects")
                        : absl::StrCat("redirected to ", at.status().message()),
                url);
}

// One address, asked again where the host says when. kOk for any response but that.
FetchResult Fetcher::FetchOne(const HttpRequest& request, const Url& url, absl::Duration delay) {
  for (int retries = 0;; ++retries) {
    FetchResult result = AskHost(request, url, delay);
    if (result.outcome != FetchOutcome::kOk) return result;
    const absl::Time now = timer_->Now();
    const absl::Time retry = RetryTime(result.response, now);
    if (retry == absl::InfinitePast()) return result;
    gate_.PutOff(url.host, retry);
    if (retry <= now + kPatience && retries < kMaxRetries) continue;
    const bool soon = retry <= now + kPatience;
    result.outcome = soon ? FetchOutcome::kTransient : FetchOutcome::kPutOff;
    result.reason = StatusText(result.response);
    result.until = retry;
    return result;
  }
}

FetchResult Fetcher::AskHost(const HttpRequest& request, const Url& url, absl::Duration delay) {
  FetchResult result = Result(FetchOutcome::kOk, "", url);
  if (static_cast<size_t>(bytes_) >= options_.max_run_bytes) {
    result.outcome = FetchOutcome::kPutOff;
    result.reason = absl::StrCat("the run's ", options_.max_run_bytes, " bytes are spent");
    return result;
  }
  switch (gate_.Enter(url.host, kPatience, &result.until)) {
    case HostGate::Entry::kIn:
      break;
    case HostGate::Entry::kPutOff:
      result.outcome = FetchOutcome::kPutOff;
      result.reason =
          absl::StrCat("the host wants no requests before ",
                       absl::FormatTime(absl::RFC3339_sec, result.until, absl::UTCTimeZone()));
      return result;
    case HostGate::Entry::kStopped:
      result.outcome = FetchOutcome::kStopped;
      return result;
  }
  HttpRequest here = request;
  here.url = url.text;
  absl::StatusOr<HttpResponse> response = client_->Get(here);
  gate_.Leave(url.host, delay);
  if (response.ok()) {
    bytes_ += static_cast<int64_t>(response->body.size());
    result.response = *std::move(response);
    return result;
  }
  if (absl::IsResourceExhausted(response.status())) {
    bytes_ += static_cast<int64_t>(request.max_bytes);
  }
  result.reason = std::string(response.status().message());
  result.outcome = absl::IsCancelled(response.status()) ? FetchOutcome::kStopped
                   : IsTransient(response.status())     ? FetchOutcome::kTransient
                                                        : FetchOutcome::kFailed;
  return result;
}

}  // namespace khotin::pull
