#include "index/position_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "index/bit_stream.h"
#include "index/unary.h"

namespace khotin::index {
namespace {

// Upper parts of so much and more stand for themselves, and the whole gap among the lower parts:
// one gap cannot take thousands of bits.
constexpr uint32_t kLongUpper = 40;
constexpr unsigned kWholeBits = 32;

// The largest k with 2^k less than the mean gap of that many positions, at least 0. A length
// class is on average a sixteenth below its lengths.
unsigned PositionCut(LengthClass length_class, uint64_t count) {
  const uint64_t length = LengthOfClass(length_class);
  const uint64_t longer = length + length / 16;
  const uint64_t free = longer > count ? longer - count : 0;
  const auto difference =
      static_cast<int>(std::bit_width(free)) - static_cast<int>(std::bit_width(count + 1));
  if (difference < 1) return 0;
  return static_cast<unsigned>(difference) - 1 + ((count + 1) << difference < free ? 1 : 0);
}

}  // namespace

void AppendPositions(absl::Span<const LengthClass> lengths, absl::Span<const uint32_t> more,
                     absl::Span<const uint32_t> gaps, std::string* out) {
  std::string lower_bytes;
  BitWriter upper(out);
  BitWriter lower(&lower_bytes);
  size_t at = 0;
  for (size_t doc = 0; doc < lengths.size(); ++doc) {
    const uint64_t count = uint64_t{more[doc]} + 1;
    const unsigned cut = PositionCut(lengths[doc], count);
    for (const uint32_t gap : gaps.subspan(at, count)) {
      const uint32_t above = gap >> cut;
      upper.Unary(std::min(above, kLongUpper));
      if (above < kLongUpper) {
        lower.Bits(gap & ((1U << cut) - 1), cut);
      } else {
        lower.Bits(gap, kWholeBits);
      }
    }
    at += count;
  }
  upper.Finish();
  lower.Finish();
  *out += lower_bytes;
}

bool ReadUpperParts(absl::Span<const LengthClass> lengths, absl::Span<const uint32_t> counts,
                    ByteReader* reader, absl::Span<uint32_t> uppers, absl::Span<uint32_t> offsets) {
  std::vector<uint8_t> bytes(uppers.size() + kUnarySlack);
  if (!ReadUnary(uppers.size(), reader, bytes.data())) return false;
  std::copy_n(bytes.begin(), uppers.size(), uppers.begin());
  const bool has_long =
      std::any_of(uppers.begin(), uppers.end(), [](uint32_t upper) { return upper >= kLongUpper; });
  uint64_t offset = 0;
  size_t at = 0;
  for (size_t doc = 0; doc < lengths.size(); ++doc) {
    offsets[doc] = static_cast<uint32_t>(offset);
    const unsigned cut = PositionCut(lengths[doc], counts[doc]);
    offset += uint64_t{cut} * counts[doc];
    if (!has_long) continue;
    for (const uint32_t upper : uppers.subspan(at, counts[doc])) {
      if (upper >= kLongUpper) offset += kWholeBits - cut;
    }
    at += counts[doc];
  }
  if ((offset + 7) / 8 > reader->rest().size() || offset >= UINT32_MAX) return reader->Fail();
  offsets[lengths.size()] = static_cast<uint32_t>(offset);
  return true;
}

void AddLowerParts(LengthClass length, absl::string_view lower, uint32_t offset,
                   absl::Span<uint32_t> positions) {
  const unsigned cut = PositionCut(length, positions.size());
  BitReader reader(lower, offset);
  uint32_t next = 0;
  for (uint32_t& position : positions) {
    const uint32_t gap =
        position >= kLongUpper ? reader.Bits(kWholeBits) : position << cut | reader.Bits(cut);
    position = next + gap;
    next = position + 1;
  }
}

}  // namespace khotin::index
