#include "index/unit_table.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace khotin::index {

UnitTable::UnitTable(absl::Span<const DocumentTerms> documents) {
  Number(documents);
  RankFolded();
  members_.resize(folded_keys_.size());
  for (uint32_t unit = 0; unit < units_.size(); ++unit) {
    if (units_[unit].exact == folded_keys_[units_[unit].folded]) continue;
    by_exact_.push_back(unit);
    members_[units_[unit].folded].push_back(unit);
  }
  std::sort(by_exact_.begin(), by_exact_.end(),
            [this](uint32_t a, uint32_t b) { return units_[a].exact < units_[b].exact; });
}

void UnitTable::Number(absl::Span<const DocumentTerms> documents) {
  absl::flat_hash_map<absl::string_view, uint32_t> exact_numbers;
  absl::flat_hash_map<absl::string_view, uint32_t> folded_numbers;
  begins_.push_back(0);
  for (const DocumentTerms& document : documents) {
    for (const UnitKeys& keys : document.units) {
      const auto [exact, is_new] =
          exact_numbers.try_emplace(keys.exact, static_cast<uint32_t>(units_.size()));
      numbers_.push_back(exact->second);
      if (!is_new) continue;
      const auto [folded, is_new_key] =
          folded_numbers.try_emplace(keys.folded, static_cast<uint32_t>(folded_keys_.size()));
      if (is_new_key) folded_keys_.push_back(keys.folded);
      units_.push_back({keys.exact, folded->second});
    }
    begins_.push_back(numbers_.size());
  }
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
  for (Entry& unit : units_) unit.folded = ranks[unit.folded];
}

}  // namespace khotin::index
