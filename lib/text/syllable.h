// Keys under which spellings of one Vietnamese syllable meet. Keys are for looking up; what is
// shown stays as written.
//
// Input is NFC (see normalize.h); every function is pure and accepts any text, Vietnamese or not.
#ifndef KHOTIN_TEXT_SYLLABLE_H_
#define KHOTIN_TEXT_SYLLABLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::text {

// Simple lower case, code point by code point ("Đ" -> "đ", "Ệ" -> "ệ"). A length change in bytes
// is possible for rare letters only.
std::string ToLower(absl::string_view text);

// Puts the tone mark of one syllable where the old style, that of Vietnamese news, has it
// (hoà -> hòa, thuý -> thúy, vịêt -> việt, but hoàn, huỳnh, quý, giá as they are). Letters that are
// not one Vietnamese syllable come back unchanged. Case is kept.
std::string PlaceTone(absl::string_view syllable);

// The exact key of a token: lower case, tone placed, i/y folded in open syllables after
// h k l m s t (kỹ -> kĩ, Mỹ -> mĩ; never after qu or in clusters: tay, thúy stay), Cyrillic and
// Greek lookalikes in otherwise Latin words mapped to Latin, Ð and ð read as đ. Two spellings of
// one syllable have one exact key; đường and dương do not meet. ’ reads as ', – as -, ² as 2, and
// dots that close an abbreviation do not count ("TP." has the key of "TP").
std::string ExactKey(absl::string_view token);

// The folded key: the exact key without any diacritic, đ as d. "Tô", "tỏ", "to" all give "to".
// FoldedKey(x) == FoldedKey(ExactKey(x)).
std::string FoldedKey(absl::string_view token);

// ExactKey or FoldedKey of each word of `text` (Token::IsWord), joined by single spaces: the key of
// a name.
std::string ExactPhraseKey(absl::string_view text);
std::string FoldedPhraseKey(absl::string_view text);

// True when `token` carries a mark that FoldedKey takes away (a tone, a quality mark or đ).
bool HasDiacritics(absl::string_view token);

// True when `token`, in any case, is spelled as a Vietnamese syllable (onset, nucleus, coda and
// tone that the orthography allows) or becomes one when marks are added: việt, viêt and viet are,
// hence also "the" (thể).
bool IsVietnameseSyllable(absl::string_view token);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_SYLLABLE_H_
