// Character classes and the cursor that the tokenizer's rules share. Internal to lib/text.
#ifndef KHOTIN_TEXT_SCAN_H_
#define KHOTIN_TEXT_SCAN_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace khotin::text {

enum class CharClass : uint8_t { kSpace, kLetter, kMark, kInvisible, kDigit, kOther };

struct Char {
  CharClass cls = CharClass::kSpace;
  bool upper = false;
  bool lower = false;
  uint8_t length = 0;  // 0 at the end of the text
};

// The character of `text` at `pos`, which may be its end. Digits are 0 to 9, ² and ³.
Char CharAt(absl::string_view text, size_t pos);

// A run of letters and digits.
struct Run {
  size_t begin = 0;
  size_t end = 0;
  uint32_t letters = 0;
  uint32_t upper = 0;  // upper-case letters
  uint32_t digits = 0;
  bool starts_upper = false;
  bool ascii = true;

  bool IsDigits() const { return digits > 0 && letters == 0; }
  bool IsLetters() const { return letters > 0 && digits == 0; }
  bool IsMixed() const { return letters > 0 && digits > 0; }
  bool AllUpper() const { return letters > 0 && upper == letters; }
  size_t size() const { return end - begin; }
  absl::string_view In(absl::string_view text) const { return text.substr(begin, end - begin); }
};

// The longest run at `pos`; empty when no letter or digit stands there.
Run RunAt(absl::string_view text, size_t pos);

// The byte at `pos`, NUL at the end.
inline char ByteAt(absl::string_view text, size_t pos) {
  return pos < text.size() ? text[pos] : '\0';
}

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// The value of up to nine digits; -1 for anything else.
int NumberIn(absl::string_view digits);

// True for a plausible year of four digits, 1000 to 2099.
bool IsYear(absl::string_view digits);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_SCAN_H_
