// Groups of small integers, bit-packed.
//
// A full group has 128 values: one byte, the width w (0 to 32), and the values' low w bits in lanes
// (lane_packing.h). A few values may be wider than w (patched frame of reference: Zukowski et al.,
// "Super-Scalar RAM-CPU Cache Compression", 2006): the top bit of the first byte is then set, and
// behind the packed values stand their number and, for each, its place and its upper bits. Or the
// values are cut at a bit: the lower parts in lanes, the upper ones in unary (Rice); smaller, but
// several times as slow to read.
//
// Fewer values: one byte, the width, and a single stream of bits; or varints, or values that are
// cut, where that is shorter. Fewer than 4 values are varints alone.
//
// Byte by byte: docs/formats/segment.md.
#ifndef KHOTIN_INDEX_INT_CODEC_H_
#define KHOTIN_INDEX_INT_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "index/coding.h"
#include "index/lane_packing.h"

namespace khotin::index {

// What full groups are written for: to be read fast, or to be small.
enum class GroupAim { kSpeed, kSize };

// REQUIRES: values.size() <= kIntGroup.
void AppendGroup(absl::Span<const uint32_t> values, GroupAim aim, std::string* out);

// Reads `count` values into `out`; false, with `reader` not ok, when the bytes are no such group.
// REQUIRES: count <= kIntGroup, and room for `count` values at `out`.
bool ReadGroup(size_t count, ByteReader* reader, uint32_t* out);

// Any number of values, as full groups written to be small and a rest.
void AppendInts(absl::Span<const uint32_t> values, std::string* out);
bool ReadInts(size_t count, ByteReader* reader, uint32_t* out);

// The most values that `bytes` bytes can hold: bounds what a damaged count makes a reader allocate.
inline uint64_t MaxIntsIn(size_t bytes) { return uint64_t{kIntGroup} * bytes; }

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_INT_CODEC_H_
