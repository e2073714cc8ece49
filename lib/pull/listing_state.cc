#include "pull/listing_state.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "extract/http_payload.h"

namespace khotin::pull {

void ListingState::TakeValidators(const FetchResult& result) {
  const std::string& headers = result.response.headers;
  const absl::string_view new_etag = extract::HeaderValue(headers, "ETag");
  const absl::string_view new_time = extract::HeaderValue(headers, "Last-Modified");
  // A 304 may leave out what has not changed (RFC 9110, 15.4.5); any other response replaces both.
  const bool replaces = result.outcome == FetchOutcome::kOk;
  if (replaces || !new_etag.empty()) etag = std::string(new_etag);
  if (replaces || !new_time.empty()) last_modified = std::string(new_time);
}

void ListingState::ForgetValidators() {
  etag.clear();
  last_modified.clear();
}

void ListingState::Succeed(absl::Time now) {
  failures = 0;
  not_before = absl::InfinitePast();
  last_success = now;
}

void ListingState::Fail(absl::Time now) {
  ++failures;
  absl::Duration backoff = kFirstBackoff;
  for (int i = 1; i < failures && backoff < kMaxBackoff; ++i) backoff *= 2;
  not_before = now + std::min(backoff, kMaxBackoff);
}

std::string ListingState::PutOffText() const {
  return absl::StrCat("put off after ", failures, " failures until ",
                      absl::FormatTime(absl::RFC3339_sec, not_before, absl::UTCTimeZone()));
}

}  // namespace khotin::pull
