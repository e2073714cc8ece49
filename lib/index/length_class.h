// Lengths of fields in one byte: what scoring knows of them.
#ifndef KHOTIN_INDEX_LENGTH_CLASS_H_
#define KHOTIN_INDEX_LENGTH_CLASS_H_

#include <bit>
#include <cstdint>

namespace khotin::index {

using LengthClass = uint8_t;

inline constexpr unsigned kLengthBits = 4;  // kept of a length, the leading one included

// Lengths under 16 are kept as they are, others by their four leading bits: an eighth apart at
// most. Grows with `length`. Stored: the classes never change.
constexpr LengthClass ClassOfLength(uint32_t length) {
  if (length < (1U << kLengthBits)) return static_cast<LengthClass>(length);
  const unsigned shift = static_cast<unsigned>(std::bit_width(length)) - kLengthBits;
  const uint32_t leading = length >> shift;  // 8 to 15
  return static_cast<LengthClass>((shift << (kLengthBits - 1)) + leading);
}

// The shortest length of the class. ClassOfLength(LengthOfClass(c)) is c for each class that
// ClassOfLength returns.
constexpr uint32_t LengthOfClass(LengthClass length_class) {
  if (length_class < (1U << kLengthBits)) return length_class;
  constexpr uint32_t kLeading = 1U << (kLengthBits - 1);
  const unsigned shift = length_class / kLeading - 1;
  return (length_class % kLeading + kLeading) << (shift > 28 ? 28 : shift);
}

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_LENGTH_CLASS_H_
