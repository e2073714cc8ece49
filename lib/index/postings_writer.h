// Turns one term's postings after another into blocks and dictionary entries.
#ifndef KHOTIN_INDEX_POSTINGS_WRITER_H_
#define KHOTIN_INDEX_POSTINGS_WRITER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/lane_packing.h"
#include "index/length_class.h"
#include "index/ordered_blocks.h"
#include "index/saturation.h"
#include "index/term_entry.h"

namespace khotin::index {

// Not thread-safe. For each term: Start, Add for each document in rising order, Finish.
class PostingsWriter {
 public:
  explicit PostingsWriter(OrderedBlocks* blocks) : blocks_(blocks) {}

  // `documents` are those of the segment. `saturation` gives the bounds and must outlive the term.
  // `spellings` are the codes' meanings (TermEntry), of a term with positions.
  void Start(uint32_t documents, const Saturation* saturation, bool has_positions,
             std::vector<std::string> spellings);
  // `positions` are `frequency` many and rising, `codes` their spellings; both are empty for a term
  // without positions. REQUIRES: frequency > 0.
  absl::Status Add(uint32_t doc, uint32_t frequency, LengthClass length,
                   absl::Span<const uint32_t> positions, absl::Span<const uint32_t> codes) {
    docs_[size_] = doc - next_doc_;
    frequencies_[size_] = frequency - 1;
    lengths_[size_] = length;
    ++size_;
    next_doc_ = doc + 1;
    if (!positions.empty()) AddPositions(positions, codes);
    return size_ < kIntGroup ? absl::OkStatus() : CloseFullGroup();
  }
  // Of the term so far.
  uint32_t document_frequency() const { return entry_.document_frequency + size_; }
  // The term's dictionary entry, encoded; empty when nothing was added.
  absl::StatusOr<std::string> Finish();

  // Writes what is still buffered; to be called once, behind the last term.
  absl::Status Flush();

 private:
  // A block that fills up with chunks of many terms.
  struct OpenBlock {
    BlockKind kind;
    bool reserved = false;
    uint32_t number = 0;
    std::string bytes;
  };

  void AddPositions(absl::Span<const uint32_t> positions, absl::Span<const uint32_t> codes);
  absl::Status CloseFullGroup();
  void CloseGroup();
  absl::Status CloseChunk();
  bool EncodeInline(std::string* entry);
  // Appends a chunk's bytes to `block`, which it may write out before or after.
  absl::Status Append(absl::string_view bytes, OpenBlock* block, uint32_t* number,
                      uint32_t* offset);
  absl::Status FlushBlock(OpenBlock* block);

  OrderedBlocks* const blocks_;
  OpenBlock postings_{BlockKind::kPostings, false, 0, {}};
  OpenBlock positions_{BlockKind::kPositions, false, 0, {}};

  uint8_t GroupBound() const;
  void AppendPositions(std::string* out) const;
  void ClearGroup();

  uint32_t documents_ = 0;
  const Saturation* saturation_ = nullptr;
  TermEntry entry_;  // of the groups that are closed
  uint32_t next_doc_ = 0;
  // The group being filled, as deltas.
  uint32_t size_ = 0;
  std::array<uint32_t, kIntGroup> docs_;
  std::array<uint32_t, kIntGroup> frequencies_;
  std::array<LengthClass, kIntGroup> lengths_;
  std::vector<uint32_t> positions_of_group_;
  std::vector<uint32_t> codes_of_group_;
  std::vector<std::string> spellings_;  // that entry_ looks at, as at these
  std::string inline_bytes_;
  // The chunk being filled.
  std::string chunk_table_;
  std::string chunk_bytes_;
  std::string chunk_positions_;
  uint32_t chunk_count_ = 0;
  uint8_t chunk_bound_ = 0;
  uint32_t group_first_ = 0;  // the first document that the group could hold
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_POSTINGS_WRITER_H_
