// Words that say how others belong together and nothing by themselves. Internal to lib/text.
#ifndef KHOTIN_TEXT_FUNCTION_WORDS_H_
#define KHOTIN_TEXT_FUNCTION_WORDS_H_

#include "absl/strings/string_view.h"

namespace khotin::text {

// `key` is the exact key of a word of one syllable or of several with spaces between: "của",
// "tuy nhiên". Pronouns, titles before names and measure words count as well.
bool IsFunctionWord(absl::string_view key);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_FUNCTION_WORDS_H_
