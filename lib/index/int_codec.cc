#include "index/int_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace khotin::index {
namespace {

constexpr size_t kLanes = 4;
constexpr size_t kRows = kIntGroup / kLanes;

void Pack(absl::Span<const uint32_t> values, unsigned width, std::string* out) {
  std::array<uint32_t, kIntGroup> words{};
  for (size_t i = 0; i < kIntGroup; ++i) {
    const size_t bit = i / kLanes * width;
    const size_t word = bit / 32 * kLanes + i % kLanes;
    const unsigned shift = bit % 32;
    words[word] |= values[i] << shift;
    if (shift + width > 32) words[word + kLanes] |= values[i] >> (32 - shift);
  }
  out->append(reinterpret_cast<const char*>(words.data()), kLanes * sizeof(uint32_t) * width);
}

template <unsigned kWidth, size_t kRow>
inline void UnpackRow(const uint32_t* words, uint32_t* out) {
  constexpr size_t kBit = kRow * kWidth;
  constexpr size_t kWord = kBit / 32 * kLanes;
  constexpr unsigned kShift = kBit % 32;
  constexpr uint32_t kMask = kWidth == 32 ? ~0U : (1U << kWidth) - 1;
  for (size_t lane = 0; lane < kLanes; ++lane) {
    uint32_t value = words[kWord + lane] >> kShift;
    if constexpr (kShift + kWidth > 32) {
      value |= words[kWord + kLanes + lane] << (32 - kShift);
    }
    out[kRow * kLanes + lane] = value & kMask;
  }
}

template <unsigned kWidth, size_t... kRow>
inline void UnpackRows(const uint32_t* words, uint32_t* out, std::index_sequence<kRow...>) {
  (UnpackRow<kWidth, kRow>(words, out), ...);
}

template <unsigned kWidth>
void Unpack(const char* bytes, uint32_t* out) {
  if constexpr (kWidth == 0) {
    std::fill_n(out, kIntGroup, 0U);
  } else {
    uint32_t words[kLanes * kWidth];
    std::memcpy(words, bytes, sizeof(words));
    UnpackRows<kWidth>(words, out, std::make_index_sequence<kRows>());
  }
}

using Unpacker = void (*)(const char*, uint32_t*);

template <size_t... kWidth>
constexpr std::array<Unpacker, sizeof...(kWidth)> MakeUnpackers(std::index_sequence<kWidth...>) {
  return {&Unpack<kWidth>...};
}

constexpr auto kUnpackers = MakeUnpackers(std::make_index_sequence<33>());

// Values over the width lie beside the packed ones: each by its place and its upper bits.
constexpr unsigned kPatched = 0x80;
constexpr size_t kMaxExceptions = 24;
// Fewer values than this need no width before them.
constexpr size_t kMinPacked = 4;
constexpr unsigned kVarints = 33;

unsigned WidthOf(uint32_t value) { return static_cast<unsigned>(std::bit_width(value)); }

// Counts of values by their width.
std::array<uint8_t, 33> CountWidths(absl::Span<const uint32_t> values) {
  std::array<uint8_t, 33> counts{};
  for (const uint32_t value : values) ++counts[WidthOf(value)];
  return counts;
}

// The width that takes the fewest bytes, exceptions included.
unsigned BestWidth(absl::Span<const uint32_t> values) {
  const std::array<uint8_t, 33> counts = CountWidths(values);
  unsigned widest = 32;
  while (widest > 0 && counts[widest] == 0) --widest;
  unsigned best = widest;
  size_t best_bytes = 16 * size_t{widest};
  size_t exceptions = 0;
  for (unsigned width = widest; width > 0 && exceptions + counts[width] <= kMaxExceptions;) {
    exceptions += counts[width--];
    const size_t bytes = 16 * size_t{width} + 1 + exceptions * (1 + (widest - width + 6) / 7);
    if (bytes >= best_bytes) continue;
    best = width;
    best_bytes = bytes;
  }
  return best;
}

void AppendFull(absl::Span<const uint32_t> values, std::string* out) {
  const unsigned width = BestWidth(values);
  std::array<uint32_t, kIntGroup> low;
  std::string exceptions;
  size_t count = 0;
  for (size_t i = 0; i < kIntGroup; ++i) {
    const uint64_t high = uint64_t{values[i]} >> width;
    low[i] = static_cast<uint32_t>(values[i] - (high << width));
    if (high == 0) continue;
    exceptions.push_back(static_cast<char>(i));
    AppendVarint(high, &exceptions);
    ++count;
  }
  out->push_back(static_cast<char>(count == 0 ? width : width | kPatched));
  Pack(low, width, out);
  if (count == 0) return;
  out->push_back(static_cast<char>(count));
  *out += exceptions;
}

bool ReadFull(ByteReader* reader, uint32_t* out) {
  const unsigned head = reader->Byte();
  const unsigned width = head & ~kPatched;
  // More than any block holds, so that a bad width fails like a short one.
  const size_t size = width <= 32 ? kLanes * sizeof(uint32_t) * width : SIZE_MAX;
  const absl::string_view packed = reader->Bytes(size);
  if (!reader->ok()) return false;
  kUnpackers[width](packed.data(), out);
  if ((head & kPatched) == 0) return true;
  for (unsigned left = reader->Byte(); left > 0; --left) {
    const size_t at = reader->Byte();
    const uint64_t high = reader->Varint32();
    if (!reader->ok() || at >= kIntGroup) return reader->Fail();
    out[at] |= static_cast<uint32_t>(high << width);
  }
  return reader->ok();
}

void AppendVarints(absl::Span<const uint32_t> values, std::string* out) {
  for (const uint32_t value : values) AppendVarint(value, out);
}

// One stream of bits, lowest first.
void PackBits(absl::Span<const uint32_t> values, unsigned width, std::string* out) {
  uint64_t pending = 0;
  unsigned bits = 0;
  for (const uint32_t value : values) {
    pending |= uint64_t{value} << bits;
    for (bits += width; bits >= 8; bits -= 8) {
      out->push_back(static_cast<char>(pending));
      pending >>= 8;
    }
  }
  if (bits > 0) out->push_back(static_cast<char>(pending));
}

bool UnpackBits(size_t count, unsigned width, ByteReader* reader, uint32_t* out) {
  const absl::string_view bytes = reader->Bytes((count * width + 7) / 8);
  if (!reader->ok()) return false;
  const uint64_t mask = (uint64_t{1} << width) - 1;
  uint64_t pending = 0;
  unsigned bits = 0;
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    while (bits < width) {
      pending |= uint64_t{static_cast<uint8_t>(bytes[at++])} << bits;
      bits += 8;
    }
    out[i] = static_cast<uint32_t>(pending & mask);
    pending >>= width;
    bits -= width;
  }
  return true;
}

