// 64-bit numbers as what they have above the least of them.
//
//   block := least(8) width(1) bits
//
// The width is 0 to 64; each number takes as many bits, one behind another (bit_stream.h).
#ifndef KHOTIN_INDEX_NUMBER_BLOCK_H_
#define KHOTIN_INDEX_NUMBER_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace khotin::index {

// REQUIRES: there are numbers.
std::string EncodeNumbers(absl::Span<const uint64_t> numbers);

// Appends the `count` numbers of `bytes`; false when these are not so many numbers and no more.
bool DecodeNumbers(absl::string_view bytes, size_t count, std::vector<uint64_t>* numbers);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_NUMBER_BLOCK_H_
