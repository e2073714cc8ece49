// What the dictionary says of one term: how many documents hold it, and where its postings are.
//
//   entry  := document-frequency * 8 + flags (varint), spellings of a term with positions, then
//             inline: postings, and positions behind them
//             else:   chunk-count(varint) chunk*
//   flags  := 1 inline, 2 every frequency is 1 (of an inline term), 4 the term has positions
//
// Byte by byte: docs/formats/segment.md.
#ifndef KHOTIN_INDEX_TERM_ENTRY_H_
#define KHOTIN_INDEX_TERM_ENTRY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::index {

// A run of one term's postings inside one postings block, and their positions inside one positions
// block. Every chunk but the last holds a multiple of 128 postings.
struct ChunkRef {
  uint32_t count = 0;
  uint32_t last_doc = 0;
  uint32_t block = 0;
  uint32_t offset = 0;
  uint8_t bound = 0;             // the largest saturation in it (saturation.h)
  uint32_t positions_block = 0;  // of a term with positions only
  uint32_t positions_offset = 0;
};

struct TermEntry {
  uint32_t document_frequency = 0;
  bool is_inline = false;
  bool all_frequencies_one = false;  // of an inline term
  bool has_positions = false;
  // Of a term with positions: the exact keys that stand for it in the segment, other than its own.
  // A position whose spelling is code c has the c-th of them, from 1, or for 0 the term's own.
  std::vector<absl::string_view> spellings;  // into the bytes given to ParseTermEntry
  absl::string_view inline_bytes;            // into the bytes given to ParseTermEntry
  std::vector<ChunkRef> chunks;
};

std::string EncodeTermEntry(const TermEntry& entry);

// Of a segment of `documents` documents. What it returns is consistent: counts add up to the
// document frequency, last documents rise and are below `documents`. DATA_LOSS otherwise.
absl::StatusOr<TermEntry> ParseTermEntry(absl::string_view bytes, uint32_t documents);

// The document frequency alone, at a fraction of the cost.
absl::StatusOr<uint32_t> ParseDocumentFrequency(absl::string_view bytes, uint32_t documents);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_TERM_ENTRY_H_
