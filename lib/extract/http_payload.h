// The HTTP response that a WARC record holds.
#ifndef KHOTIN_EXTRACT_HTTP_PAYLOAD_H_
#define KHOTIN_EXTRACT_HTTP_PAYLOAD_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::extract {

// The value of header `name` (compared without case) in lines "Name: value"; the last one wins.
absl::string_view HeaderValue(absl::string_view headers, absl::string_view name);

// True for the media types of HTML pages; parameters are ignored.
bool IsHtmlType(absl::string_view content_type);

bool IsPlainTextType(absl::string_view content_type);

// The parameter "charset" of a media type, without quotation marks; empty when there is none.
absl::string_view CharsetParameter(absl::string_view content_type);

// The page in `message`, an HTTP response as received: transfer and content codings undone; when
// the response names a charset, converted to UTF-8 with a byte order mark in front, since the
// response is trusted before the page. nullopt when it is no page (another media type, a redirect,
// an error status, no content). INVALID_ARGUMENT for what is malformed, for headers
// over 64 KiB, and for a page over `limit` bytes.
absl::StatusOr<absl::optional<std::string>> HtmlOfResponse(absl::string_view message, size_t limit);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTTP_PAYLOAD_H_
