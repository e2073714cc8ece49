#include "query/ranking.h"

#include <cmath>

namespace khotin::query {

Scorer::Scorer(const Ranking& ranking, const index::IndexSnapshot& snapshot) : ranking_(ranking) {
  uint64_t documents = 0;
  std::array<uint64_t, index::kFieldCount> lengths{};
  for (const index::SegmentView& view : snapshot.segments) {
    documents += view.segment->stats().documents;
    for (size_t field = 0; field < lengths.size(); ++field) {
      lengths[field] += view.segment->stats().total_lengths[field];
    }
  }
  documents_ = static_cast<double>(documents);
  for (size_t field = 0; field < lengths.size(); ++field) {
    // No field is shorter than a word on average: an empty one divides by nothing.
    average_lengths_[field] =
        std::max(1.0, static_cast<double>(lengths[field]) / std::max(1.0, documents_));
  }
}

double Scorer::InverseFrequency(uint64_t document_frequency) const {
  const auto found = static_cast<double>(document_frequency);
  return std::log1p(std::max(0.0, documents_ - found + 0.5) / (found + 0.5));
}

LengthNorms Scorer::Norms(const std::array<uint32_t, index::kFieldCount>& lengths) const {
  LengthNorms norms{};
  for (size_t field = 0; field < norms.size(); ++field) {
    const double b = ranking_.length_weight[field];
    norms[field] = ranking_.field_weight[field] /
                   (1 - b + b * static_cast<double>(lengths[field]) / average_lengths_[field]);
  }
  return norms;
}

double Scorer::Saturate(const std::array<uint32_t, index::kFieldCount>& frequencies,
                        const LengthNorms& norms) const {
  double weighed = 0;
  for (size_t field = 0; field < norms.size(); ++field) {
    weighed += static_cast<double>(frequencies[field]) * norms[field];
  }
  return weighed / (ranking_.k1 + weighed);
}

}  // namespace khotin::query
