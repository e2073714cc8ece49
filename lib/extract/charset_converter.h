// Charsets by the names that pages give them.
#ifndef KHOTIN_EXTRACT_CHARSET_CONVERTER_H_
#define KHOTIN_EXTRACT_CHARSET_CONVERTER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::extract {

// The name under which ConvertFrom knows `charset`, any spelling of it that pages use: "utf-8",
// "windows-1252" (also for ISO 8859-1 and ASCII, as browsers do), "tcvn3", and so on. Empty for an
// unknown charset, and for UTF-16 and UTF-32, which no page is in whose declaration could be read
// as ASCII.
std::string CharsetName(absl::string_view charset);

// UTF-8 from `bytes`, bad bytes as U+FFFD; from UTF-8 too. `name` comes from CharsetName, or is
// "UTF-16LE" or "UTF-16BE". nullopt when the C library lacks the charset.
absl::optional<std::string> ConvertFrom(const std::string& name, absl::string_view bytes);

// True for a charset of one byte a letter whose name is often given to pages that are in another.
bool IsDoubtful(absl::string_view name);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CHARSET_CONVERTER_H_
