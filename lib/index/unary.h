// Small integers in unary, many at a time: each as so many zeros and a one, in a stream of bits.
#ifndef KHOTIN_INDEX_UNARY_H_
#define KHOTIN_INDEX_UNARY_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "index/coding.h"

namespace khotin::index {

inline constexpr uint32_t kMaxUnary = 255;
// ReadUnary writes up to so many bytes behind the values.
inline constexpr size_t kUnarySlack = 8;

// Appends each value without its low `shift` bits. REQUIRES: what is left is at most kMaxUnary.
void AppendUnary(absl::Span<const uint32_t> values, unsigned shift, std::string* out);

// Reads `count` values, a byte each; false, with `reader` not ok, when the bytes are no such
// stream. REQUIRES: room for `count` + kUnarySlack bytes at `out`.
bool ReadUnary(size_t count, ByteReader* reader, uint8_t* out);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_UNARY_H_
