// Splits text into syllables and the other units that search and entity rules work on.
#ifndef KHOTIN_TEXT_TOKENIZE_H_
#define KHOTIN_TEXT_TOKENIZE_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::text {

enum class TokenKind : uint8_t {
  kSyllable,      // letters, with inner apostrophes ("O'Brien"); hyphened words are split
  kNumber,        // 35.824; 1,5; 150; 6/45; the 150 of 150km (units are tokens of their own)
  kDate,          // 6/2/2023, 26/2, 8/2023, 16-3-2017
  kTime,          // 09:40, 9h30
  kAbbreviation,  // TP.HCM, PGS.TS, Q.2, TP. (dot included), H.K.A., M&A
  kCode,          // 46/2016/NĐ-CP, PC07, A350, U-23, Covid-19: letters and digits as one name
  kUrl,           // http(s)://…, www.…, name@host, and bare names such as VnExpress.net
  kPunctuation,   // one mark, or a run of one mark such as … or ... ; "./." is one
};

// [begin, end) in bytes of the text given to Tokenize.
struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind kind = TokenKind::kSyllable;

  bool IsWord() const { return kind != TokenKind::kPunctuation; }
  absl::string_view In(absl::string_view text) const { return text.substr(begin, end - begin); }
};

// Tokens of `text` in order; spaces belong to no token. Decomposed text works (combining marks
// stay with their letter), yet give NFC where keys are to be derived. Pure and thread-safe;
// linear in the length of the text whatever it holds. `text` must be shorter than 4 GiB.
// An initial keeps its dot within a line ("cháu H. bị") but not at its end; a full stop after other
// words is a token of its own, with or without a space behind it.
std::vector<Token> Tokenize(absl::string_view text);

// Known abbreviations that are written with a closing dot and end no sentence ("TP.", "GS.",
// "Th.S", …), compared without case. `token` may have its dot or not.
bool IsKnownAbbreviation(absl::string_view token);

// The parts under which an abbreviation, code or date can also be found, such as TP and HCM for
// TP.HCM or 46, 2016, NĐ, CP for 46/2016/NĐ-CP; empty for a token without inner marks.
// Views into `token`.
std::vector<absl::string_view> TokenParts(absl::string_view token);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_TOKENIZE_H_
