// The content codings of HTTP.
#ifndef KHOTIN_EXTRACT_CONTENT_CODING_H_
#define KHOTIN_EXTRACT_CONTENT_CODING_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// Undoes one coding: "gzip" and "x-gzip", "deflate" (with or without its zlib header, as servers
// send both), "br", "identity" or "". INVALID_ARGUMENT for any other, for damaged or truncated
// data, for more than `limit` bytes, and for a bomb (base::kMaxInflateRatio).
absl::StatusOr<std::string> DecodeContent(absl::string_view coding, absl::string_view bytes,
                                          size_t limit);

// Undoes the chunked transfer coding. Extensions and trailers are dropped. INVALID_ARGUMENT when a
// chunk's length is malformed or more than what is left, or the last chunk is missing.
absl::StatusOr<std::string> DecodeChunked(absl::string_view bytes);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CONTENT_CODING_H_
