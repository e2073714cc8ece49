// What words are made of. Internal to lib/text and to the programs that train and score its model.
#ifndef KHOTIN_TEXT_WORD_UNITS_H_
#define KHOTIN_TEXT_WORD_UNITS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/tokenize.h"

namespace khotin::text {

// How a unit is written. Values are part of the model: see docs/formats/word_model.md.
enum class WordShape : uint8_t {
  kLower = 0,
  kCapital = 1,  // a capital and more letters
  kUpper = 2,    // capitals only
  kLetter = 3,   // one capital letter
  kNumber = 4,
  kDate = 5,  // dates and times
  kAbbreviation = 6,
  kCode = 7,
  kUrl = 8,
  kPunctuation = 9,
  kOutside = 10,  // before the text, or behind it
  kOpening = 11,  // kCapital where a sentence may begin, so that the capital says nothing
};

// A token, or several that are written without a space and belong together: cà-rem, 95%, tp., 23-3.
// Of "Hà Nội-Huế" the hyphen stays alone, as it stands between two names.
struct WordUnit {
  uint64_t key = 0;  // of the exact key (syllable.h); qui and quy have one key
  uint32_t first_token = 0;
  uint32_t end_token = 0;
  WordShape shape = WordShape::kOutside;
  bool breaks = true;     // a line begins here, or the text
  bool may_join = false;  // may go on with the word of the unit before
};

// The units of `text` in order; together they hold every token. Linear in the length of `text`,
// which is NFC and has the tokens `tokens`.
std::vector<WordUnit> WordUnits(absl::string_view text, const std::vector<Token>& tokens);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_WORD_UNITS_H_
