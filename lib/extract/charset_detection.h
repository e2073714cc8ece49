// Finds the charset of Vietnamese text by what it would say in each.
#ifndef KHOTIN_EXTRACT_CHARSET_DETECTION_H_
#define KHOTIN_EXTRACT_CHARSET_DETECTION_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::extract {

// Of the different words of two letters and more that have one outside ASCII, how many are spelled
// as Vietnamese syllables. A character that stands in no text (U+FFFD, ¶ inside a word) counts as a
// word that is not.
struct SyllableCount {
  int words = 0;
  int valid = 0;
};
SyllableCount CountMarkedSyllables(absl::string_view utf8);

// The words of `bytes` with a byte outside ASCII, at most 16 KiB of them, with spaces between; of a
// page only what stands outside of its tags, scripts, styles and comments. In any charset that has
// ASCII in its lower half.
std::string SampleWords(absl::string_view bytes, bool is_page);

// The charset (a name of charset_converter.h) among UTF-8, windows-1258, TCVN3, VNI and VISCII in
// which at least four different words of `sample` and four fifths of them are Vietnamese, and a
// quarter more than when it is read in `incumbent` (empty: no charset is given the preference).
// nullopt when there is none; never `incumbent` itself.
absl::optional<std::string> DetectVietnamese(absl::string_view sample,
                                             const std::string& incumbent);

// `utf8` put right when it is Vietnamese that was read in the wrong charset (windows-1252) on its
// way: UTF-8, or TCVN3 or VNI, for whose fonts pages may also spell letters as character
// references. nullopt when it is not, which mostly shows at its first letters with marks. Valid
// UTF-8 in and out.
absl::optional<std::string> MendMojibake(absl::string_view utf8, bool is_page);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CHARSET_DETECTION_H_
