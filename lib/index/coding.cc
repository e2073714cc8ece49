#include "index/coding.h"

#include <bit>
#include <limits>

namespace khotin::index {

static_assert(std::endian::native == std::endian::little, "fixed integers are copied as they are");

void AppendFixed32(uint32_t value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void AppendFixed64(uint64_t value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void AppendVarint(uint64_t value, std::string* out) {
  if (value < 0x80) {
    out->push_back(static_cast<char>(value));
    return;
  }
  char buffer[10];
  size_t size = 0;
  while (value >= 0x80) {
    buffer[size++] = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  buffer[size++] = static_cast<char>(value);
  out->append(buffer, size);
}

bool ByteReader::Fail() {
  ok_ = false;
  rest_ = absl::string_view();
  return false;
}

uint64_t ByteReader::LongVarint() {
  uint64_t value = 0;
  for (size_t i = 0; i < rest_.size() && i < 10; ++i) {
    const auto byte = static_cast<uint8_t>(rest_[i]);
    if (i == 9 && byte > 1) break;
    value |= static_cast<uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      rest_.remove_prefix(i + 1);
      return value;
    }
  }
  Fail();
  return 0;
}

uint32_t ByteReader::LongVarint32() {
  const uint64_t value = LongVarint();
  if (value > std::numeric_limits<uint32_t>::max()) {
    Fail();
    return 0;
  }
  return static_cast<uint32_t>(value);
}

absl::string_view ByteReader::Bytes(size_t count) {
  if (count > rest_.size()) {
    Fail();
    return absl::string_view();
  }
  const absl::string_view bytes = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return bytes;
}

}  // namespace khotin::index
