// The units of many documents under one numbering.
#ifndef KHOTIN_INDEX_UNIT_TABLE_H_
#define KHOTIN_INDEX_UNIT_TABLE_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/document_terms.h"

namespace khotin::index {

// Immutable. Views into the documents, which must outlive it.
class UnitTable {
 public:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  explicit UnitTable(absl::Span<const DocumentTerms> documents);

  size_t size() const { return units_.size(); }
  // The number of each of a document's units.
  absl::Span<const uint32_t> OfDocument(uint32_t doc) const {
    return absl::MakeConstSpan(numbers_).subspan(begins_[doc], begins_[doc + 1] - begins_[doc]);
  }
  absl::string_view exact_key(uint32_t unit) const { return units_[unit].exact; }

  // Folded keys have numbers of their own, which rise with the keys.
  size_t folded_size() const { return folded_keys_.size(); }
  uint32_t folded(uint32_t unit) const { return units_[unit].folded; }
  absl::string_view folded_key(uint32_t folded) const { return folded_keys_[folded]; }

  // Units whose exact key is not the folded one: all, in the order of their exact keys, and those
  // of one folded key.
  const std::vector<uint32_t>& by_exact() const { return by_exact_; }
  absl::Span<const uint32_t> WithDiacritics(uint32_t folded) const { return members_[folded]; }

 private:
  struct Entry {
    absl::string_view exact;
    uint32_t folded;
  };

  void Number(absl::Span<const DocumentTerms> documents);
  void RankFolded();

  std::vector<Entry> units_;
  std::vector<uint32_t> numbers_;  // of all documents' units
  std::vector<size_t> begins_;     // of each document's
  std::vector<absl::string_view> folded_keys_;
  std::vector<uint32_t> by_exact_;
  std::vector<std::vector<uint32_t>> members_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_UNIT_TABLE_H_
