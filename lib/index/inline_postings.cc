#include "index/inline_postings.h"

#include "index/bit_stream.h"

namespace khotin::index {
namespace {

constexpr unsigned kCutBits = 3;

// The bit at which gaps are cut. With gaps spread evenly it is the best one: the largest k with
// 2^k < ln 2 * documents / count.
unsigned GapCut(uint64_t documents, uint64_t count) {
  unsigned cut = 0;
  while ((count << (cut + 1)) * 100 < documents * 69) ++cut;
  return cut;
}

unsigned FrequencyCut(absl::Span<const uint32_t> frequencies) {
  unsigned best = 0;
  uint64_t best_bits = UINT64_MAX;
  for (unsigned cut = 0; cut < 1U << kCutBits; ++cut) {
    uint64_t bits = frequencies.size() * (cut + 1);
    for (const uint32_t frequency : frequencies) bits += frequency >> cut;
    if (bits >= best_bits) break;
    best = cut;
    best_bits = bits;
  }
  return best;
}

void Append(absl::Span<const uint32_t> values, unsigned cut, BitWriter* writer) {
  for (const uint32_t value : values) {
    writer->Unary(value >> cut);
    writer->Bits(value & ((1U << cut) - 1), cut);
  }
}

void Read(unsigned cut, BitReader* reader, absl::Span<uint32_t> values) {
  for (uint32_t& value : values) value = reader->Cut(cut);
}

}  // namespace

void AppendInlinePostings(uint32_t documents, absl::Span<const uint32_t> gaps,
                          absl::Span<const uint32_t> frequencies, std::string* out) {
  BitWriter writer(out);
  Append(gaps, GapCut(documents, gaps.size()), &writer);
  if (!frequencies.empty()) {
    const unsigned cut = FrequencyCut(frequencies);
    writer.Bits(cut, kCutBits);
    Append(frequencies, cut, &writer);
  }
  writer.Finish();
}

bool ReadInlinePostings(uint32_t documents, ByteReader* reader, absl::Span<uint32_t> gaps,
                        absl::Span<uint32_t> frequencies) {
  BitReader bits(reader->rest());
  Read(GapCut(documents, gaps.size()), &bits, gaps);
  if (!frequencies.empty()) Read(bits.Bits(kCutBits), &bits, frequencies);
  if (!bits.ok()) return reader->Fail();
  reader->Bytes(bits.used());
  return true;
}

}  // namespace khotin::index
