#include "index/position_codec.h"

namespace khotin::index {
namespace {

// Upper parts of so much and more stand for themselves, behind this number: one gap cannot take
// thousands of bits.
constexpr uint32_t kLongUpper = 40;
constexpr unsigned kWholeBits = 32;

// The largest k with 2^(k+1) less than the mean gap of that many positions, at least 0. A length
// class is on average a sixteenth below its lengths.
unsigned PositionCut(LengthClass length_class, uint64_t count) {
  const uint64_t length = LengthOfClass(length_class);
  const uint64_t longer = length + length / 16;
  const uint64_t free = longer > count ? longer - count : 0;
  unsigned cut = 0;
  while ((count + 1) << (cut + 1) < free) ++cut;
  return cut;
}

}  // namespace

void AppendPositionGaps(LengthClass length, absl::Span<const uint32_t> gaps, BitWriter* writer) {
  const unsigned cut = PositionCut(length, gaps.size());
  for (const uint32_t gap : gaps) {
    if (gap >> cut >= kLongUpper) {
      writer->Unary(kLongUpper);
      writer->Bits(gap, kWholeBits);
    } else {
      writer->Unary(gap >> cut);
      writer->Bits(gap & ((1U << cut) - 1), cut);
    }
  }
}

void ReadPositions(LengthClass length, BitReader* reader, absl::Span<uint32_t> positions) {
  const unsigned cut = PositionCut(length, positions.size());
  uint32_t next = 0;
  for (uint32_t& position : positions) {
    const uint32_t upper = reader->Unary();
    const uint32_t gap =
        upper >= kLongUpper ? reader->Bits(kWholeBits) : upper << cut | reader->Bits(cut);
    position = next + gap;
    next = position + 1;
  }
}

}  // namespace khotin::index
