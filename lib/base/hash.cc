#include "base/hash.h"

#include <xxhash.h>

namespace khotin::base {

std::string Hash128::ToBytes() const {
  std::string bytes(16, '\0');
  for (size_t i = 0; i < 8; ++i) {
    bytes[i] = static_cast<char>(high >> (56 - 8 * i));
    bytes[8 + i] = static_cast<char>(low >> (56 - 8 * i));
  }
  return bytes;
}

std::string Hash128::ToBase32(int digits) const {
  static constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string out;
  uint64_t h = high;
  uint64_t l = low;
  for (int i = 0; i < digits && i < 25; ++i) {
    out.push_back(kAlphabet[h >> 59]);
    h = (h << 5) | (l >> 59);
    l <<= 5;
  }
  return out;
}

Hash128 HashBytes(absl::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

uint64_t Hash64(absl::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace khotin::base
