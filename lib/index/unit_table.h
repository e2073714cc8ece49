// The texts of many documents in the numbers of one table of units.
#ifndef KHOTIN_INDEX_UNIT_TABLE_H_
#define KHOTIN_INDEX_UNIT_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/document_terms.h"
#include "index/huge_page_allocator.h"
#include "index/scratch_memory.h"

namespace khotin::index {

// Add for each document, Rank, and then what is read: numbers of units rise with their folded keys,
// those of one folded key standing in a row. Not thread-safe. Holds four bytes for each unit of a
// text, eight for each distinct one of a document, and each distinct unit of all once.
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

  // How often each unit of by_exact() stands there that does, in no certain order.
  struct ExactCount {
    uint32_t rank;  // its place in by_exact()
    uint32_t count;
  };
  absl::Span<const ExactCount> ExactCounts(size_t field, uint32_t doc) const {
    return exact_counts_[field][doc];
  }

  size_t size() const { return units_.size(); }
  absl::string_view exact_key(uint32_t unit) const { return units_[unit]->exact; }

  // Folded keys have numbers of their own, which rise with the keys.
  size_t folded_size() const { return first_units_.size() - 1; }
  uint32_t folded(uint32_t unit) const { return folded_[unit]; }
  absl::string_view folded_key(uint32_t folded) const { return folded_keys_[folded]; }
  // The first unit of a folded key, or for folded_size() the end.
  uint32_t first_unit(uint32_t folded) const { return first_units_[folded]; }

  // Units whose exact key is not the folded one, in the order of their exact keys.
  const std::vector<uint32_t>& by_exact() const { return by_exact_; }
  // Where a unit stands in by_exact(); kNone when it is not there.
  uint32_t exact_rank(uint32_t unit) const { return exact_ranks_[unit]; }

 private:
  // Fills numbers_.
  void Number(absl::Span<const UnitKeys> units);
  void AddExactCounts(size_t field, absl::Span<const uint32_t> text, const DocumentTerms& document);
  void RankFolded();
  void RankExact();

  SpanArena<uint32_t> units_of_texts_;
  SpanArena<ExactCount> counts_of_texts_;  // ranks are numbers of units until Rank
  std::array<std::vector<absl::Span<const uint32_t>>, kFieldCount> fields_;
  std::array<std::vector<absl::Span<const ExactCount>>, kFieldCount> exact_counts_;
  // Of the units of the document being added.
  std::vector<size_t> hashes_;
  std::vector<uint32_t> numbers_;
  std::vector<uint32_t> counts_;
  std::deque<UnitKeys> keys_;  // as they came
  // Keys are strings, not views of keys_: most are so short that a look-up reads one place.
  using NumbersByKey =
      absl::flat_hash_map<std::string, uint32_t, absl::Hash<std::string>,
                          std::equal_to<std::string>,
                          HugePageAllocator<std::pair<const std::string, uint32_t>>>;
  NumbersByKey numbers_by_exact_;
  // By unit, once they are ranked.
  std::vector<const UnitKeys*> units_;
  std::vector<uint32_t> folded_;
  std::vector<uint32_t> exact_ranks_;
  std::vector<uint32_t> first_units_;
  std::vector<absl::string_view> folded_keys_;
  std::vector<uint32_t> by_exact_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_UNIT_TABLE_H_
