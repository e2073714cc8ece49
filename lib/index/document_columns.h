// The documents of a segment: their values in columns, their lengths, and a table that finds an
// article's document.
//
//   values block      256 documents: seconds(8)* cluster(8)* id-end(4)* id-bytes
//   lengths block     8192 documents: for each field, groups of 128 (int_codec.h)
//   article-id block  1024 entries: hash(8) document(4), in the order of (hash, document)
//   article-id index  hash(8) of the first entry of each article-id block
#ifndef KHOTIN_INDEX_DOCUMENT_COLUMNS_H_
#define KHOTIN_INDEX_DOCUMENT_COLUMNS_H_

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "index/block_format.h"
#include "index/document_terms.h"
#include "index/ordered_blocks.h"

namespace khotin::index {

// Where the columns stand: the numbers of their first blocks, each column's blocks being in a row.
struct ColumnsLayout {
  uint32_t documents = 0;
  std::array<uint64_t, kFieldCount> total_lengths{};
  uint32_t values_block = 0;
  uint32_t lengths_block = 0;
  uint32_t ids_block = 0;
  uint32_t id_index_block = 0;
};

// Not thread-safe. Holds lengths and hashes of ids in memory, values of one block.
class ColumnsWriter {
 public:
  explicit ColumnsWriter(OrderedBlocks* blocks) : blocks_(blocks) {}

  // INVALID_ARGUMENT for an article id that is empty or over kMaxArticleIdBytes, and for more
  // documents than a segment holds.
  absl::Status Add(const DocumentValues& values);
  absl::StatusOr<ColumnsLayout> Finish();

  uint32_t documents() const { return layout_.documents; }

 private:
  absl::Status FlushValues();
  absl::Status WriteLengths();
  absl::Status WriteIds();

  OrderedBlocks* const blocks_;
  ColumnsLayout layout_;
  std::vector<DocumentValues> pending_;
  std::array<std::vector<uint32_t>, kFieldCount> lengths_;
  std::vector<std::pair<uint64_t, uint32_t>> ids_;
};

inline constexpr size_t kMaxArticleIdBytes = 4096;

using LengthColumns = std::array<std::vector<uint32_t>, kFieldCount>;

// Immutable and thread-safe. Each function returns DATA_LOSS for damage.
class ColumnsReader {
 public:
  ColumnsReader(const BlockReader* blocks, const ColumnsLayout& layout)
      : blocks_(blocks), layout_(layout) {}

  // REQUIRES: doc < documents.
  absl::StatusOr<DocumentValues> Values(uint32_t doc) const;
  absl::StatusOr<LengthColumns> ReadLengths() const;
  absl::StatusOr<std::vector<uint64_t>> ReadClusters() const;
  absl::StatusOr<absl::optional<uint32_t>> FindDocument(absl::string_view article_id) const;

 private:
  struct ValuesBlock {
    Payload payload;
    size_t documents = 0;
    const char* seconds = nullptr;   // 8 bytes a document
    const char* clusters = nullptr;  // 8 bytes a document
    const char* id_ends = nullptr;   // 4 bytes a document
    absl::string_view ids;
  };

  // Values block `number`, from 0.
  absl::StatusOr<ValuesBlock> ReadValues(uint32_t number) const;
  // The number of the first article-id block that can hold `hash`, from 0.
  absl::StatusOr<uint32_t> SeekIds(uint64_t hash) const;

  const BlockReader* const blocks_;
  const ColumnsLayout layout_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_DOCUMENT_COLUMNS_H_
