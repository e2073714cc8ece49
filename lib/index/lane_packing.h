// 128 integers of one width, packed so that four can be read at once.
//
// Value i is row i / 4 of lane i % 4; a lane is a stream of its rows' low bits, cut into 32-bit
// words; word j of lane l is stored at 4 * (4 * j + l). Four lanes make one vector register of
// every machine in use.
#ifndef KHOTIN_INDEX_LANE_PACKING_H_
#define KHOTIN_INDEX_LANE_PACKING_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/types/span.h"

namespace khotin::index {

inline constexpr size_t kIntGroup = 128;

// Bytes of a group of that width.
constexpr size_t LaneBytes(unsigned width) { return kIntGroup / 8 * size_t{width}; }

// Appends the low `width` bits of each value. REQUIRES: kIntGroup values, width <= 32.
void PackLanes(absl::Span<const uint32_t> values, unsigned width, std::string* out);

// REQUIRES: LaneBytes(width) bytes at `bytes`, room for kIntGroup values at `out`, width <= 32.
void UnpackLanes(const char* bytes, unsigned width, uint32_t* out);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_LANE_PACKING_H_
