#include "index/unit_table.h"

#include <algorithm>
#include <numeric>

namespace khotin::index {

void UnitTable::Clear() {
  units_of_texts_.Clear();
  counts_of_texts_.Clear();
  for (auto& texts : fields_) texts.clear();
  for (auto& counts : exact_counts_) counts.clear();
  keys_.clear();
  numbers_by_exact_.clear();
  units_.clear();
  folded_.clear();
  exact_ranks_.clear();
  first_units_.clear();
  folded_keys_.clear();
  by_exact_.clear();
}

void UnitTable::Add(const DocumentTerms& document) {
  Number(document.units);
  for (size_t field = 0; field < kFieldCount; ++field) {
    const std::vector<uint32_t>& text = document.text[field];
    const absl::Span<uint32_t> kept = units_of_texts_.Allocate(text.size());
    std::transform(text.begin(), text.end(), kept.begin(), [this](uint32_t unit) {
      return unit == kPassageBreak ? kPassageBreak : numbers_[unit];
    });
    fields_[field].push_back(kept);
    AddExactCounts(field, text, document);
  }
}

void UnitTable::AddExactCounts(size_t field, absl::Span<const uint32_t> text,
                               const DocumentTerms& document) {
  counts_.assign(document.units.size(), 0);
  for (const uint32_t unit : text) {
    if (unit != kPassageBreak) ++counts_[unit];
  }
  size_t size = 0;
  for (size_t unit = 0; unit < counts_.size(); ++unit) {
    if (counts_[unit] == 0) continue;
    const UnitKeys& keys = document.units[unit];
    if (keys.exact == keys.folded) counts_[unit] = 0;
    size += counts_[unit] > 0 ? 1 : 0;
  }
  const absl::Span<ExactCount> kept = counts_of_texts_.Allocate(size);
  size = 0;
  for (size_t unit = 0; unit < counts_.size(); ++unit) {
    if (counts_[unit] > 0) kept[size++] = {numbers_[unit], counts_[unit]};
  }
  exact_counts_[field].push_back(kept);
}

// Between two documents other work fills the caches: all look-ups of a document wait for memory at
// the same time, not one behind another.
void UnitTable::Number(absl::Span<const UnitKeys> units) {
  hashes_.clear();
  for (const UnitKeys& keys : units) {
    hashes_.push_back(numbers_by_exact_.hash_function()(keys.exact));
    numbers_by_exact_.prefetch(keys.exact);
  }
  numbers_.clear();
  for (size_t i = 0; i < units.size(); ++i) {
    const auto known = numbers_by_exact_.find(units[i].exact, hashes_[i]);
    if (known != numbers_by_exact_.end()) {
      numbers_.push_back(known->second);
      continue;
    }
    numbers_.push_back(static_cast<uint32_t>(keys_.size()));
    numbers_by_exact_.emplace(units[i].exact, numbers_.back());
    keys_.push_back(units[i]);
  }
}

void UnitTable::Rank() {
  RankFolded();
  RankExact();
}

void UnitTable::RankFolded() {
  std::vector<uint32_t> order(keys_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    const int folded = keys_[a].folded.compare(keys_[b].folded);
    return folded != 0 ? folded < 0 : a < b;
  });
  std::vector<uint32_t> new_numbers(order.size());
  for (const uint32_t old : order) {
    const auto unit = static_cast<uint32_t>(units_.size());
    new_numbers[old] = unit;
    if (units_.empty() || units_.back()->folded != keys_[old].folded) {
      first_units_.push_back(unit);
      folded_keys_.push_back(keys_[old].folded);
    }
    folded_.push_back(static_cast<uint32_t>(first_units_.size() - 1));
    units_.push_back(&keys_[old]);
  }
  first_units_.push_back(static_cast<uint32_t>(units_.size()));
  units_of_texts_.ForEach([&](uint32_t& unit) {
    if (unit != kPassageBreak) unit = new_numbers[unit];
  });
  counts_of_texts_.ForEach([&](ExactCount& count) { count.rank = new_numbers[count.rank]; });
}

void UnitTable::RankExact() {
  for (uint32_t unit = 0; unit < size(); ++unit) {
    if (units_[unit]->exact != units_[unit]->folded) by_exact_.push_back(unit);
  }
  std::sort(by_exact_.begin(), by_exact_.end(),
            [this](uint32_t a, uint32_t b) { return units_[a]->exact < units_[b]->exact; });
  exact_ranks_.assign(size(), kNone);
  for (uint32_t rank = 0; rank < by_exact_.size(); ++rank) exact_ranks_[by_exact_[rank]] = rank;
  counts_of_texts_.ForEach([&](ExactCount& count) { count.rank = exact_ranks_[count.rank]; });
}

}  // namespace khotin::index
