// UTF-8 primitives. Offsets and lengths are bytes throughout.
#ifndef KHOTIN_TEXT_UTF8_H_
#define KHOTIN_TEXT_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace khotin::text {

// OK when `text` is valid UTF-8 without NUL; otherwise INVALID_ARGUMENT with the byte offset of
// the first bad byte in the message ("invalid UTF-8 at byte 17").
absl::Status ValidateUtf8(absl::string_view text);

// Decodes the code point that starts at `*pos` of valid UTF-8 and moves `*pos` past it.
// REQUIRES: *pos < text.size(). An invalid byte decodes as U+FFFD and moves by one.
char32_t DecodeUtf8(absl::string_view text, size_t* pos);

// Appends the UTF-8 form of `code_point`.
void AppendUtf8(char32_t code_point, std::string* out);

// The largest cut <= `max_bytes` that does not split a code point.
absl::string_view TruncateUtf8(absl::string_view text, size_t max_bytes);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_UTF8_H_
