#include "index/lane_packing.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace khotin::index {
namespace {

constexpr size_t kLanes = 4;
constexpr size_t kRows = kIntGroup / kLanes;

// Four words at any address.
std::array<uint32_t, kLanes> LoadWords(const char* bytes) {
  std::array<uint32_t, kLanes> words;
  std::memcpy(words.data(), bytes, sizeof(words));
  return words;
}

template <unsigned kWidth, size_t kRow>
inline void UnpackRow(const char* bytes, uint32_t* out) {
  constexpr size_t kBit = kRow * kWidth;
  constexpr size_t kAt = kBit / 32 * kLanes * sizeof(uint32_t);
  constexpr unsigned kShift = kBit % 32;
  constexpr uint32_t kMask = kWidth == 32 ? ~0U : (1U << kWidth) - 1;
  std::array<uint32_t, kLanes> values = LoadWords(bytes + kAt);
  for (uint32_t& value : values) value >>= kShift;
  if constexpr (kShift + kWidth > 32) {
    const std::array<uint32_t, kLanes> upper = LoadWords(bytes + kAt + sizeof(values));
    for (size_t lane = 0; lane < kLanes; ++lane) values[lane] |= upper[lane] << (32 - kShift);
  }
  for (uint32_t& value : values) value &= kMask;
  std::memcpy(out + kRow * kLanes, values.data(), sizeof(values));
}

template <unsigned kWidth, size_t... kRow>
inline void UnpackRows(const char* bytes, uint32_t* out, std::index_sequence<kRow...>) {
  (UnpackRow<kWidth, kRow>(bytes, out), ...);
}

template <unsigned kWidth>
void Unpack(const char* bytes, uint32_t* out) {
  if constexpr (kWidth == 0) {
    std::fill_n(out, kIntGroup, 0U);
  } else {
    UnpackRows<kWidth>(bytes, out, std::make_index_sequence<kRows>());
  }
}

using Unpacker = void (*)(const char*, uint32_t*);

template <size_t... kWidth>
constexpr std::array<Unpacker, sizeof...(kWidth)> MakeUnpackers(std::index_sequence<kWidth...>) {
  return {&Unpack<kWidth>...};
}

constexpr auto kUnpackers = MakeUnpackers(std::make_index_sequence<33>());

}  // namespace

void PackLanes(absl::Span<const uint32_t> values, unsigned width, std::string* out) {
  std::array<uint32_t, kIntGroup> words{};
  const uint32_t mask = width == 32 ? ~0U : (1U << width) - 1;
  for (size_t i = 0; i < kIntGroup && width > 0; ++i) {
    const size_t bit = i / kLanes * width;
    const size_t word = bit / 32 * kLanes + i % kLanes;
    const unsigned shift = bit % 32;
    const uint32_t value = values[i] & mask;
    words[word] |= value << shift;
    if (shift + width > 32) words[word + kLanes] |= value >> (32 - shift);
  }
  out->append(reinterpret_cast<const char*>(words.data()), LaneBytes(width));
}

void UnpackLanes(const char* bytes, unsigned width, uint32_t* out) {
  kUnpackers[width](bytes, out);
}

}  // namespace khotin::index
