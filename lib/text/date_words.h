// The words of dates as sites in other languages than Vietnamese write them. Internal to lib/text.
#ifndef KHOTIN_TEXT_DATE_WORDS_H_
#define KHOTIN_TEXT_DATE_WORDS_H_

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::text {

// All take exact keys (ExactKey).

// 1 to 12 for the name of a month, or a usual abbreviation, in English, German, French, Spanish,
// Portuguese, Italian, Dutch or Indonesian; 0 for any other word.
int MonthNamed(absl::string_view word);

// True for English names of weekdays, their abbreviations, and T2 … T7, CN.
bool IsWeekday(absl::string_view word);

// "st", "nd", "rd", "th".
bool IsOrdinalEnding(absl::string_view word);

// Minutes east of UTC of a zone's abbreviation that has one offset: "EST", "CEST", "ICT".
absl::optional<int> ZoneOffset(absl::string_view word);

// True for abbreviations whose offset depends on the season or the country: "ET", "IST".
bool IsVagueZone(absl::string_view word);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_DATE_WORDS_H_
