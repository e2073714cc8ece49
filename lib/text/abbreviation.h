// Which runs of letters may stand before a dot that belongs to them. Internal to lib/text.
#ifndef KHOTIN_TEXT_ABBREVIATION_H_
#define KHOTIN_TEXT_ABBREVIATION_H_

#include "absl/strings/string_view.h"
#include "text/scan.h"

namespace khotin::text {

// "TP", "GS", "ThS", …: short forms with a closing dot of their own, without the dot.
bool IsDottedShortForm(absl::string_view word);

// "th.s", "v.v", "co.op", …: forms with a dot inside whose parts say nothing by themselves.
bool IsInnerDottedForm(absl::string_view form);

// One capital letter.
bool IsInitial(const Run& run);

// True when `run` reads as a part of a dotted abbreviation: a known short form, an initial, or up
// to five capitals that are no ordinary syllable.
bool IsAbbreviationPart(absl::string_view text, const Run& run);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_ABBREVIATION_H_
