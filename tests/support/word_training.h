// Makes the model of words that models/word_segment ships.
#ifndef KHOTIN_TESTS_SUPPORT_WORD_TRAINING_H_
#define KHOTIN_TESTS_SUPPORT_WORD_TRAINING_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "treebank.h"

namespace khotin::testing {

// One word a line, up to a tab; empty lines and those that begin with # say nothing. NOT_FOUND when
// the file cannot be read.
absl::StatusOr<std::vector<std::string>> ReadWordList(const std::string& path);

// The bytes of a table of pairs (lib/text/pair_cohesion.h). NOT_FOUND when they cannot be read.
absl::StatusOr<std::string> ReadPairs(const std::string& path);

// The bytes of a model (docs/formats/word_model.md) that knows `pairs` and `words` and has learnt
// to divide `sentences`. The same input gives the same bytes. Takes seconds. INVALID_ARGUMENT when
// `pairs` is no table.
//
// A semi-Markov conditional random field, its likelihood with a Gaussian prior raised by AdaGrad
// (Duchi and others, 2011) sentence by sentence; the weights are averaged over all steps.
absl::StatusOr<std::string> TrainWordModel(absl::Span<const MarkedSentence> sentences,
                                           absl::string_view pairs,
                                           absl::Span<const std::string> words);

}  // namespace khotin::testing

#endif  // KHOTIN_TESTS_SUPPORT_WORD_TRAINING_H_
