// The positions of a group of postings.
//
// How far apart the positions of a term are is known well from how long the document is and how
// often the term stands there: each gap is cut at a bit that follows from these (Rice's code). The
// upper parts of the group stand in one stream, in unary, and are read at once; the lower ones in
// another, of which a reader takes those of the documents that it wants.
#ifndef KHOTIN_INDEX_POSITION_CODEC_H_
#define KHOTIN_INDEX_POSITION_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/coding.h"
#include "index/length_class.h"

namespace khotin::index {

// Of each document of a group: the class of its field's length, how many positions it has less 1,
// and then of all documents the gaps: the first position, and each other less its predecessor
// and 1.
void AppendPositions(absl::Span<const LengthClass> lengths, absl::Span<const uint32_t> more,
                     absl::Span<const uint32_t> gaps, std::string* out);

// Reads the upper parts of a group of documents that have `counts` positions each. `offsets` gets
// where the lower parts of each document begin, in bits of what `reader` has left then, and where
// the last ones end; these are there. False, with `reader` not ok, when the bytes are no positions.
// REQUIRES: `uppers` has room for all positions, `offsets` for one more than documents.
bool ReadUpperParts(absl::Span<const LengthClass> lengths, absl::Span<const uint32_t> counts,
                    ByteReader* reader, absl::Span<uint32_t> uppers, absl::Span<uint32_t> offsets);

// Makes positions of the upper parts of one document. `lower` are the bytes that were left and
// `offset` is where its lower parts begin.
void AddLowerParts(LengthClass length, absl::string_view lower, uint32_t offset,
                   absl::Span<uint32_t> positions);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_POSITION_CODEC_H_
