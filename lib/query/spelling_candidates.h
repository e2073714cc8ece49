// What may have been meant by a mistyped word. Internal to spelling.h.
#ifndef KHOTIN_QUERY_SPELLING_CANDIDATES_H_
#define KHOTIN_QUERY_SPELLING_CANDIDATES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "query/spelling_lexicon.h"
#include "query/spelling_words.h"

namespace khotin::query {

struct SpellingCandidate {
  std::vector<std::string> folded;    // one word, or two in place of one
  std::vector<std::string> spelling;  // of each word, if the candidate says it
  size_t span = 1;                    // words of the query that it stands for
  // Negative logarithm of how likely the candidate is mistyped so.
  double cost = 0;
  bool changed = false;
};

// At most kMaxSpellingCandidates of words[i] that the archive knows, the likeliest first, after the
// word as it was typed. `text` is the query.
inline constexpr size_t kMaxSpellingCandidates = 16;
std::vector<SpellingCandidate> FindSpellingCandidates(const std::vector<QueryWord>& words, size_t i,
                                                      absl::string_view text,
                                                      SpellingLexicon* lexicon);

// The word as it was typed.
SpellingCandidate AsTyped(const QueryWord& word);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SPELLING_CANDIDATES_H_
