#include "story/story.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace khotin::story {

Core::Core(std::vector<Member> members) : members_(std::move(members)) { Sum(); }

void Core::Add(Member member) {
  members_.push_back(std::move(member));
  Sum();
}

bool Core::Remove(absl::string_view article) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& member) { return member.article == article; });
  if (found == members_.end()) return false;
  members_.erase(found);
  Sum();
  return true;
}

void Core::Sum() {
  std::vector<Feature> all;
  all.reserve(members_.size() * kMaxFeatures);
  for (const Member& member : members_) {
    all.insert(all.end(), member.features.begin(), member.features.end());
  }
  if (members_.size() > 1) {
    std::sort(all.begin(), all.end(),
              [](const Feature& a, const Feature& b) { return a.key < b.key; });
  }
  sum_.clear();
  sum_.reserve(all.size());
  for (const Feature& feature : all) {
    if (sum_.empty() || sum_.back().first != feature.key) sum_.emplace_back(feature.key, 0);
    sum_.back().second += feature.weight;
  }
  uint64_t squares = 0;
  for (const auto& [key, weight] : sum_) squares += uint64_t{weight} * weight;
  length_ = std::sqrt(static_cast<double>(squares));
}

double Core::Similarity(absl::Span<const Feature> features) const {
  uint64_t product = 0;
  uint64_t squares = 0;
  auto at = sum_.begin();
  for (const Feature& feature : features) {
    squares += uint64_t{feature.weight} * feature.weight;
    while (at != sum_.end() && at->first < feature.key) ++at;
    if (at != sum_.end() && at->first == feature.key) {
      product += uint64_t{feature.weight} * at->second;
    }
  }
  if (product == 0) return 0;
  return static_cast<double>(product) / (std::sqrt(static_cast<double>(squares)) * length_);
}

absl::optional<int64_t> Core::Distance(PublishTime time) const {
  absl::optional<int64_t> nearest;
  if (!time.has_value()) return nearest;
  for (const Member& member : members_) {
    if (!member.time.has_value()) continue;
    const int64_t distance = std::abs(*time - *member.time);
    if (!nearest.has_value() || distance < *nearest) nearest = distance;
  }
  return nearest;
}

Features Core::PostedTerms() const {
  Features scaled;
  scaled.reserve(sum_.size());
  for (const auto& [key, weight] : sum_) {
    const double unit = std::max(1.0, std::round(weight / length_ * kUnit));
    scaled.push_back({key, static_cast<uint16_t>(unit)});
  }
  return Heaviest(scaled, kPostedTerms);
}

const Member& Core::Central() const {
  const Member* central = &members_.front();
  double best = -1;
  for (const Member& member : members_) {
    const double similarity = Similarity(member.features);
    if (similarity > best) {
      best = similarity;
      central = &member;
    }
  }
  return *central;
}

}  // namespace khotin::story
