// What the model of words looks at. Internal to lib/text and to the program that trains the model,
// so that both see the same.
#ifndef KHOTIN_TEXT_WORD_FEATURES_H_
#define KHOTIN_TEXT_WORD_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "text/pair_cohesion.h"
#include "text/word_units.h"

namespace khotin::text {

// Words longer than this come from a user's dictionary alone.
inline constexpr size_t kMaxWordUnits = 4;

// Mixes two hashes; the order matters.
constexpr uint64_t MixHashes(uint64_t a, uint64_t b) {
  uint64_t h = a * 0x9E3779B97F4A7C15U + b * 0xC2B2AE3D27D4EB4FU + 0x165667B19E3779F9U;
  h ^= h >> 32;
  h *= 0xBF58476D1CE4E5B9U;
  return h ^ h >> 29;
}

// A set of words of two to kMaxWordUnits units, by the hash of their keys.
class WordSet {
 public:
  // `words` are hashes that HashOfWord gave.
  explicit WordSet(absl::Span<const uint64_t> words);

  bool Contains(uint64_t word) const {
    for (size_t at = word & mask_;; at = (at + 1) & mask_) {
      if (slots_[at] == word) return true;
      if (slots_[at] == 0) return false;
    }
  }

 private:
  std::vector<uint64_t> slots_;  // open addressing; 0 is empty
  uint64_t mask_ = 0;
};

// The hash of the word that `units` make.
uint64_t HashOfWord(absl::Span<const WordUnit> units);

// The features of one text: of the gaps between its units, and of the spans that could be words.
// A feature is a hash of 64 bits whose upper bits choose its weight.
class WordFeatures {
 public:
  WordFeatures(absl::Span<const WordUnit> units, const WordSet& words, const PairCohesion& pairs);

  // Calls `visit(uint64_t)` for each feature of joining unit `i` to the unit before it.
  template <typename Visit>
  void VisitGap(size_t i, const Visit& visit) const;

  // The same for units [i, i + length) as one word. REQUIRES: length <= kMaxWordUnits.
  template <typename Visit>
  void VisitSpan(size_t i, size_t length, const Visit& visit) const;

 private:
  static constexpr size_t kMargin = 4;  // units beyond either end of the text

  struct Node {
    uint64_t spans[kMaxWordUnits];  // hashes of the words of 1, 2, … units from here
    uint32_t shape;
    uint32_t listed;    // bit n: the word of n + 1 units from here is in the set
    uint32_t cohesion;  // with the next unit
  };

  const Node& At(size_t i) const { return nodes_[i + kMargin]; }

  template <typename Visit>
  void VisitGapSyllables(size_t i, const Visit& visit) const;
  template <typename Visit>
  void VisitGapShapes(size_t i, const Visit& visit) const;
  template <typename Visit>
  void VisitGapLists(size_t i, const Visit& visit) const;

