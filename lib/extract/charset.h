// Charsets of pages and texts.
#ifndef KHOTIN_EXTRACT_CHARSET_H_
#define KHOTIN_EXTRACT_CHARSET_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::extract {

inline constexpr char kUtf8Bom[] = "\xef\xbb\xbf";

// The charset that the first KiB of a page names in a meta element; empty when none.
absl::string_view DeclaredCharset(absl::string_view page);

// UTF-8 from UTF-16 of either byte order, with a byte order mark or when the first KiB reads as
// such text; nullopt for anything else.
absl::optional<std::string> WideToUtf8(absl::string_view bytes);

// The page in UTF-8. Its charset is that of the byte order mark, else UTF-16 or UTF-8 when it is
// that, else the one it declares, else windows-1258. A declared charset of one byte a letter, a
// missing and a broken one give way to another in which the page's words are clearly Vietnamese
// (see charset_detection.h); so does UTF-8 that was made from a wrong reading. What cannot be read
// becomes U+FFFD; NUL and the other control characters that no text has become spaces.
std::string PageToUtf8(absl::string_view page);

// The text in UTF-8 without its byte order mark, found in the same way, but strict:
// INVALID_ARGUMENT with the offset of the first bad byte when it is not UTF-8 and no other charset
// makes it clearly Vietnamese, and for a NUL.
absl::StatusOr<std::string> TextToUtf8(absl::string_view text);

// `page`, whose charset somebody outside of it names, so that PageToUtf8 reads it that way.
// Unchanged when the charset is unknown or the page has a byte order mark.
std::string WithDeclaredCharset(std::string page, absl::string_view charset);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CHARSET_H_
