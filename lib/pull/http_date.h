// The dates of HTTP headers.
#ifndef KHOTIN_PULL_HTTP_DATE_H_
#define KHOTIN_PULL_HTTP_DATE_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace khotin::pull {

// An HTTP-date in any of its three forms (RFC 9110, 5.6.7); InfinitePast() for anything else.
absl::Time ParseHttpDate(absl::string_view text);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_HTTP_DATE_H_
