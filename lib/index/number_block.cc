#include "index/number_block.h"

#include <algorithm>
#include <bit>

#include "index/bit_stream.h"
#include "index/coding.h"

namespace khotin::index {
namespace {

// A stream takes at most so many bits at once.
constexpr unsigned kHalf = 32;

}  // namespace

std::string EncodeNumbers(absl::Span<const uint64_t> numbers) {
  const auto [least, largest] = std::minmax_element(numbers.begin(), numbers.end());
  const auto width = static_cast<unsigned>(std::bit_width(*largest - *least));
  std::string bytes;
  AppendFixed64(*least, &bytes);
  bytes.push_back(static_cast<char>(width));
  BitWriter writer(&bytes);
  for (const uint64_t number : numbers) {
    const uint64_t above = number - *least;
    writer.Bits(static_cast<uint32_t>(above), std::min(width, kHalf));
    if (width > kHalf) writer.Bits(static_cast<uint32_t>(above >> kHalf), width - kHalf);
  }
  writer.Finish();
  return bytes;
}

bool DecodeNumbers(absl::string_view bytes, size_t count, std::vector<uint64_t>* numbers) {
  ByteReader reader(bytes);
  const absl::string_view least_bytes = reader.Bytes(sizeof(uint64_t));
  const unsigned width = reader.Byte();
  if (!reader.ok() || width > 2 * kHalf) return false;
  if (reader.rest().size() != (count * width + 7) / 8) return false;
  const uint64_t least = LoadFixed64(least_bytes.data());
  BitReader bits(reader.rest());
  for (size_t i = 0; i < count; ++i) {
    uint64_t above = bits.Bits(std::min(width, kHalf));
    if (width > kHalf) above |= uint64_t{bits.Bits(width - kHalf)} << kHalf;
    numbers->push_back(least + above);
  }
  return true;
}

}  // namespace khotin::index
