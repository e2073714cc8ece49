// Groups of small integers, bit-packed.
//
// A full group has 128 values: one byte, the width w (0 to 32), and 16 * w bytes: value i is row
// i / 4 of lane i % 4; a lane is a stream of its rows' low w bits, cut into 32-bit words; word j of
// lane l is stored at 4 * (4 * j + l). Four lanes make one vector register of every machine in use.
// A few values may be wider than w (patched frame of reference: Zukowski et al., "Super-Scalar
// RAM-CPU Cache Compression", 2006): the top bit of the first byte is then set, and behind the
// packed values stand their number and, for each, its place (a byte) and its upper bits (varint).
//
// Fewer values: one byte, the width, and a single stream of bits; or 33, and varints, where that is
// shorter. Fewer than 4 values are varints alone.
#ifndef KHOTIN_INDEX_INT_CODEC_H_
#define KHOTIN_INDEX_INT_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "index/coding.h"

namespace khotin::index {

inline constexpr size_t kIntGroup = 128;

// REQUIRES: values.size() <= kIntGroup.
void AppendGroup(absl::Span<const uint32_t> values, std::string* out);

// Reads `count` values into `out`; false, with `reader` not ok, when the bytes are no such group.
// REQUIRES: count <= kIntGroup, and room for `count` values at `out`.
bool ReadGroup(size_t count, ByteReader* reader, uint32_t* out);

// Any number of values, as full groups and a rest.
void AppendInts(absl::Span<const uint32_t> values, std::string* out);
bool ReadInts(size_t count, ByteReader* reader, uint32_t* out);

// The most values that `bytes` bytes can hold: bounds what a damaged count makes a reader allocate.
inline uint64_t MaxIntsIn(size_t bytes) { return uint64_t{kIntGroup} * bytes; }

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_INT_CODEC_H_
