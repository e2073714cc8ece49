#include "index/unary.h"

#include <array>
#include <cstring>

#include "index/bit_stream.h"

namespace khotin::index {
namespace {

// What a byte says: the zeros before each of its ones, and those behind the last.
struct Meaning {
  uint64_t values = 0;  // a byte each
  uint32_t count = 0;
  uint32_t tail = 0;
};

constexpr std::array<Meaning, 256> MakeMeanings() {
  std::array<Meaning, 256> meanings{};
  for (unsigned byte = 0; byte < meanings.size(); ++byte) {
    Meaning& meaning = meanings[byte];
    for (unsigned bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) == 0) {
        ++meaning.tail;
        continue;
      }
      meaning.values |= uint64_t{meaning.tail} << (8 * meaning.count++);
      meaning.tail = 0;
    }
  }
  return meanings;
}

constexpr auto kMeanings = MakeMeanings();

}  // namespace

void AppendUnary(absl::Span<const uint32_t> values, unsigned shift, std::string* out) {
  BitWriter writer(out);
  for (const uint32_t value : values) writer.Unary(value >> shift);
  writer.Finish();
}

// Byte by byte without a branch for each value: processors cannot foresee those.
bool ReadUnary(size_t count, ByteReader* reader, uint8_t* out) {
  const absl::string_view bytes = reader->rest();
  size_t read = 0;
  size_t used = 0;
  uint64_t zeros = 0;
  while (read < count) {
    if (used == bytes.size()) return reader->Fail();
    const Meaning& meaning = kMeanings[static_cast<uint8_t>(bytes[used++])];
    const uint64_t values = meaning.values + zeros;
    std::memcpy(out + read, &values, sizeof(values));
    read += meaning.count;
    zeros = meaning.tail + (meaning.count == 0 ? zeros : 0);
  }
  reader->Bytes(used);
  return read == count || reader->Fail();
}

}  // namespace khotin::index
