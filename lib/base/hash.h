// Content hashes for keys and ids. Stable across machines, versions and byte orders: they are
// stored.
#ifndef KHOTIN_BASE_HASH_H_
#define KHOTIN_BASE_HASH_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace khotin::base {

// XXH3, 128 bits; not for adversaries (https://xxhash.com).
struct Hash128 {
  uint64_t high = 0;
  uint64_t low = 0;

  // 16 bytes, big-endian, so that byte order equals numeric order.
  std::string ToBytes() const;
  // The first `digits` digits (at most 25) of the hash in lower-case base 32 without i, l, o, u
  // (Crockford's alphabet): 5 bits a digit, safe in URLs and file names.
  std::string ToBase32(int digits) const;

  friend bool operator==(const Hash128& a, const Hash128& b) {
    return a.high == b.high && a.low == b.low;
  }
};

Hash128 HashBytes(absl::string_view bytes);
uint64_t Hash64(absl::string_view bytes);

}  // namespace khotin::base

#endif  // KHOTIN_BASE_HASH_H_
