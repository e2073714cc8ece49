#include "index/unit_table.h"

#include <algorithm>
#include <numeric>

namespace khotin::index {
namespace {

// Texts of a hundred articles or two: growing one list of all would copy it over and over.
constexpr size_t kUnitsPerBlock = size_t{1} << 16;

}  // namespace

void UnitTable::Clear() {
  for (std::vector<uint32_t>& block : blocks_) block.clear();
  current_ = 0;
  for (auto& texts : fields_) texts.clear();
  keys_.clear();
  numbers_by_exact_.clear();
  units_.clear();
  folded_.clear();
  exact_ranks_.clear();
  first_units_.clear();
  by_exact_.clear();
}

void UnitTable::Add(const DocumentTerms& document) {
  numbers_.clear();
  for (const UnitKeys& keys : document.units) numbers_.push_back(Number(keys));
  for (size_t field = 0; field < kFieldCount; ++field) {
    const std::vector<uint32_t>& text = document.text[field];
    const absl::Span<uint32_t> kept = Allocate(text.size());
    std::transform(text.begin(), text.end(), kept.begin(), [this](uint32_t unit) {
      return unit == kPassageBreak ? kPassageBreak : numbers_[unit];
    });
    fields_[field].push_back(kept);
  }
}

absl::Span<uint32_t> UnitTable::Allocate(size_t size) {
  const auto is_full = [size](const std::vector<uint32_t>& block) {
    return block.capacity() - block.size() < size;
  };
  while (current_ < blocks_.size() && is_full(blocks_[current_])) ++current_;
  if (current_ == blocks_.size()) blocks_.emplace_back().reserve(std::max(size, kUnitsPerBlock));
  std::vector<uint32_t>& block = blocks_[current_];
  block.resize(block.size() + size);
  return absl::MakeSpan(block).subspan(block.size() - size);
}

uint32_t UnitTable::Number(const UnitKeys& keys) {
  const auto known = numbers_by_exact_.find(keys.exact);
  if (known != numbers_by_exact_.end()) return known->second;
  const auto number = static_cast<uint32_t>(keys_.size());
  numbers_by_exact_.emplace(keys_.emplace_back(keys).exact, number);
  return number;
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
    if (units_.empty() || units_.back()->folded != keys_[old].folded) first_units_.push_back(unit);
    folded_.push_back(static_cast<uint32_t>(first_units_.size() - 1));
    units_.push_back(&keys_[old]);
  }
  first_units_.push_back(static_cast<uint32_t>(units_.size()));
  for (std::vector<uint32_t>& block : blocks_) {
    for (uint32_t& unit : block) {
      if (unit != kPassageBreak) unit = new_numbers[unit];
    }
  }
}

void UnitTable::RankExact() {
  for (uint32_t unit = 0; unit < size(); ++unit) {
    if (units_[unit]->exact != units_[unit]->folded) by_exact_.push_back(unit);
  }
  std::sort(by_exact_.begin(), by_exact_.end(),
            [this](uint32_t a, uint32_t b) { return units_[a]->exact < units_[b]->exact; });
  exact_ranks_.assign(size(), kNone);
  for (uint32_t rank = 0; rank < by_exact_.size(); ++rank) exact_ranks_[by_exact_[rank]] = rank;
}

}  // namespace khotin::index
