#include "index/unit_table.h"

#include <algorithm>
#include <utility>

namespace khotin::index {

void UnitTable::Clear() {
  documents_ = 0;
  for (FieldTexts& texts : fields_) {
    texts.units.clear();
    texts.begins.assign(1, 0);
  }
  keys_.clear();
  exact_numbers_.clear();
  folded_numbers_.clear();
  folded_.clear();
  folded_keys_.clear();
  by_exact_.clear();
  members_.clear();
}

void UnitTable::Add(const DocumentTerms& document) {
  numbers_.clear();
  for (const UnitKeys& keys : document.units) numbers_.push_back(Number(keys));
  for (size_t field = 0; field < kFieldCount; ++field) {
    FieldTexts& texts = fields_[field];
    for (const uint32_t unit : document.text[field]) {
      texts.units.push_back(unit == kPassageBreak ? kPassageBreak : numbers_[unit]);
    }
    texts.begins.push_back(texts.units.size());
  }
  ++documents_;
}

uint32_t UnitTable::Number(const UnitKeys& keys) {
  const auto known = exact_numbers_.find(keys.exact);
  if (known != exact_numbers_.end()) return known->second;
  const auto number = static_cast<uint32_t>(keys_.size());
  const UnitKeys& kept = keys_.emplace_back(keys);
  exact_numbers_.emplace(kept.exact, number);
  const auto [folded, is_new] =
      folded_numbers_.try_emplace(kept.folded, static_cast<uint32_t>(folded_keys_.size()));
  if (is_new) folded_keys_.push_back(kept.folded);
  folded_.push_back(folded->second);
  return number;
}

void UnitTable::Rank() {
  RankFolded();
  members_.resize(folded_keys_.size());
  for (uint32_t unit = 0; unit < size(); ++unit) {
    if (keys_[unit].exact == keys_[unit].folded) continue;
    by_exact_.push_back(unit);
    members_[folded_[unit]].push_back(unit);
  }
  std::sort(by_exact_.begin(), by_exact_.end(),
            [this](uint32_t a, uint32_t b) { return keys_[a].exact < keys_[b].exact; });
  exact_ranks_.assign(size(), kNone);
  for (uint32_t rank = 0; rank < by_exact_.size(); ++rank) exact_ranks_[by_exact_[rank]] = rank;
}

void UnitTable::RankFolded() {
  std::vector<uint32_t> order(folded_keys_.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [this](uint32_t a, uint32_t b) { return folded_keys_[a] < folded_keys_[b]; });
  std::vector<uint32_t> ranks(order.size());
  std::vector<absl::string_view> sorted(order.size());
  for (uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank;
    sorted[rank] = folded_keys_[order[rank]];
  }
  folded_keys_ = std::move(sorted);
  for (uint32_t& folded : folded_) folded = ranks[folded];
}

}  // namespace khotin::index
