// A small sample of a body's shingles by which stored bodies that share text are found.
#ifndef KHOTIN_DEDUPE_SKETCH_H_
#define KHOTIN_DEDUPE_SKETCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dedupe/signature.h"

namespace khotin::dedupe {

// Shingles of a sketch.
inline constexpr size_t kSketchSize = 32;
// A sketch's entries fit into so many bits.
inline constexpr int kSketchKeyBits = 40;

// The lowest kSketchKeyBits bits of the kSketchSize smallest shingles, sorted: the bottom-k sketch
// of Broder ("On the resemblance and containment of documents", 1997). Two bodies choose the same
// among the shingles they share, so the number of entries that meet tells how much that is; unlike
// bands of minima it finds an abridged version as surely as a copy. Pure and thread-safe.
std::vector<uint64_t> MakeSketch(const Signature& signature);

}  // namespace khotin::dedupe

#endif  // KHOTIN_DEDUPE_SKETCH_H_
