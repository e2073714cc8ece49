// How much a term counts that stands so often in a field of such a length: the part of BM25 that
// depends on the document alone, between 0 and 1.
//
// Its numbers are constants, the average lengths included: so the largest value in a group of
// postings can be stored with the group, and a document's score does not depend on the spread of
// others over segments. What was measured: docs/decisions/0009-ranking.md.
#ifndef KHOTIN_INDEX_SATURATION_H_
#define KHOTIN_INDEX_SATURATION_H_

#include <array>
#include <cstdint>

#include "index/document_terms.h"
#include "index/length_class.h"
#include "index/term.h"

namespace khotin::index {

// tf / (tf + k1 * (1 - b + b * length / average)).
struct SaturationParameters {
  float k1 = 1;
  float b = 0;
  float average_length = 1;
};

// Of the terms of a kind and field. Stored, by way of the bounds: a change needs another segment
// version.
SaturationParameters SaturationOf(TermKind kind, IndexField field);

// Immutable after construction and thread-safe.
class Saturation {
 public:
  explicit Saturation(const SaturationParameters& parameters);

  float operator()(uint32_t frequency, LengthClass length) const {
    const auto tf = static_cast<float>(frequency);
    return tf / (tf + norms_[length]);
  }
  float norm(LengthClass length) const { return norms_[length]; }

 private:
  std::array<float, 256> norms_;
};

// The one of SaturationOf, made once.
const Saturation& SharedSaturation(TermKind kind, IndexField field);

// Saturation rounded up to a byte: Unbound(BoundOf(s)) >= s.
uint8_t BoundOf(float saturation);
inline float Unbound(uint8_t bound) { return static_cast<float>(bound) / 255.0F; }

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SATURATION_H_
