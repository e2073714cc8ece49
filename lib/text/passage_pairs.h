// Which passages are changed versions of each other.
#ifndef KHOTIN_TEXT_PASSAGE_PAIRS_H_
#define KHOTIN_TEXT_PASSAGE_PAIRS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "text/passage.h"
#include "text/sequence_match.h"

namespace khotin::text {

// Index into the old side, index into the new side.
using PassagePair = std::pair<size_t, size_t>;

// The pairs with the greatest sum of likeness, indexes rising on both sides, each pair alike
// enough. Likeness is Dice's coefficient over pairs of neighbouring words as written, the ends of
// the text counting as words: single words will not do, as any two Vietnamese paragraphs share a
// third of their syllables. Long passages are judged by their beginnings. Where `budget` does not
// suffice to compare all with all, most of the pairs that have half of their word pairs in common.
// Pure but for `budget`.
std::vector<PassagePair> PairPassages(absl::Span<const Passage> base,
                                      absl::Span<const Passage> passages, DiffBudget* budget);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_PASSAGE_PAIRS_H_
