// The sequence model: a linear-chain conditional random field over the tokens of a line.
//
// Lafferty, McCallum, Pereira, "Conditional Random Fields" (2001); features are hashed (Weinberger
// et al., "Feature Hashing for Large Scale Multitask Learning", 2009), weights are whole numbers.
// How it is stored: docs/formats/entity_model.md.
#ifndef KHOTIN_ENTITY_MODEL_TAG_MODEL_H_
#define KHOTIN_ENTITY_MODEL_TAG_MODEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/model/features.h"
#include "entity/model/tag.h"
#include "entity/model/word_clusters.h"

namespace khotin::entity::model {

// What a model is made of.
struct TagWeights {
  int row_bits = 0;
  // One row for each value of the last `row_bits` bits of a feature: kRowSize weights by tag.
  std::vector<int8_t> rows;
  // By the tag before, then the tag; in the unit of the rows.
  std::array<std::array<int16_t, kRowSize>, kRowSize> transitions{};
  WordClusters clusters;
};

// Immutable and thread-safe.
class TagModel {
 public:
  // REQUIRES: as many rows as row_bits says, of which the last weight is 0.
  explicit TagModel(TagWeights weights) : weights_(std::move(weights)) {}

  // From what Encode gave. DATA_LOSS with the reason when `bytes` is no model.
  static absl::StatusOr<TagModel> Parse(absl::string_view bytes);
  // Equal for equal models.
  std::string Encode() const;

  const WordClusters& clusters() const { return weights_.clusters; }
  size_t RowOf(uint64_t feature) const {
    return feature & ((uint64_t{1} << weights_.row_bits) - 1);
  }

  // The likeliest tags of a line. Linear in its length.
  std::vector<Tag> Decode(const LineFeatures& features) const;

 private:
  using Scores = std::array<int16_t, kRowSize>;

  Scores ScoreOf(const TokenFeatures& features) const;
  void Prefetch(const TokenFeatures& features) const;

  TagWeights weights_;
};

// The bytes of models/entity/model.bin.
absl::string_view BuiltInTagModel();

}  // namespace khotin::entity::model

#endif  // KHOTIN_ENTITY_MODEL_TAG_MODEL_H_
