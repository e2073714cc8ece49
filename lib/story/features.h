// What an article is about, as a short weighted list of terms.
#ifndef KHOTIN_STORY_FEATURES_H_
#define KHOTIN_STORY_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "story/document_frequencies.h"
#include "text/passage.h"

namespace khotin::story {

inline constexpr size_t kMaxFeatures = 64;

// The length of an article's features as a vector, up to rounding.
inline constexpr int kUnit = 4096;

struct Feature {
  // Upper half of the term's hash. Two terms of one article meet in a key about once in a million
  // articles, and then count as one.
  uint32_t key = 0;
  uint16_t weight = 0;  // 1..kUnit

  friend bool operator==(const Feature& a, const Feature& b) {
    return a.key == b.key && a.weight == b.weight;
  }
};

// Ascending by key, each key once; kMaxFeatures at most.
using Features = std::vector<Feature>;

// The heaviest words and pairs of words (tf-idf, with a saturating tf in which the title counts
// threefold and the lead one and a half times). Pure: the same passages and frequencies give the
// same features. Empty for an article without words that tell anything.
Features ExtractFeatures(absl::Span<const text::Passage> passages,
                         const DocumentFrequencies& frequencies = DocumentFrequencies::BuiltIn());

// The inner product; that of a list with itself is about kUnit * kUnit.
uint64_t Product(absl::Span<const Feature> a, absl::Span<const Feature> b);

// The `count` heaviest, the heaviest first; of equal ones those with the lower keys.
Features Heaviest(absl::Span<const Feature> features, size_t count);

}  // namespace khotin::story

#endif  // KHOTIN_STORY_FEATURES_H_
