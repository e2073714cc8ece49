// The model of words as it is stored: docs/formats/word_model.md. Internal to lib/text and to the
// program that trains it.
#ifndef KHOTIN_TEXT_WORD_MODEL_H_
#define KHOTIN_TEXT_WORD_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "text/pair_cohesion.h"
#include "text/word_features.h"

namespace khotin::text {

// Immutable and thread-safe.
class WordModel {
 public:
  static constexpr int kWeightBits = 20;
  static constexpr size_t kWeights = size_t{1} << kWeightBits;

  // Which weight a feature has.
  static constexpr size_t WeightOf(uint64_t feature) { return feature >> (64 - kWeightBits); }

  // From what EncodeWordModel gave. DATA_LOSS with the reason when `bytes` is no model.
  static absl::StatusOr<WordModel> Parse(absl::string_view bytes);

  int Weight(uint64_t feature) const { return weights_[WeightOf(feature)]; }
  const WordSet& words() const { return words_; }
  const PairCohesion& pairs() const { return pairs_; }

 private:
  WordModel(std::vector<int8_t> weights, PairCohesion pairs, absl::Span<const uint64_t> words)
      : weights_(std::move(weights)), pairs_(std::move(pairs)), words_(words) {}

  std::vector<int8_t> weights_;
  PairCohesion pairs_;
  WordSet words_;
};

// `pairs` are the bytes of a PairCohesion.
// REQUIRES: kWeights weights; `words` in rising order, none of them 0.
std::string EncodeWordModel(absl::Span<const int8_t> weights, absl::string_view pairs,
                            absl::Span<const uint64_t> words);

// The bytes of models/word_segment/model.bin, eight to a number, little-endian.
absl::Span<const uint64_t> BuiltInWordModel();

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_WORD_MODEL_H_
