// The phrases that an article is likely to be looked for by: "giá xăng dầu", "Bộ Công an".
#ifndef KHOTIN_TEXT_KEY_PHRASES_H_
#define KHOTIN_TEXT_KEY_PHRASES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "text/passage.h"

namespace khotin::text {

inline constexpr size_t kMaxKeyPhrases = 8;
inline constexpr size_t kMaxKeyPhraseSyllables = 6;
inline constexpr size_t kMaxKeyPhraseBytes = 64;

// At most kMaxKeyPhrases phrases of two to kMaxKeyPhraseSyllables syllables and kMaxKeyPhraseBytes
// bytes, the most telling first: words of the built-in WordSegmenter, and neighbouring words of one
// sentence that begin and end with a word of meaning, if they stand twice in the article or once in
// its title. No two have one exact key.
//
// They are in lower case, but for letters that are capital at every place that tells, and single
// spaces and the old style of tone placement are used throughout. Pure and thread-safe; linear in
// the text.
std::vector<std::string> FindKeyPhrases(absl::Span<const Passage> passages);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_KEY_PHRASES_H_
