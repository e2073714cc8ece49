// The values of one field (source, entity …) of all documents of a segment, by document.
//
//   labels block     labels in rising order: size(varint) bytes, each
//   ordinals block   2048 documents: how many values each has (int_codec.h), then their ordinals
#ifndef KHOTIN_INDEX_FACET_COLUMN_H_
#define KHOTIN_INDEX_FACET_COLUMN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "index/block_format.h"
#include "index/ordered_blocks.h"

namespace khotin::index {

// Where a column stands: the numbers of its first blocks.
struct FacetLayout {
  uint32_t labels = 0;  // distinct ones
  uint32_t labels_block = 0;
  uint32_t labels_blocks = 0;
  uint32_t ordinals_block = 0;
};

// In memory. Immutable once read.
struct FacetColumn {
  std::vector<std::string> labels;  // rising
  std::vector<uint32_t> documents;  // of each label: how many documents have it
  std::vector<uint32_t> begins;     // of each document's ordinals, and the end of the last
  std::vector<uint32_t> ordinals;   // rising for each document; indexes into `labels`
  absl::flat_hash_map<absl::string_view, uint32_t> by_label;  // of `labels`

  FacetColumn() = default;
  // `by_label` looks into `labels`, which moving leaves in place.
  FacetColumn(FacetColumn&&) = default;
  FacetColumn& operator=(FacetColumn&&) = default;
  FacetColumn(const FacetColumn&) = delete;
  FacetColumn& operator=(const FacetColumn&) = delete;

  absl::optional<uint32_t> Find(absl::string_view label) const {
    const auto found = by_label.find(label);
    return found == by_label.end() ? absl::nullopt : absl::make_optional(found->second);
  }
  absl::Span<const uint32_t> Ordinals(uint32_t doc) const {
    return absl::MakeConstSpan(ordinals).subspan(begins[doc], begins[doc + 1] - begins[doc]);
  }
};

// Not thread-safe. Holds the whole column in memory: 4 bytes a value, and the distinct labels.
class FacetColumnWriter {
 public:
  // The values of the next document; one that comes twice counts once.
  void Add(absl::Span<const absl::string_view> labels);
  absl::StatusOr<FacetLayout> Write(OrderedBlocks* blocks);

 private:
  // Numbers labels by their order instead of by when they came.
  std::vector<absl::string_view> Rank();
  absl::Status WriteLabels(absl::Span<const absl::string_view> labels, OrderedBlocks* blocks,
                           FacetLayout* layout) const;
  absl::Status WriteOrdinals(OrderedBlocks* blocks, FacetLayout* layout) const;

  absl::flat_hash_map<std::string, uint32_t> numbers_;
  std::vector<uint32_t> counts_;    // of each document
  std::vector<uint32_t> ordinals_;  // of all documents
};

// DATA_LOSS for damage.
absl::StatusOr<FacetColumn> ReadFacetColumn(const BlockReader& blocks, const FacetLayout& layout,
                                            uint32_t documents);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_FACET_COLUMN_H_
