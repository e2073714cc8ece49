// The header of a segment: the last block to be written, the first to be read.
//
//   header := "KSEG" version(varint) documents(varint) total-length(varint, per field)
//             numbers-block(varint, per column) lengths-block ids-block id-table-block
//             id-index-block (varints)
//             per value field: labels labels-block labels-blocks ordinals-block (varints)
//             index-block(varint) index-blocks(varint) bytes(varint)
#ifndef KHOTIN_INDEX_SEGMENT_HEADER_H_
#define KHOTIN_INDEX_SEGMENT_HEADER_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/document_columns.h"
#include "index/facet_column.h"

namespace khotin::index {

inline constexpr uint32_t kSegmentVersion = 5;

struct SegmentHeader {
  ColumnsLayout columns;
  std::array<FacetLayout, kValueFieldCount> facets;
  uint32_t index_block = 0;   // the first of the dictionary's index
  uint32_t index_blocks = 0;  // how many there are
  uint64_t bytes = 0;         // of all blocks before the header
};

std::string EncodeHeader(const SegmentHeader& header);

// DATA_LOSS for bytes that are no header, FAILED_PRECONDITION for a version this program does not
// read.
absl::StatusOr<SegmentHeader> DecodeHeader(absl::string_view bytes);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_HEADER_H_
