// Bytes of the index's blocks: little-endian fixed integers and varints (7 bits a byte, lowest
// first, the top bit set on all but the last).
#ifndef KHOTIN_INDEX_CODING_H_
#define KHOTIN_INDEX_CODING_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"

namespace khotin::index {

void AppendFixed32(uint32_t value, std::string* out);
void AppendFixed64(uint64_t value, std::string* out);
void AppendVarint(uint64_t value, std::string* out);

// REQUIRES: 2, 4 or 8 bytes at `bytes`.
inline uint16_t LoadFixed16(const char* bytes) {
  uint16_t value;
  std::memcpy(&value, bytes, sizeof(value));
  return value;
}
inline uint32_t LoadFixed32(const char* bytes) {
  uint32_t value;
  std::memcpy(&value, bytes, sizeof(value));
  return value;
}
inline uint64_t LoadFixed64(const char* bytes) {
  uint64_t value;
  std::memcpy(&value, bytes, sizeof(value));
  return value;
}

// Reads `bytes` from the front. Safe on any input: what runs over the end or does not fit its type
// reads as 0, turns ok() false, and everything behind it reads as 0 too.
class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  uint64_t Varint64() { return IsShort() ? TakeByte() : LongVarint(); }
  uint32_t Varint32() { return IsShort() ? TakeByte() : LongVarint32(); }
  uint8_t Byte() {
    if (!rest_.empty()) return TakeByte();
    Fail();
    return 0;
  }
  absl::string_view Bytes(size_t count);

  bool ok() const { return ok_; }
  absl::string_view rest() const { return rest_; }
  // Turns ok() false; false, for a caller to return.
  bool Fail();

 private:
  // True when the next varint is a single byte, as most are.
  bool IsShort() const { return !rest_.empty() && static_cast<uint8_t>(rest_[0]) < 0x80; }
  uint8_t TakeByte() {
    const auto byte = static_cast<uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return byte;
  }
  uint64_t LongVarint();
  uint32_t LongVarint32();

  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_CODING_H_
