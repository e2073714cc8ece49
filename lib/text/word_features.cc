#include "text/word_features.h"

namespace khotin::text {

WordSet::WordSet(absl::Span<const uint64_t> words) {
  size_t size = 16;
  while (size < 2 * words.size()) size *= 2;
  slots_.resize(size);
  mask_ = size - 1;
  for (const uint64_t word : words) {
    if (word == 0 || Contains(word)) continue;
    size_t at = word & mask_;
    while (slots_[at] != 0) at = (at + 1) & mask_;
    slots_[at] = word;
  }
}

uint64_t HashOfWord(absl::Span<const WordUnit> units) {
  uint64_t hash = units.front().key;
  for (const WordUnit& unit : units.subspan(1)) hash = MixHashes(hash, unit.key);
  return hash;
}

WordFeatures::WordFeatures(absl::Span<const WordUnit> units, const WordSet& words,
                           const PairCohesion& pairs)
    : nodes_(units.size() + 2 * kMargin) {
  for (Node& node : nodes_) {
    node = {{77, 77, 77, 77}, static_cast<uint32_t>(WordShape::kOutside), 0, 0};
  }
  for (size_t i = 0; i < units.size(); ++i) {
    Node& node = nodes_[i + kMargin];
    node.shape = static_cast<uint32_t>(units[i].shape);
    node.spans[0] = units[i].key;
  }
  for (size_t i = 1; i + kMaxWordUnits <= nodes_.size(); ++i) {
    Node& node = nodes_[i];
    for (size_t k = 1; k < kMaxWordUnits; ++k) {
      node.spans[k] = MixHashes(node.spans[k - 1], nodes_[i + k].spans[0]);
      if (words.Contains(node.spans[k])) node.listed |= 1U << k;
    }
    node.cohesion = pairs.LevelOf(node.spans[1]);
  }
}

}  // namespace khotin::text
