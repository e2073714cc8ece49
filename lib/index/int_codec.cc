#include "index/int_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "index/bit_stream.h"
#include "index/unary.h"

namespace khotin::index {
namespace {

// First bytes up to 32 are widths.
constexpr unsigned kVarints = 33;
constexpr unsigned kCut = 0x40;      // and the bit where values are cut
constexpr unsigned kPatched = 0x80;  // and a width

// Fewer values than this need no width before them.
constexpr size_t kMinPacked = 4;
constexpr size_t kMaxExceptions = 32;
constexpr unsigned kPlaceBits = 7;
// Of the upper bits of exceptions; three bits say which.
constexpr std::array<unsigned, 8> kUpperWidths = {1, 2, 3, 4, 6, 8, 16, 32};
constexpr unsigned kMaxCut = 24;
// What is to be read fast is cut only where that saves this part of the bytes.
constexpr size_t kWorthwhile = 5;

unsigned WidthOf(uint32_t value) { return static_cast<unsigned>(std::bit_width(value)); }

// The place in kUpperWidths of the first that has room for `width` bits.
unsigned UpperCode(unsigned width) {
  unsigned code = 0;
  while (kUpperWidths[code] < width) ++code;
  return code;
}

constexpr size_t ExceptionBytes(size_t count, unsigned upper_width) {
  return (count * (kPlaceBits + upper_width) + 7) / 8;
}

// How to write a full group with one width, and the bytes that takes.
struct Packing {
  unsigned width = 0;
  unsigned widest = 0;
  size_t exceptions = 0;
  size_t bytes = 0;
};

// How many values are wider than `width` bits. REQUIRES: width < 32.
size_t CountWider(absl::Span<const uint32_t> values, unsigned width) {
  uint32_t count = 0;
  for (const uint32_t value : values) count += value >> width != 0 ? 1 : 0;
  return count;
}

Packing BestPacking(absl::Span<const uint32_t> values) {
  uint32_t all = 0;
  for (const uint32_t value : values) all |= value;
  const unsigned widest = WidthOf(all);
  Packing best{widest, widest, 0, LaneBytes(widest)};
  for (unsigned width = widest; width-- > 0;) {
    const size_t exceptions = CountWider(values, width);
    if (exceptions > kMaxExceptions) break;
    const unsigned upper = kUpperWidths[UpperCode(widest - width)];
    const size_t bytes = LaneBytes(width) + 1 + ExceptionBytes(exceptions, upper);
    if (bytes < best.bytes) best = {width, widest, exceptions, bytes};
  }
  return best;
}

void AppendPacked(absl::Span<const uint32_t> values, const Packing& packing, std::string* out) {
  const bool patched = packing.exceptions > 0;
  out->push_back(static_cast<char>(packing.width | (patched ? kPatched : 0)));
  PackLanes(values, packing.width, out);
  if (!patched) return;
  const unsigned code = UpperCode(packing.widest - packing.width);
  out->push_back(static_cast<char>((packing.exceptions - 1) | code << 5));
  // Found without a branch for each value: processors cannot foresee those.
  std::array<uint8_t, kIntGroup> places;
  size_t found = 0;
  for (size_t i = 0; i < kIntGroup; ++i) {
    places[found] = static_cast<uint8_t>(i);
    found += values[i] >> packing.width != 0 ? 1 : 0;
  }
  BitWriter writer(out);
  for (size_t i = 0; i < found; ++i) {
    writer.Bits(places[i], kPlaceBits);
    writer.Bits(values[places[i]] >> packing.width, kUpperWidths[code]);
  }
  writer.Finish();
}

bool ReadExceptions(unsigned width, ByteReader* reader, uint32_t* out) {
  const unsigned head = reader->Byte();
  const size_t count = (head & 31) + 1;
  const unsigned upper = kUpperWidths[head >> 5];
  const absl::string_view rest = reader->rest();
  const absl::string_view bytes = reader->Bytes(ExceptionBytes(count, upper));
  if (!reader->ok()) return false;
  // Eight bytes are read at once.
  std::array<char, ExceptionBytes(kMaxExceptions, 32) + 8> copy;
  const char* from = bytes.data();
  if (rest.size() < bytes.size() + 8) {
    std::memcpy(copy.data(), bytes.data(), bytes.size());
    from = copy.data();
  }
  const uint64_t mask = (uint64_t{1} << upper) - 1;
  for (size_t i = 0, bit = 0; i < count; ++i, bit += kPlaceBits + upper) {
    const uint64_t next = LoadFixed64(from + bit / 8) >> (bit % 8);
    out[next & (kIntGroup - 1)] |= static_cast<uint32_t>((next >> kPlaceBits & mask) << width);
  }
  return true;
}

// Where to cut values, and the bytes of their parts; SIZE_MAX when no place will do.
struct Cut {
  unsigned at = 0;
  size_t bytes = SIZE_MAX;
};

Cut BestCut(absl::Span<const uint32_t> values) {
  Cut best;
  uint32_t largest = 0;
  uint64_t sum = 0;
  for (const uint32_t value : values) {
    largest = std::max(largest, value);
    sum += value;
  }
  // The best place is about where the mean is, seldom much below.
  const auto mean_width = static_cast<unsigned>(std::bit_width(sum / values.size()));
  for (unsigned at = mean_width < 2 ? 0 : mean_width - 2; at <= kMaxCut; ++at) {
    if (largest >> at > kMaxUnary) continue;
    // Cannot wrap: no value takes more than kMaxUnary. So narrow a sum is taken of four at once.
    auto bits = static_cast<uint32_t>(values.size());
    for (const uint32_t value : values) bits += value >> at;
    const size_t bytes = (values.size() * at + 7) / 8 + (bits + 7) / 8;
    // Each further bit saves at most half of what the one before it did.
    if (bytes > best.bytes) break;
    if (bytes < best.bytes) best = {at, bytes};
  }
  return best;
}

void PackBits(absl::Span<const uint32_t> values, unsigned width, std::string* out) {
  BitWriter writer(out);
  const uint64_t mask = (uint64_t{1} << width) - 1;
  for (const uint32_t value : values) writer.Bits(static_cast<uint32_t>(value & mask), width);
  writer.Finish();
}

bool UnpackBits(size_t count, unsigned width, ByteReader* reader, uint32_t* out) {
  const absl::string_view bytes = reader->Bytes((count * width + 7) / 8);
  if (!reader->ok()) return false;
  BitReader bits(bytes);
  for (size_t i = 0; i < count; ++i) out[i] = bits.Bits(width);
  return true;
}

void AppendCut(absl::Span<const uint32_t> values, unsigned at, std::string* out) {
  out->push_back(static_cast<char>(kCut | at));
  if (values.size() == kIntGroup) {
    PackLanes(values, at, out);
  } else {
    PackBits(values, at, out);
  }
  AppendUnary(values, at, out);
}

bool ReadCut(size_t count, unsigned at, ByteReader* reader, uint32_t* out) {
  if (at > kMaxCut) return reader->Fail();
  if (count == kIntGroup) {
    const absl::string_view lower = reader->Bytes(LaneBytes(at));
    if (!reader->ok()) return false;
    UnpackLanes(lower.data(), at, out);
  } else if (!UnpackBits(count, at, reader, out)) {
    return false;
  }
  std::array<uint8_t, kIntGroup + kUnarySlack> upper;
  if (!ReadUnary(count, reader, upper.data())) return false;
  for (size_t i = 0; i < count; ++i) out[i] |= uint32_t{upper[i]} << at;
  return true;
}

void AppendFull(absl::Span<const uint32_t> values, GroupAim aim, std::string* out) {
  const Packing packing = BestPacking(values);
  const size_t worthwhile =
      aim == GroupAim::kSize ? packing.bytes : packing.bytes - packing.bytes / kWorthwhile;
  // A bit for each value is the least that their upper parts take.
  if (worthwhile > kIntGroup / 8) {
    const Cut cut = BestCut(values);
    if (cut.bytes < worthwhile) return AppendCut(values, cut.at, out);
  }
  AppendPacked(values, packing, out);
}

bool ReadFull(ByteReader* reader, uint32_t* out) {
  const unsigned head = reader->Byte();
  if ((head & kCut) != 0) return ReadCut(kIntGroup, head & ~kCut, reader, out);
  const bool patched = (head & kPatched) != 0;
  const unsigned width = head & ~kPatched;
  if (width > (patched ? 31 : 32)) return reader->Fail();
  const absl::string_view packed = reader->Bytes(LaneBytes(width));
  if (!reader->ok()) return false;
  UnpackLanes(packed.data(), width, out);
  return !patched || ReadExceptions(width, reader, out);
}

void AppendVarints(absl::Span<const uint32_t> values, std::string* out) {
  for (const uint32_t value : values) AppendVarint(value, out);
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
  const size_t packed_bytes = (values.size() * width + 7) / 8;
  const Cut cut = BestCut(values);
  if (cut.bytes < std::min(packed_bytes, varint_bytes)) {
    AppendCut(values, cut.at, out);
  } else if (packed_bytes <= varint_bytes) {
    out->push_back(static_cast<char>(width));
    PackBits(values, width, out);
  } else {
    out->push_back(static_cast<char>(kVarints));
    AppendVarints(values, out);
  }
}

}  // namespace

void AppendGroup(absl::Span<const uint32_t> values, GroupAim aim, std::string* out) {
  if (values.size() < kMinPacked) {
    AppendVarints(values, out);
  } else if (values.size() < kIntGroup) {
    AppendPartial(values, out);
  } else {
    AppendFull(values, aim, out);
  }
}

bool ReadGroup(size_t count, ByteReader* reader, uint32_t* out) {
  if (count == kIntGroup) return ReadFull(reader, out);
  const unsigned head = count < kMinPacked ? kVarints : reader->Byte();
  if (head < kVarints) return UnpackBits(count, head, reader, out);
  if (head >= kCut) return ReadCut(count, head - kCut, reader, out);
  if (head > kVarints) return reader->Fail();
  for (size_t i = 0; i < count; ++i) out[i] = reader->Varint32();
  return reader->ok();
}

void AppendInts(absl::Span<const uint32_t> values, std::string* out) {
  while (!values.empty()) {
    const auto group = values.subspan(0, kIntGroup);
    AppendGroup(group, GroupAim::kSize, out);
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