  std::vector<Node> nodes_;
};

namespace word_features_internal {

// Each kind of feature has a number of its own, which is part of the model.
constexpr uint64_t Feature(uint64_t kind, uint64_t a, uint64_t b = 0) {
  uint64_t h = (a + kind * 0x9E3779B97F4A7C15U) * 0xBF58476D1CE4E5B9U;
  h = ((h ^ h >> 31) + b) * 0x94D049BB133111EBU;
  return h ^ h >> 32;
}

}  // namespace word_features_internal

template <typename Visit>
void WordFeatures::VisitGap(size_t i, const Visit& visit) const {
  VisitGapSyllables(i, visit);
  VisitGapShapes(i, visit);
  VisitGapLists(i, visit);
}

template <typename Visit>
void WordFeatures::VisitGapSyllables(size_t i, const Visit& visit) const {
  using word_features_internal::Feature;
  const Node& before = nodes_[i + kMargin - 2];
  const Node& left = nodes_[i + kMargin - 1];
  const Node& right = At(i);
  visit(Feature(1, 0));
  visit(Feature(2, left.spans[0]));
  visit(Feature(3, right.spans[0]));
  visit(Feature(4, before.spans[0]));
  visit(Feature(5, At(i + 1).spans[0]));
  visit(Feature(6, left.spans[1]));
  visit(Feature(7, before.spans[1]));
  visit(Feature(8, right.spans[1]));
  visit(Feature(9, before.spans[2]));
  visit(Feature(10, left.spans[2]));
}

template <typename Visit>
void WordFeatures::VisitGapShapes(size_t i, const Visit& visit) const {
  using word_features_internal::Feature;
  const Node& before = nodes_[i + kMargin - 2];
  const Node& left = nodes_[i + kMargin - 1];
  const Node& right = At(i);
  const Node& after = At(i + 1);
  const uint64_t shapes = left.shape << 4 | right.shape;
  visit(Feature(11, shapes));
  visit(Feature(12, before.shape << 8 | shapes));
  visit(Feature(13, shapes << 4 | after.shape));
  visit(Feature(14, before.shape << 12 | shapes << 4 | after.shape));
  visit(Feature(15, left.spans[0], right.shape));
  visit(Feature(16, right.spans[0], left.shape));
}

template <typename Visit>
void WordFeatures::VisitGapLists(size_t i, const Visit& visit) const {
  using word_features_internal::Feature;
  const Node& first = nodes_[i + kMargin - 3];
  const Node& before = nodes_[i + kMargin - 2];
  const Node& left = nodes_[i + kMargin - 1];
  const Node& right = At(i);
  const uint64_t shapes = left.shape << 4 | right.shape;
  const uint64_t listed = left.listed >> 1 & 1;
  const uint64_t longer = (before.listed >> 2 & 1) | (left.listed >> 2 & 1) << 1 |
                          ((first.listed | before.listed | left.listed) >> 3 & 1) << 2;
  const uint64_t around = (before.listed >> 1 & 1) << 1 | (right.listed >> 1 & 1);
  visit(Feature(17, listed << 3 | longer));
  visit(Feature(18, (listed << 3 | longer) << 2 | around));
  visit(Feature(19, listed << 8 | shapes));
  visit(Feature(20, left.spans[0], listed));
  visit(Feature(21, right.spans[0], listed));

  const uint64_t cohesion = left.cohesion;
  visit(Feature(22, cohesion));
  visit(Feature(23, before.cohesion << 4 | cohesion));
  visit(Feature(24, cohesion << 4 | right.cohesion));
  visit(Feature(25, (before.cohesion << 4 | cohesion) << 4 | right.cohesion));
  visit(Feature(26, cohesion << 8 | shapes));
  visit(Feature(27, left.spans[0], cohesion));
  visit(Feature(28, right.spans[0], cohesion));
  visit(Feature(29, cohesion << 4 | listed << 3 | longer));
}

template <typename Visit>
void WordFeatures::VisitSpan(size_t i, size_t length, const Visit& visit) const {
  using word_features_internal::Feature;
  const Node& node = At(i);
  uint64_t shapes = length;
  for (size_t k = 0; k < length; ++k) shapes = shapes << 4 | At(i + k).shape;
  const Node& before = nodes_[i + kMargin - 1];
  const Node& after = At(i + length);
  visit(Feature(31, node.spans[length - 1]));
  visit(Feature(32, length));
  visit(Feature(33, shapes));
  visit(Feature(34, shapes, before.shape << 4 | after.shape));
  visit(Feature(35, node.spans[0], shapes));
  visit(Feature(36, before.spans[0], shapes));
  visit(Feature(40, before.spans[0], node.spans[length - 1]));
  visit(Feature(41, after.spans[0], node.spans[length - 1]));
  if (length == 1) return;
  const uint64_t listed = node.listed >> (length - 1) & 1;
  visit(Feature(37, At(i + length - 1).spans[0], shapes));
  visit(Feature(38, length << 1 | listed));
  visit(Feature(39, shapes << 1 | listed));
}

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_WORD_FEATURES_H_
