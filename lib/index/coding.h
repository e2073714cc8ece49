// Bytes of the index's blocks: little-endian fixed integers and varints (7 bits a byte, lowest
// first, the top bit set on all but the last).
#ifndef KHOTIN_INDEX_CODING_H_
#define KHOTIN_INDEX_CODING_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace khotin::index {

void AppendFixed32(uint32_t value, std::string* out);
void AppendFixed64(uint64_t value, std::string* out);
void AppendVarint(uint64_t value, std::string* out);

// REQUIRES: 4 or 8 bytes at `bytes`.
uint32_t LoadFixed32(const char* bytes);
uint64_t LoadFixed64(const char* bytes);

// Reads `bytes` from the front. Safe on any input: what runs over the end or does not fit its type
// reads as 0, turns ok() false, and everything behind it reads as 0 too.
class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  uint64_t Varint64();
  uint32_t Varint32();
  uint8_t Byte();
  absl::string_view Bytes(size_t count);

  bool ok() const { return ok_; }
  absl::string_view rest() const { return rest_; }
  // Turns ok() false; false, for a caller to return.
  bool Fail();

 private:
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_CODING_H_
