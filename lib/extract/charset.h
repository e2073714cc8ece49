// Charsets of pages.
#ifndef KHOTIN_EXTRACT_CHARSET_H_
#define KHOTIN_EXTRACT_CHARSET_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

inline constexpr char kUtf8Bom[] = "\xef\xbb\xbf";

// The charset that the first KiB of a page names in a meta element; empty when none.
absl::string_view DeclaredCharset(absl::string_view page);

// The page in UTF-8: read by its byte order mark, else the charset it declares, else as UTF-8 when
// it is that, else as windows-1258. What cannot be read becomes U+FFFD; NUL and the other control
// characters that no text has become spaces.
std::string PageToUtf8(absl::string_view page);

// `page`, whose charset somebody outside of it names, so that PageToUtf8 reads it that way.
// Unchanged when the charset is unknown or the page has a byte order mark.
std::string WithDeclaredCharset(std::string page, absl::string_view charset);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CHARSET_H_
