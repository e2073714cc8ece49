// The inner structure of a written syllable. Internal to lib/text.
#ifndef KHOTIN_TEXT_SPELLING_H_
#define KHOTIN_TEXT_SPELLING_H_

#include <array>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "text/letter.h"

namespace khotin::text {

// Letters of one token, all of the Vietnamese alphabet.
struct Spelling {
  static constexpr int kMaxLetters = 7;  // nghiêng

  std::array<Letter, kMaxLetters> letters;
  int size = 0;
  int tone_marks = 0;

  // False when `token` holds anything but letters of the alphabet, or more than a syllable can.
  bool Read(absl::string_view token);

  // Where the rime starts; -1 when no Vietnamese syllable starts like this.
  int OnsetLength() const;

  // True when onset, rime and number of tone marks make a syllable, quality marks as written.
  bool IsSyllable() const;

  // As IsSyllable, but letters may lack the marks they should have, and the tone must suit the
  // final consonant.
  bool IsSyllableWithMarksMissing() const;

  // Moves the tone mark to its place in the old style. REQUIRES: IsSyllable().
  void PlaceTone();

  // True for an open syllable such as kỹ, mĩ, Ly, where i and y are two spellings of one sound.
  bool HasFreeIOrY() const;
};

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_SPELLING_H_
