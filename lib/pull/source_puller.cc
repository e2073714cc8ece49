#include "pull/source_puller.h"

#include <unistd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/fault_point.h"
#include "base/status.h"
#include "base/version.h"
#include "extract/content_coding.h"
#include "extract/http_payload.h"
#include "extract/refusal.h"

namespace khotin::pull {
namespace {

absl::StatusOr<std::string> DecodedBody(const HttpResponse& response, size_t limit) {
  return extract::DecodeContent(extract::HeaderValue(response.headers, "Content-Encoding"),
                                response.body, limit);
}

bool Finds(const std::vector<std::shared_ptr<const RE2>>& patterns, const std::string& url) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&url](const auto& pattern) { return RE2::PartialMatch(url, *pattern); });
}

}  // namespace

SourcePuller::SourcePuller(const Source& source, const PullSettings& settings, SourceFiles files,
                           Fetcher* fetcher, Timer* timer)
    : source_(source),
      settings_(settings),
      files_(std::move(files)),
      fetcher_(fetcher),
      timer_(timer),
      oldest_(std::max(source.since, timer->Now() - source.max_age)) {
  report_.name = source.name;
}

SourceReport SourcePuller::Run() {
  report_.status = RunAll();
  report_.ended = timer_->Now();
  report_.counts.waiting = static_cast<int64_t>(state_.pending.size());
  return std::move(report_);
}

absl::Status SourcePuller::RunAll() {
  KHOTIN_ASSIGN_OR_RETURN(state_, SourceState::Load(files_.state));
  for (const auto& [host, until] : state_.hosts) fetcher_->PutOff(host, until);
  DropOldPages();
  for (const PendingPage& page : state_.pending) pending_.insert(page.url);
  ForgetOldFilters();
  PullListings();
  KHOTIN_RETURN_IF_ERROR(PullPages());
  return Checkpoint();
}

// Other filters want other pages of listings that have not changed.
void SourcePuller::ForgetOldFilters() {
  std::string filters = absl::StrCat(absl::FormatDuration(source_.max_age), " ",
                                     absl::FormatTime(source_.since, absl::UTCTimeZone()));
  for (const auto& pattern : source_.include) absl::StrAppend(&filters, "\n+", pattern->pattern());
  for (const auto& pattern : source_.exclude) absl::StrAppend(&filters, "\n-", pattern->pattern());
  if (filters == state_.filters) return;
  for (auto& [url, listing] : state_.listings) listing.ForgetValidators();
  state_.filters = std::move(filters);
}

void SourcePuller::PullListings() {
  for (const std::string& url : source_.listings) {
    if (queued_.insert(url).second) queue_.push_back({url, 0});
  }
  for (; !queue_.empty() && !timer_->stopped(); queue_.pop_front()) PullListing(queue_.front());
}

void SourcePuller::PullListing(const Queued& queued) {
  ListingState& state = state_.listings[queued.url];
  const absl::Time now = timer_->Now();
  state.last_attempt = now;
  if (state.not_before > now) {
    ++report_.counts.put_off;
    report_.AddProblem(queued.url, state.PutOffText());
    return;
  }
  ++report_.counts.listings;
  HttpRequest request;
  request.url = queued.url;
  request.etag = state.etag;
  request.last_modified = state.last_modified;
  request.max_bytes = settings_.max_listing_bytes;
  const FetchResult result = fetcher_->Fetch(request, source_.delay);
  switch (result.outcome) {
    case FetchOutcome::kOk:
    case FetchOutcome::kUnchanged:
      ReadListing(queued, result, &state);
      return;
    case FetchOutcome::kRobots:
      ++report_.counts.refused;
      report_.AddProblem(queued.url, result.reason);
      return;
    case FetchOutcome::kPutOff:
      ++report_.counts.put_off;
      report_.AddProblem(queued.url, result.reason);
      WaitFor(result);
      return;
    case FetchOutcome::kRobotsFailed:
    case FetchOutcome::kTransient:
    case FetchOutcome::kFailed:
      FailListing(queued.url, result.reason, &state);
      return;
    case FetchOutcome::kStopped:
      return;
  }
}

