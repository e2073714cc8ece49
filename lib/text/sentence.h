// Sentence borders.
#ifndef KHOTIN_TEXT_SENTENCE_H_
#define KHOTIN_TEXT_SENTENCE_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/tokenize.h"

namespace khotin::text {

// [begin, end) in bytes, without surrounding white space.
struct Sentence {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Splits `text` at . ! ? … ./. and at line breaks. Closing quotes and brackets stay with the
// sentence they close. Does not split after known abbreviations (TP., GS., PGS.TS.), initials
// (H.K.A.) unless a word that often opens a sentence follows ("H.K.A. Theo …"), numbers (35.824),
// list numbers ("1. "), nor before a lower-case letter. Splits after a full stop without a space
// ("nhà.Hôm nay"). A break inside an open pair of quotes is a break like any other. `tokens` are
// those of `text`.
std::vector<Sentence> SplitSentences(absl::string_view text, const std::vector<Token>& tokens);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_SENTENCE_H_
