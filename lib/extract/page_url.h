// The little that extraction needs to know of URLs.
#ifndef KHOTIN_EXTRACT_PAGE_URL_H_
#define KHOTIN_EXTRACT_PAGE_URL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// True for "http://host…" and "https://host…".
bool IsWebUrl(absl::string_view url);

// The host in lower case, without port, user and a leading "www."; empty when there is none.
std::string HostOf(absl::string_view url);

// `reference`, as it stands in a page at `base`, as an absolute URL; empty when it cannot be one
// (another scheme, or relative with no base).
std::string ResolveUrl(absl::string_view base, absl::string_view reference);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_PAGE_URL_H_