void SourcePuller::ReadListing(const Queued& queued, const FetchResult& result,
                               ListingState* state) {
  bool complete = true;
  if (result.outcome == FetchOutcome::kUnchanged) {
    ++report_.counts.listings_unchanged;
  } else {
    auto body = DecodedBody(result.response, settings_.max_listing_bytes);
    auto listing = body.ok() ? ParseListing(*body, settings_.max_listing_bytes) : body.status();
    if (!listing.ok()) {
      FailListing(queued.url, listing.status().message(), state);
      return;
    }
    const absl::Status& damage = listing->damage;
    // The sitemaps of an index may change while it does not: it is read every time.
    complete = AddEntries(queued, result.url, *listing) && !listing->is_index && damage.ok();
    if (listing->broken_off) {
      state->ForgetValidators();
      FailListing(queued.url, damage.message(), state);
      return;
    }
    // Asking less often would not make the other entries any better.
    if (!damage.ok()) report_.AddProblem(queued.url, damage.message());
  }
  state->TakeValidators(result);
  if (!complete) state->ForgetValidators();
  state->Succeed(timer_->Now());
}

bool SourcePuller::AddEntries(const Queued& queued, const Url& base, const Listing& listing) {
  bool all = true;
  for (const ListingEntry& entry : listing.entries) {
    if (++entries_ > kMaxEntriesPerRun) {
      report_.AddProblem(queued.url, absl::StrCat("the rest is left: over ", kMaxEntriesPerRun,
                                                  " entries in one run"));
      return false;
    }
    if (!listing.is_index) {
      all = AddPage(base, entry) && all;
      continue;
    }
    // A sitemap that was not changed since lists nothing newer.
    if (entry.date != absl::InfinitePast() && entry.date < oldest_) continue;
    const absl::StatusOr<Url> url = ResolveUrl(base, entry.url);
    if (!url.ok() || queued.depth >= kMaxIndexDepth || queued_.size() >= kMaxListingsPerRun) {
      report_.AddProblem(entry.url, url.ok() ? absl::string_view("left: too many sitemaps")
                                             : url.status().message());
      continue;
    }
    if (queued_.insert(url->text).second) queue_.push_back({url->text, queued.depth + 1});
  }
  return all;
}

bool SourcePuller::AddPage(const Url& base, const ListingEntry& entry) {
  const absl::Time now = timer_->Now();
  const absl::StatusOr<Url> url = ResolveUrl(base, entry.url);
  if (!url.ok() || !IsWanted(url->text)) {
    ++report_.counts.filtered;
    return true;
  }
  if (entry.date != absl::InfinitePast() && entry.date < oldest_) {
    ++report_.counts.too_old;
    return true;
  }
  if (state_.Seen(url->text, now) || pending_.contains(url->text)) return true;
  if (state_.pending.size() >= SourceState::kMaxPending) return false;
  pending_.insert(url->text);
  state_.pending.push_back({url->text, entry.date, now, 0});
  return true;
}

bool SourcePuller::IsWanted(const std::string& url) const {
  return (source_.include.empty() || Finds(source_.include, url)) && !Finds(source_.exclude, url);
}

void SourcePuller::FailListing(const std::string& url, absl::string_view reason,
                               ListingState* state) {
  ++report_.counts.listings_failed;
  report_.AddProblem(url, reason);
  state->Fail(timer_->Now());
}

