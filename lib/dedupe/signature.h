// What the comparison of two bodies rests on: their word 5-grams and the facts they name.
//
// A word is a token of text::Tokenize under its exact key (text::ExactKey), so case, Unicode form,
// tone placement, i/y, punctuation and paragraph breaks make no difference, while every word and
// number does. Numbers, dates and codes are cut at their marks: 06/02 and 6-2 are the words 6
// and 2. The title does not count, and whether a first paragraph was taken for the lead makes no
// difference.
#ifndef KHOTIN_DEDUPE_SIGNATURE_H_
#define KHOTIN_DEDUPE_SIGNATURE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "base/hash.h"
#include "text/passage.h"

namespace khotin::dedupe {

// Words of a shingle.
inline constexpr size_t kShingleWords = 5;

struct Signature {
  // Of all words in order; stored.
  base::Hash128 fingerprint;
  // Hashes of each kShingleWords words in a row; of all words, where there are fewer. Sorted, each
  // once.
  std::vector<uint64_t> shingles;
  // Hashes of all words, sorted, as often as they stand there; those of the numbers, dates, times
  // and codes among them; those of the words that are capitalized inside of sentences. The last two
  // are the facts: what changes when the same words tell of something else. Passages in capitals
  // give no names.
  std::vector<uint32_t> words;
  std::vector<uint32_t> numbers;
  std::vector<uint32_t> names;
};

// Pure and thread-safe. Linear in the text; about 16 bytes of memory a word, twice that meanwhile.
Signature MakeSignature(absl::Span<const text::Passage> passages);

}  // namespace khotin::dedupe

#endif  // KHOTIN_DEDUPE_SIGNATURE_H_
