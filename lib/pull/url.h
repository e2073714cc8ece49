// Addresses of the web, as a crawler needs them.
#ifndef KHOTIN_PULL_URL_H_
#define KHOTIN_PULL_URL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::pull {

struct Url {
  std::string text;    // whole, without fragment and default port; host in lower case
  std::string host;    // with brackets for IPv6, without port
  std::string origin;  // scheme, host and port: what one robots.txt speaks for
  std::string target;  // path and query
};

// INVALID_ARGUMENT, with the address quoted, for what is no http or https URL, names a user, or has
// over 8 KiB. Characters that no URL may have are percent-encoded.
absl::StatusOr<Url> ParseUrl(absl::string_view text);

// `reference` as it stands in a document at `base` (RFC 3986). Errors as above.
absl::StatusOr<Url> ResolveUrl(const Url& base, absl::string_view reference);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_URL_H_
