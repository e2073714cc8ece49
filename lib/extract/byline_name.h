// Names as bylines carry them.
#ifndef KHOTIN_EXTRACT_BYLINE_NAME_H_
#define KHOTIN_EXTRACT_BYLINE_NAME_H_

#include "absl/strings/string_view.h"

namespace khotin::extract {

// All functions take NFC text.

// True for one to five capitalised Vietnamese syllables or initials: "Hà Linh", "H. Nam", "P.V".
// Acronyms and the names of well-known places are no persons.
bool IsPersonName(absl::string_view text);

// True for well-known places of Viet Nam and for what else stands where a name might, in any case;
// also for where news comes from: "Từ Hải Phòng".
bool IsPlaceName(absl::string_view text);

// True when the first syllable of `name` is a common family name.
bool HasFamilyName(absl::string_view name);

// All capitals, digits and dots: TTXVN, VOV.VN, AFP; but not "P.V".
bool IsAcronym(absl::string_view text);

// One to six words of which the first is capitalised or a host name, and which end no sentence.
bool IsAgencyName(absl::string_view text);

// True for a letter that has a lower-case form of its own.
bool IsUpper(char32_t c);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_BYLINE_NAME_H_
