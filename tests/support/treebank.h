// Sentences whose words people have marked (CoNLL-U), for training and scoring.
#ifndef KHOTIN_TESTS_SUPPORT_TREEBANK_H_
#define KHOTIN_TESTS_SUPPORT_TREEBANK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "text/word_segment.h"

namespace khotin::testing {

// [begin, end) in bytes of the sentence.
struct MarkedWord {
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct MarkedSentence {
  std::string text;  // the forms of its words, NFC, with a space between them
  std::vector<MarkedWord> words;
};

// The words of the file at `path`; a word's syllables have spaces between them in its form.
// NOT_FOUND when it cannot be read, INVALID_ARGUMENT with file and line when it is no CoNLL-U.
absl::StatusOr<std::vector<MarkedSentence>> ReadTreebank(const std::string& path);

// The sentence with ( and ) where the treebank writes LBKT and RBKT for them.
MarkedSentence WithBrackets(const MarkedSentence& sentence);

struct WordScore {
  uint64_t marked = 0;  // words of the treebank
  uint64_t found = 0;   // words of the segmenter
  uint64_t right = 0;   // both of the same extent

  double Precision() const { return found == 0 ? 0 : Ratio(right, found); }
  double Recall() const { return marked == 0 ? 0 : Ratio(right, marked); }
  double F1() const { return marked + found == 0 ? 0 : 2 * Ratio(right, marked + found); }

 private:
  static double Ratio(uint64_t part, uint64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  }
};

// How well `segmenter` finds the words of the sentences, with brackets as brackets. Punctuation
// marks count as words, as is usual, or not at all.
WordScore ScoreWords(const text::WordSegmenter& segmenter,
                     absl::Span<const MarkedSentence> sentences, bool with_punctuation);

}  // namespace khotin::testing

#endif  // KHOTIN_TESTS_SUPPORT_TREEBANK_H_
