#include "story/features.h"

#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_map.h"
#include "story/terms.h"

namespace khotin::story {
namespace {

// Occurrences in halves.
constexpr uint32_t kTitleHalves = 6;
constexpr uint32_t kLeadHalves = 3;
constexpr uint32_t kBodyHalves = 2;
// Half of the greatest weight is reached at two occurrences in the body.
constexpr uint32_t kSaturationHalves = 4;

struct Weighted {
  uint64_t term;
  double weight;
};

uint32_t HalvesOf(text::Field field) {
  switch (field) {
    case text::Field::kTitle:
      return kTitleHalves;
    case text::Field::kLead:
      return kLeadHalves;
    case text::Field::kBody:
      break;
  }
  return kBodyHalves;
}

std::vector<Weighted> WeighTerms(absl::Span<const text::Passage> passages,
                                 const DocumentFrequencies& frequencies) {
  absl::flat_hash_map<uint64_t, uint32_t> halves;
  halves.reserve(2 * kMaxWords);
  VisitTerms(passages, [&](text::Field field, uint64_t term) { halves[term] += HalvesOf(field); });
  std::vector<Weighted> terms;
  terms.reserve(halves.size());
  for (const auto& [term, count] : halves) {
    const int inverse = frequencies.InverseFrequency(term);
    if (inverse > 0) terms.push_back({term, inverse * double(count) / (count + kSaturationHalves)});
  }
  return terms;
}

}  // namespace

Features ExtractFeatures(absl::Span<const text::Passage> passages,
                         const DocumentFrequencies& frequencies) {
  std::vector<Weighted> terms = WeighTerms(passages, frequencies);
  const auto heavier = [](const Weighted& a, const Weighted& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  };
  if (terms.size() > kMaxFeatures) {
    std::nth_element(terms.begin(), terms.begin() + kMaxFeatures, terms.end(), heavier);
    terms.resize(kMaxFeatures);
  }
  std::sort(terms.begin(), terms.end(),
            [](const Weighted& a, const Weighted& b) { return a.term < b.term; });
  double squares = 0;
  for (const Weighted& term : terms) squares += term.weight * term.weight;
  Features features;
  for (const Weighted& term : terms) {
    const double weight = std::max(1.0, std::round(term.weight / std::sqrt(squares) * kUnit));
    const Feature feature = {static_cast<uint32_t>(term.term >> 32), static_cast<uint16_t>(weight)};
    if (features.empty() || features.back().key != feature.key) features.push_back(feature);
  }
  return features;
}

uint64_t Product(absl::Span<const Feature> a, absl::Span<const Feature> b) {
  uint64_t sum = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint32_t left = a[i].key;
    const uint32_t right = b[j].key;
    if (left == right) sum += uint64_t{a[i].weight} * b[j].weight;
    i += left <= right ? 1 : 0;
    j += right <= left ? 1 : 0;
  }
  return sum;
}

Features Heaviest(absl::Span<const Feature> features, size_t count) {
  Features sorted(features.begin(), features.end());
  count = std::min(count, sorted.size());
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(count),
                    sorted.end(), [](const Feature& a, const Feature& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
                    });
  sorted.resize(count);
  return sorted;
}

}  // namespace khotin::story
