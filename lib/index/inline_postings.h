// The postings of a rare term, as they stand in the dictionary: documents and frequencies in one
// stream of bits.
//
// How far apart the documents of a term are is known well from how many there are, so each gap is
// cut at a bit that follows from that (Rice's code), and no byte is spent on saying how it is
// stored. Smaller than groups (int_codec.h), slower to read.
#ifndef KHOTIN_INDEX_INLINE_POSTINGS_H_
#define KHOTIN_INDEX_INLINE_POSTINGS_H_

#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "index/coding.h"

namespace khotin::index {

// `gaps` of a segment of `documents`: each document less the first it could be. `frequencies` are
// less 1; none when all are 0.
void AppendInlinePostings(uint32_t documents, absl::Span<const uint32_t> gaps,
                          absl::Span<const uint32_t> frequencies, std::string* out);

// Reads as many gaps as `gaps` has room for, and as many frequencies: none, or as many as gaps.
// False, with `reader` not ok, when the bytes are no such postings.
bool ReadInlinePostings(uint32_t documents, ByteReader* reader, absl::Span<uint32_t> gaps,
                        absl::Span<uint32_t> frequencies);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_INLINE_POSTINGS_H_