// The sources file may have changed since they were listed.
void SourcePuller::DropOldPages() {
  const absl::Time forgotten = timer_->Now() - kPendingLifetime;
  std::vector<PendingPage> kept;
  kept.reserve(state_.pending.size());
  for (PendingPage& page : state_.pending) {
    const bool is_old =
        page.date == absl::InfinitePast() ? page.listed < forgotten : page.date < oldest_;
    if (!IsWanted(page.url)) {
      ++report_.counts.filtered;
    } else if (is_old) {
      ++report_.counts.too_old;
    } else {
      kept.push_back(std::move(page));
    }
  }
  state_.pending = std::move(kept);
}

// The newest first, those without a date last.
absl::Status SourcePuller::PullPages() {
  std::stable_sort(state_.pending.begin(), state_.pending.end(),
                   [](const PendingPage& a, const PendingPage& b) { return a.date > b.date; });
  std::vector<PendingPage> pages = std::exchange(state_.pending, {});
  absl::Status status;
  for (size_t i = 0; i < pages.size(); ++i) {
    bool keep = true;
    if (status.ok() && MayAsk()) status = PullPage(&pages[i], &keep);
    if (keep) state_.pending.push_back(std::move(pages[i]));
    if (archive_ == nullptr || !status.ok() ||
        (archive_->pages() < kArchivePages && archive_->bytes() < kArchiveBytes)) {
      continue;
    }
    // The state that is saved knows of the pages that are still to come.
    std::vector<PendingPage> kept = state_.pending;
    state_.pending.insert(state_.pending.end(), pages.begin() + static_cast<ptrdiff_t>(i) + 1,
                          pages.end());
    status = Checkpoint();
    state_.pending = std::move(kept);
  }
  put_offs_.Forget(&state_.pending);
  return status;
}

bool SourcePuller::MayAsk() const {
  return asked_ < source_.max_articles && failures_in_a_row_ < kMaxFailuresInARow &&
         !bytes_spent_ && !timer_->stopped();
}

absl::Status SourcePuller::PullPage(PendingPage* page, bool* keep) {
  if (put_offs_.Has(*page)) {
    PutOffPage(page, keep);
    return absl::OkStatus();
  }
  HttpRequest request;
  request.url = page->url;
  request.max_bytes = settings_.max_page_bytes;
  request.pages_only = true;
  const FetchResult result = fetcher_->Fetch(request, source_.delay);
  switch (result.outcome) {
    case FetchOutcome::kStopped:
      return absl::OkStatus();
    case FetchOutcome::kPutOff:
    case FetchOutcome::kRobotsFailed:
      TakePutOff(result, page, keep);
      return absl::OkStatus();
    case FetchOutcome::kOk:
    case FetchOutcome::kUnchanged:
    case FetchOutcome::kRobots:
    case FetchOutcome::kTransient:
    case FetchOutcome::kFailed:
      break;
  }
  ++asked_;
  put_offs_.AddAnswer(*page);
  return TakeAnswer(result, page, keep);
}

absl::Status SourcePuller::TakeAnswer(const FetchResult& result, PendingPage* page, bool* keep) {
  if (result.outcome == FetchOutcome::kOk) {
    failures_in_a_row_ = 0;
    *keep = false;
    return Store(*page, result);
  }
  if (result.outcome == FetchOutcome::kRobots) {
    ++report_.counts.refused;
    report_.AddProblem(page->url, result.reason);
    state_.MarkSeen(page->url, timer_->Now());
    *keep = false;
    return absl::OkStatus();
  }
  // "Unchanged" among them, as nobody asked on a condition.
  FailPage(result, page, keep);
  return absl::OkStatus();
}

void SourcePuller::TakePutOff(const FetchResult& result, PendingPage* page, bool* keep) {
  report_.AddProblem(page->url, result.reason);
  // What this run may receive says nothing about the page.
  if (result.outcome == FetchOutcome::kPutOff && result.until == absl::InfinitePast()) {
    ++report_.counts.put_off;
    bytes_spent_ = true;
    return;
  }
  WaitFor(result);
  put_offs_.Add(*page, result.url);
  // Its own host was asked when it is another one that puts it off.
  if (!put_offs_.Has(*page)) ++asked_;
  PutOffPage(page, keep);
}

