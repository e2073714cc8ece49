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

template <unsigned kWidth, size_t kRow>
inline void PackRow(const uint32_t* values, char* bytes) {
  constexpr size_t kBit = kRow * kWidth;
  constexpr size_t kAt = kBit / 32 * kLanes * sizeof(uint32_t);
  constexpr unsigned kShift = kBit % 32;
  constexpr uint32_t kMask = kWidth == 32 ? ~0U : (1U << kWidth) - 1;
  std::array<uint32_t, kLanes> row;
  std::memcpy(row.data(), values + kRow * kLanes, sizeof(row));
  for (uint32_t& value : row) value &= kMask;
  std::array<uint32_t, kLanes> words{};
  if constexpr (kShift > 0) words = LoadWords(bytes + kAt);
  for (size_t lane = 0; lane < kLanes; ++lane) words[lane] |= row[lane] << kShift;
  std::memcpy(bytes + kAt, words.data(), sizeof(words));
  if constexpr (kShift + kWidth > 32) {
    for (uint32_t& value : row) value >>= 32 - kShift;
    std::memcpy(bytes + kAt + sizeof(row), row.data(), sizeof(row));
  }
}

template <unsigned kWidth, size_t... kRow>
inline void PackRows(const uint32_t* values, char* bytes, std::index_sequence<kRow...>) {
  (PackRow<kWidth, kRow>(values, bytes), ...);
}

template <unsigned kWidth>
void Pack(const uint32_t* values, char* bytes) {
  if constexpr (kWidth > 0) PackRows<kWidth>(values, bytes, std::make_index_sequence<kRows>());
}

template <unsigned kWidth>
void Unpack(const char* bytes, uint32_t* out) {
  if constexpr (kWidth == 0) {
    std::fill_n(out, kIntGroup, 0U);
  } else {
    UnpackRows<kWidth>(bytes, out, std::make_index_sequence<kRows>());
  }
}

using Packer = void (*)(const uint32_t*, char*);
using Unpacker = void (*)(const char*, uint32_t*);

template <size_t... kWidth>
constexpr std::array<Packer, sizeof...(kWidth)> MakePackers(std::index_sequence<kWidth...>) {
  return {&Pack<kWidth>...};
}

template <size_t... kWidth>
constexpr std::array<Unpacker, sizeof...(kWidth)> MakeUnpackers(std::index_sequence<kWidth...>) {
  return {&Unpack<kWidth>...};
}

constexpr auto kPackers = MakePackers(std::make_index_sequence<33>());
constexpr auto kUnpackers = MakeUnpackers(std::make_index_sequence<33>());

}  // namespace

void PackLanes(absl::Span<const uint32_t> values, unsigned width, std::string* out) {
  std::array<char, kIntGroup * sizeof(uint32_t)> bytes;
  kPackers[width](values.data(), bytes.data());
  out->append(bytes.data(), LaneBytes(width));
}

void UnpackLanes(const char* bytes, unsigned width, uint32_t* out) {
  kUnpackers[width](bytes, out);
}

}  // namespace khotin::index
