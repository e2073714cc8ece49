// The key under which spellings of one URL meet.
#ifndef KHOTIN_ANALYSIS_URL_KEY_H_
#define KHOTIN_ANALYSIS_URL_KEY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::analysis {

// Host in lower case without "www.", port unless it is the scheme's own, path without dot segments
// and closing slash, query without tracking parameters (utm_*, fbclid, gclid and the like), no
// scheme, user or fragment. INVALID_ARGUMENT for anything but an http or https URL. Pure.
absl::StatusOr<std::string> UrlKey(absl::string_view url);

// The host part of UrlKey; empty for what is no URL.
std::string UrlHost(absl::string_view url);

}  // namespace khotin::analysis

#endif  // KHOTIN_ANALYSIS_URL_KEY_H_
