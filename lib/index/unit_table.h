// The texts of many documents in the numbers of one table of units.
#ifndef KHOTIN_INDEX_UNIT_TABLE_H_
#define KHOTIN_INDEX_UNIT_TABLE_H_

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/document_terms.h"

namespace khotin::index {

// Add for each document, Rank, and then what is read: numbers of units rise with their folded keys,
// those of one folded key standing in a row. Not thread-safe. Holds four bytes for each unit of a
// text, and each distinct unit once.
class UnitTable {
 public:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  // Empties the table, and keeps its memory.
  void Clear();
  // Keeps nothing that looks into the document.
  void Add(const DocumentTerms& document);
  // To be called once behind the last document.
  void Rank();

  uint32_t documents() const { return static_cast<uint32_t>(fields_[0].size()); }
  // A field of a document as DocumentTerms has it, in the table's numbers.
  absl::Span<const uint32_t> Text(size_t field, uint32_t doc) const { return fields_[field][doc]; }

  size_t size() const { return units_.size(); }
  absl::string_view exact_key(uint32_t unit) const { return units_[unit]->exact; }

  // Folded keys have numbers of their own, which rise with the keys.
  size_t folded_size() const { return first_units_.size() - 1; }
  uint32_t folded(uint32_t unit) const { return folded_[unit]; }
  absl::string_view folded_key(uint32_t folded) const {
    return units_[first_units_[folded]]->folded;
  }
  // The first unit of a folded key, or for folded_size() the end.
  uint32_t first_unit(uint32_t folded) const { return first_units_[folded]; }

  // Units whose exact key is not the folded one, in the order of their exact keys.
  const std::vector<uint32_t>& by_exact() const { return by_exact_; }
  // Where a unit stands in by_exact(); kNone when it is not there.
  uint32_t exact_rank(uint32_t unit) const { return exact_ranks_[unit]; }

 private:
  uint32_t Number(const UnitKeys& keys);
  // Room for a text that stays where it is.
  absl::Span<uint32_t> Allocate(size_t size);
  void RankFolded();
  void RankExact();

  std::vector<std::vector<uint32_t>> blocks_;  // of the texts; those behind current_ are empty
  size_t current_ = 0;
  std::array<std::vector<absl::Span<uint32_t>>, kFieldCount> fields_;
  std::vector<uint32_t> numbers_;  // of the units of the document being added
  std::deque<UnitKeys> keys_;      // as they came
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_by_exact_;
  // By unit, once they are ranked.
  std::vector<const UnitKeys*> units_;
  std::vector<uint32_t> folded_;
  std::vector<uint32_t> exact_ranks_;
  std::vector<uint32_t> first_units_;
  std::vector<uint32_t> by_exact_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_UNIT_TABLE_H_