// Of kMinPacked values and more.
void AppendPartial(absl::Span<const uint32_t> values, std::string* out) {
  uint32_t all = 0;
  size_t varint_bytes = 0;
  for (const uint32_t value : values) {
    all |= value;
    varint_bytes += (WidthOf(value | 1) + 6) / 7;
  }
  const unsigned width = WidthOf(all);
  const bool packed = (values.size() * width + 7) / 8 <= varint_bytes;
  out->push_back(static_cast<char>(packed ? width : kVarints));
  if (packed) {
    PackBits(values, width, out);
  } else {
    AppendVarints(values, out);
  }
}

}  // namespace

void AppendGroup(absl::Span<const uint32_t> values, std::string* out) {
  if (values.size() < kMinPacked) {
    AppendVarints(values, out);
  } else if (values.size() < kIntGroup) {
    AppendPartial(values, out);
  } else {
    AppendFull(values, out);
  }
}

bool ReadGroup(size_t count, ByteReader* reader, uint32_t* out) {
  if (count == kIntGroup) return ReadFull(reader, out);
  const unsigned width = count < kMinPacked ? kVarints : reader->Byte();
  if (width < kVarints) return UnpackBits(count, width, reader, out);
  if (width > kVarints) return reader->Fail();
  for (size_t i = 0; i < count; ++i) out[i] = reader->Varint32();
  return reader->ok();
}

void AppendInts(absl::Span<const uint32_t> values, std::string* out) {
  while (!values.empty()) {
    const auto group = values.subspan(0, kIntGroup);
    AppendGroup(group, out);
    values.remove_prefix(group.size());
  }
}

bool ReadInts(size_t count, ByteReader* reader, uint32_t* out) {
  while (count > 0) {
    const size_t group = std::min(count, kIntGroup);
    if (!ReadGroup(group, reader, out)) return false;
    out += group;
    count -= group;
  }
  return reader->ok();
}

}  // namespace khotin::index
