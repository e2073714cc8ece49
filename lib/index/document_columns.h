// The documents of a segment: their values in columns, and a table that finds an article's
// document.
//
//   numbers block      2048 documents of one column: the least number(8) width(1), and what each
//                      has above that in a stream of bits of that width
//   lengths block      8192 documents: for each field, one LengthClass each
//   article-ids block  256 documents: the sizes of their ids (int_codec.h), id-bytes
//   article-id table   1024 entries: hash(4) document(4), in the order of (hash, document)
//   article-id index   hash(4) of the first entry of each block of the table
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
#include "index/length_class.h"
#include "index/ordered_blocks.h"

namespace khotin::index {

// Columns of 64-bit numbers.
enum class NumberColumn : uint8_t { kPublishSeconds = 0, kCluster, kRevision };
inline constexpr size_t kNumberColumnCount = 3;

// Where the columns stand: the numbers of their first blocks, each column's blocks being in a row.
struct ColumnsLayout {
  uint32_t documents = 0;
  std::array<uint64_t, kFieldCount> total_lengths{};
  std::array<uint32_t, kNumberColumnCount> number_blocks{};
  uint32_t lengths_block = 0;
  uint32_t ids_block = 0;
  uint32_t id_table_block = 0;
  uint32_t id_index_block = 0;
};

// Not thread-safe. Holds numbers, lengths and hashes of ids in memory, and the ids of one block.
class ColumnsWriter {
 public:
  explicit ColumnsWriter(OrderedBlocks* blocks) : blocks_(blocks) {}

  // INVALID_ARGUMENT for an article id that is empty or over kMaxArticleIdBytes, and for more
  // documents than a segment holds.
  absl::Status Add(const DocumentValues& values);
  absl::StatusOr<ColumnsLayout> Finish();

  uint32_t documents() const { return layout_.documents; }
  // Of a document that was added.
  LengthClass length(IndexField field, uint32_t doc) const {
    return lengths_[static_cast<size_t>(field)][doc];
  }

 private:
  absl::Status FlushIds();
  absl::Status WriteNumbers(size_t column);
  absl::Status WriteLengths();
  absl::Status WriteIdTable();

  OrderedBlocks* const blocks_;
  ColumnsLayout layout_;
  std::array<std::vector<uint64_t>, kNumberColumnCount> numbers_;
  std::array<std::vector<LengthClass>, kFieldCount> lengths_;
  std::vector<uint32_t> id_sizes_;  // of the ids waiting
  std::string id_bytes_;
  std::vector<std::pair<uint32_t, uint32_t>> id_table_;
};

inline constexpr size_t kMaxArticleIdBytes = 4096;

using LengthColumns = std::array<std::vector<LengthClass>, kFieldCount>;

// Immutable and thread-safe. Each function returns DATA_LOSS for damage.
class ColumnsReader {
 public:
  ColumnsReader(const BlockReader* blocks, const ColumnsLayout& layout)
      : blocks_(blocks), layout_(layout) {}

  // REQUIRES of each: doc < documents.
  absl::StatusOr<std::string> ArticleId(uint32_t doc) const;

  absl::StatusOr<LengthColumns> ReadLengths() const;
  absl::StatusOr<std::vector<uint64_t>> ReadNumbers(NumberColumn column) const;
  // Of several documents of one article, the last.
  absl::StatusOr<absl::optional<uint32_t>> FindDocument(absl::string_view article_id) const;

 private:
  // The number of the first block of the table that can hold `hash`, from 0.
  absl::StatusOr<uint32_t> SeekIds(uint32_t hash) const;

  const BlockReader* const blocks_;
  const ColumnsLayout layout_;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_DOCUMENT_COLUMNS_H_
