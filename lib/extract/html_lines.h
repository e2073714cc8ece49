// What a line of a page says of itself by its wording: the extractor's knowledge as data.
#ifndef KHOTIN_EXTRACT_HTML_LINES_H_
#define KHOTIN_EXTRACT_HTML_LINES_H_

#include "absl/strings/string_view.h"

namespace khotin::extract {

// The kind of chrome that a short line of text is by its wording ("Xem thêm: …", "Advertisement",
// "Image 1 of 5"); empty when it is none.
absl::string_view ChromeLineKind(absl::string_view line);

// True for a picture's credit in English, alone or in brackets behind the caption: "Photo: …",
// "… (Image: …)".
bool IsPictureCredit(absl::string_view line);

// True for a line that is a date with little around it, in any language: a year and a time of day
// or a date in digits, and no sentence.
bool IsDateLine(absl::string_view line);

// The kind of a note that stands below articles: who else wrote it, where to follow the writers,
// that cookies are set; empty when it is none.
absl::string_view ClosingNoteKind(absl::string_view line);

// True when the last character, quotes and brackets aside, ends a sentence.
bool EndsLikeSentence(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_LINES_H_
