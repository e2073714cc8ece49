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

}  // namespace

void AppendGroup(absl::Span<const uint32_t> values, std::string* out) {
  if (values.size() < kIntGroup) {
    for (const uint32_t value : values) AppendVarint(value, out);
    return;
  }
  uint32_t all = 0;
  for (const uint32_t value : values) all |= value;
  const auto width = static_cast<unsigned>(std::bit_width(all));
  out->push_back(static_cast<char>(width));
  Pack(values, width, out);
}

bool ReadGroup(size_t count, ByteReader* reader, uint32_t* out) {
  if (count < kIntGroup) {
    for (size_t i = 0; i < count; ++i) out[i] = reader->Varint32();
    return reader->ok();
  }
  const size_t width = reader->Byte();
  // More than any block holds, so that a bad width fails like a short one.
  const size_t size = width <= 32 ? kLanes * sizeof(uint32_t) * width : SIZE_MAX;
  const absl::string_view packed = reader->Bytes(size);
  if (!reader->ok()) return false;
  kUnpackers[width](packed.data(), out);
  return true;
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
