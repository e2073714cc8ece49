// Character references that stand for one byte.
#ifndef KHOTIN_EXTRACT_LATIN_ENTITIES_H_
#define KHOTIN_EXTRACT_LATIN_ENTITIES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// `page` with each reference to U+0080..U+00FF ("&Ouml;", "&#214;", "&#xd6;") as the byte of that
// number: so old editors wrote what fonts for TCVN3 and VNI showed as other letters. All else
// stays.
std::string EntitiesToBytes(absl::string_view page);

// The number of such references to letters (U+00C0 and above).
int CountLetterEntities(absl::string_view page);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_LATIN_ENTITIES_H_
