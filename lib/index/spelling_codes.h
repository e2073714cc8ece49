// The codes of what is spelled at the positions of a group of postings.
//
// An article spells a word one way most of the time, so what is stored are the changes: how many
// codes in a row are the same, and which of the codes seen before comes then (move to front).
#ifndef KHOTIN_INDEX_SPELLING_CODES_H_
#define KHOTIN_INDEX_SPELLING_CODES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "index/coding.h"

namespace khotin::index {

// REQUIRES: no code is above `largest`.
void AppendSpellingCodes(absl::Span<const uint32_t> codes, uint32_t largest, std::string* out);

// Reads `count` codes into `codes`, in place of what is there; false, with `reader` not ok, when
// the bytes are none.
bool ReadSpellingCodes(size_t count, uint32_t largest, ByteReader* reader,
                       std::vector<uint32_t>* codes);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SPELLING_CODES_H_
