// Streams of bits in bytes, the lowest first; what is left of the last byte is zero.
#ifndef KHOTIN_INDEX_BIT_STREAM_H_
#define KHOTIN_INDEX_BIT_STREAM_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"

namespace khotin::index {

// Appends to a string, which must outlive it, is nobody else's until Finish and is whole after it.
// Keeps what it counts with apart from what it writes: compilers then hold that in registers.
class BitWriter {
 public:
  explicit BitWriter(std::string* out)
      : out_(out), bytes_(out->data()), used_(out->size()), end_(out->size()) {}

  // REQUIRES: width <= 32 and value < 2^width.
  void Bits(uint32_t value, unsigned width) {
    pending_ |= uint64_t{value} << bits_;
    bits_ += width;
    if (bits_ >= kWord) TakeWord();
  }
  // `value` zeros and a one.
  void Unary(uint32_t value) {
    for (; value >= kWord; value -= kWord) Bits(0, kWord);
    Bits(1U << value, value + 1);
  }
  void Finish() {
    Store();
    out_->resize(used_ + (bits_ + 7) / 8);
  }

 private:
  static constexpr unsigned kWord = 32;
  static constexpr size_t kGrowth = 256;

  void TakeWord() {
    Store();
    used_ += kWord / 8;
    pending_ >>= kWord;
    bits_ -= kWord;
  }
  void Store() {
    if (end_ - used_ < sizeof(pending_)) {
      end_ = used_ + kGrowth;
      bytes_ = Resize(out_, end_);
    }
    std::memcpy(bytes_ + used_, &pending_, sizeof(pending_));
  }
  static char* Resize(std::string* out, size_t size) {
    out->resize(size);
    return out->data();
  }

  std::string* const out_;
  char* bytes_;  // of out_
  size_t used_;  // of them, with what was there before
  size_t end_;   // their number
  uint64_t pending_ = 0;
  unsigned bits_ = 0;  // of pending_, less than kWord between calls
};

// Safe on any bytes: what lies behind the end reads as zeros and turns ok() false.
class BitReader {
 public:
  // From bit `at` on.
  explicit BitReader(absl::string_view bytes, size_t at = 0) : bytes_(bytes), at_(at) {}

  // REQUIRES: width <= 32.
  uint32_t Bits(unsigned width) {
    const uint64_t bits = Next() & ((uint64_t{1} << width) - 1);
    at_ += width;
    return static_cast<uint32_t>(bits);
  }
  uint32_t Unary() {
    uint32_t zeros = 0;
    for (;;) {
      const uint64_t next = Next();
      if (next != 0) {
        const auto here = static_cast<unsigned>(std::countr_zero(next));
        at_ += here + 1;
        return zeros + here;
      }
      zeros += kWhole;
      at_ += kWhole;
      if (!ok()) return 0;
    }
  }

  // As Unary() << cut | Bits(cut), at one look where that does. REQUIRES: cut <= 32.
  uint32_t Cut(unsigned cut) {
    const uint64_t next = Next();
    const auto zeros = static_cast<unsigned>(std::countr_zero(next));
    if (zeros + 1 + cut > kWhole) {
      const uint64_t upper = Unary();
      return static_cast<uint32_t>(upper << cut) | Bits(cut);
    }
    at_ += zeros + 1 + cut;
    const uint64_t lower = next >> zeros >> 1 & ((uint64_t{1} << cut) - 1);
    return static_cast<uint32_t>(uint64_t{zeros} << cut | lower);
  }

  bool ok() const { return at_ <= 8 * bytes_.size(); }
  // Bytes that were begun. REQUIRES: ok().
  size_t used() const { return (at_ + 7) / 8; }

 private:
  // As many bits of Next() are sure to be read.
  static constexpr unsigned kWhole = 57;

  uint64_t Next() const {
    const size_t byte = at_ / 8;
    uint64_t next = 0;
    if (byte + sizeof(next) <= bytes_.size()) {
      std::memcpy(&next, bytes_.data() + byte, sizeof(next));
    } else if (byte < bytes_.size()) {
      std::memcpy(&next, bytes_.data() + byte, bytes_.size() - byte);
    }
    return next >> (at_ % 8);
  }

  const absl::string_view bytes_;
  size_t at_;  // in bits
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_BIT_STREAM_H_
