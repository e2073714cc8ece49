// The charsets that Vietnamese was written in before Unicode.
#ifndef KHOTIN_EXTRACT_VIET_CHARSET_H_
#define KHOTIN_EXTRACT_VIET_CHARSET_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// Each gives UTF-8 in NFC and takes any bytes: those without a meaning in the charset are read as
// in windows-1252, which is what the fonts showed, or become U+FFFD.

// TCVN3, called ABC, with what TCVN 5712:1993 VN1 adds to it. Its fonts have no capital with a
// tone: capitals are the small letters in another font (.VnTimeH), which the bytes do not show.
// Small letters with marks become capitals where all unmarked letters around them are: in a stretch
// between line ends or tags with two capitals and no small letter, and likewise in one word. A lone
// capital at the start of a word or sentence that only the font showed stays small.
std::string DecodeTcvn3(absl::string_view bytes);

// VNI-Windows: most letters with marks are a base letter and a byte for the marks.
std::string DecodeVni(absl::string_view bytes);

// windows-1258: letters with quality marks, tones as combining marks behind them.
std::string DecodeWindows1258(absl::string_view bytes);

// VISCII 1.1 (RFC 1456).
std::string DecodeViscii(absl::string_view bytes);

// The control characters of ASCII in whose place VISCII has letters.
inline constexpr char kVisciiControls[] = "\x02\x05\x06\x14\x19\x1e";

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_VIET_CHARSET_H_
