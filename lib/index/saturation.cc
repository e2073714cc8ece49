#include "index/saturation.h"

#include <algorithm>
#include <cmath>

namespace khotin::index {
namespace {

constexpr float kAverageTitle = 12;
constexpr float kAverageText = 550;

struct SharedSaturations {
  Saturation title_word{SaturationOf(TermKind::kFolded, IndexField::kTitle)};
  Saturation title_pair{SaturationOf(TermKind::kPair, IndexField::kTitle)};
  Saturation text_word{SaturationOf(TermKind::kFolded, IndexField::kText)};
  Saturation text_pair{SaturationOf(TermKind::kPair, IndexField::kText)};
  Saturation value{SaturationOf(TermKind::kValue, IndexField::kTitle)};
};

}  // namespace

SaturationParameters SaturationOf(TermKind kind, IndexField field) {
  if (HasNoField(kind)) return {0, 0, 1};
  if (field == IndexField::kTitle) return {0.75F, 1.0F, kAverageTitle};
  return {kind == TermKind::kPair ? 0.75F : 1.5F, 0.75F, kAverageText};
}

Saturation::Saturation(const SaturationParameters& parameters) {
  for (size_t i = 0; i < norms_.size(); ++i) {
    const auto length = static_cast<float>(LengthOfClass(static_cast<LengthClass>(i)));
    norms_[i] =
        parameters.k1 * (1 - parameters.b + parameters.b * length / parameters.average_length);
  }
}

const Saturation& SharedSaturation(TermKind kind, IndexField field) {
  static const SharedSaturations shared;
  if (HasNoField(kind)) return shared.value;
  if (kind == TermKind::kPair) {
    return field == IndexField::kTitle ? shared.title_pair : shared.text_pair;
  }
  return field == IndexField::kTitle ? shared.title_word : shared.text_word;
}

uint8_t BoundOf(float saturation) {
  const float scaled = std::ceil(std::clamp(saturation, 0.0F, 1.0F) * 255.0F);
  auto bound = static_cast<uint8_t>(scaled);
  if (bound < 255 && Unbound(bound) < saturation) ++bound;
  return bound;
}

}  // namespace khotin::index