// The other pages of an origin come here without a problem for each.
void SourcePuller::PutOffPage(PendingPage* page, bool* keep) {
  *keep = put_offs_.Wait(timer_->Now(), page);
  ++(*keep ? report_.counts.put_off : report_.counts.too_old);
}

absl::Status SourcePuller::Store(const PendingPage& page, const FetchResult& result) {
  const absl::Time now = timer_->Now();
  const HttpResponse& response = result.response;
  const absl::string_view type = extract::HeaderValue(response.headers, "Content-Type");
  state_.MarkSeen(page.url, now);
  const bool is_page = extract::IsHtmlType(type) && IsWanted(result.url.text);
  if (!is_page || response.body.empty()) {
    ++(extract::IsHtmlType(type) && !response.body.empty() ? report_.counts.filtered
                                                           : report_.counts.no_page);
    return absl::OkStatus();
  }
  // Two addresses that lead to one page are one page.
  if (result.url.text != page.url) {
    if (state_.Seen(result.url.text, now)) return absl::OkStatus();
    state_.MarkSeen(result.url.text, now);
  }
  // Read as ingestion will. What it refuses for other reasons is in the archive for people to see.
  const auto html = extract::HtmlOfResponse(HttpMessage(response), settings_.max_page_bytes);
  if (extract::RefusalOf(html.status()) == extract::RefusalReason::kOverLimit) {
    ++report_.counts.failed;
    report_.AddProblem(page.url, html.status().message());
    return absl::OkStatus();
  }
  KHOTIN_RETURN_IF_ERROR(OpenArchive());
  return archive_->Add(result.url.text, now, response);
}

void SourcePuller::FailPage(const FetchResult& result, PendingPage* page, bool* keep) {
  ++report_.counts.failed;
  const bool transient = result.outcome == FetchOutcome::kTransient;
  const std::string reason = result.reason.empty() ? "HTTP 304" : result.reason;
  if (transient) ++failures_in_a_row_;
  *keep = transient && ++page->attempts < kMaxAttempts;
  report_.AddProblem(page->url, *keep ? absl::StrCat(reason, "; tried again next time") : reason);
  if (!*keep) state_.MarkSeen(page->url, timer_->Now());
}

void SourcePuller::WaitFor(const FetchResult& result) {
  if (result.until == absl::InfinitePast()) return;
  absl::Time& until = state_.hosts[result.url.host];
  until = std::max(until, result.until);
}

absl::Status SourcePuller::OpenArchive() {
  if (archive_ != nullptr) return absl::OkStatus();
  std::string path;
  do {
    path =
        absl::StrCat(files_.archive_prefix, absl::StrFormat("%03d", ++archive_number_), ".warc.gz");
  } while (access(path.c_str(), F_OK) == 0);
  KHOTIN_ASSIGN_OR_RETURN(
      archive_,
      WarcWriter::Create(path,
                         absl::StrCat("software: khotin ", base::kVersion,
                                      "\nformat: WARC File Format 1.1\nisPartOf: ", source_.name,
                                      "\noperator: ", settings_.contact, "\nrobots: obey"),
                         timer_->Now()));
  return absl::OkStatus();
}

// The archive comes first: what the state calls seen is there.
absl::Status SourcePuller::Checkpoint() {
  if (archive_ != nullptr) {
    KHOTIN_RETURN_IF_ERROR(base::FaultPoint("pull.before_archive"));
    KHOTIN_RETURN_IF_ERROR(archive_->Finish());
    report_.archives.push_back(archive_->path());
    report_.counts.fetched += archive_->pages();
    archive_.reset();
  }
  KHOTIN_RETURN_IF_ERROR(base::FaultPoint("pull.before_state"));
  return state_.Save(files_.state, timer_->Now());
}

}  // namespace khotin::pull
