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

// Add for each document, Rank, and then what is read. Not thread-safe. Holds four bytes for each
// unit of a text, and each distinct unit once.
class UnitTable {
 public:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  // Empties the table, and keeps its memory.
  void Clear();
  // Keeps nothing that looks into the document.
  void Add(const DocumentTerms& document);
  // To be called once behind the last document.
  void Rank();

  uint32_t documents() const { return documents_; }
  // A field of a document as DocumentTerms has it, in the table's numbers.
  absl::Span<const uint32_t> Text(size_t field, uint32_t doc) const {
    const FieldTexts& texts = fields_[field];
    return absl::MakeConstSpan(texts.units)
        .subspan(texts.begins[doc], texts.begins[doc + 1] - texts.begins[doc]);
  }
  // Of all documents' texts.
  size_t TextSize(size_t field) const { return fields_[field].units.size(); }

  size_t size() const { return keys_.size(); }
  absl::string_view exact_key(uint32_t unit) const { return keys_[unit].exact; }

  // Folded keys have numbers of their own, which rise with the keys.
  size_t folded_size() const { return folded_keys_.size(); }
  uint32_t folded(uint32_t unit) const { return folded_[unit]; }
  absl::string_view folded_key(uint32_t folded) const { return folded_keys_[folded]; }

  // Units whose exact key is not the folded one: all, in the order of their exact keys, and those
  // of one folded key.
  const std::vector<uint32_t>& by_exact() const { return by_exact_; }
  // Where a unit stands in by_exact(); kNone when it is not there.
  uint32_t exact_rank(uint32_t unit) const { return exact_ranks_[unit]; }
  absl::Span<const uint32_t> WithDiacritics(uint32_t folded) const { return members_[folded]; }

 private:
  struct FieldTexts {
    std::vector<uint32_t> units;
    std::vector<size_t> begins{0};  // of each document's, and the end
  };

  uint32_t Number(const UnitKeys& keys);
  void RankFolded();

  uint32_t documents_ = 0;
  std::array<FieldTexts, kFieldCount> fields_;
  std::vector<uint32_t> numbers_;  // of the units of the document being added
  std::deque<UnitKeys> keys_;      // which the maps look into
  absl::flat_hash_map<absl::string_view, uint32_t> exact_numbers_;
  absl::flat_hash_map<absl::string_view, uint32_t> folded_numbers_;
  std::vector<uint32_t> folded_;
  std::vector<absl::string_view> folded_keys_;
  std::vector<uint32_t> by_exact_;
  std::vector<uint32_t> exact_ranks_;
  std::vector<std::vector<uint32_t>> members_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_UNIT_TABLE_H_
