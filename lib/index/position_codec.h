// The positions of a group of postings, in one stream of bits.
//
// How far apart the positions of a term are is known well from how long the document is and how
// often the term stands there: each gap is cut at a bit that follows from these, the upper part in
// unary, the lower one in bits (Rice's code).
#ifndef KHOTIN_INDEX_POSITION_CODEC_H_
#define KHOTIN_INDEX_POSITION_CODEC_H_

#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "index/bit_stream.h"
#include "index/length_class.h"

namespace khotin::index {

// `gaps` of one document whose field is `length` long: the first position, and each other less the
// one before it and 1. REQUIRES: there are gaps.
void AppendPositionGaps(LengthClass length, absl::Span<const uint32_t> gaps, BitWriter* writer);

// Reads as many positions of one document as there is room for. What they are is undefined when
// `reader` is not ok then.
void ReadPositions(LengthClass length, BitReader* reader, absl::Span<uint32_t> positions);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_POSITION_CODEC_H_
