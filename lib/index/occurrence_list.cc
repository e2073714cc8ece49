#include "index/occurrence_list.h"

#include <sys/mman.h>

#include <bit>
#include <numeric>
#include <utility>

namespace khotin::index {
namespace {

// Nearly always all of a key at once. Digits of 8 to 11 bits are no faster where memory is in huge
// pages: 5 to 8 ns an occurrence, of 5,000 to 200,000 keys.
constexpr unsigned kMaxDigitBits = 16;
constexpr size_t kHugePage = size_t{2} << 20;

}  // namespace

void OccurrenceList::Reset(size_t capacity) {
  size_ = 0;
  if (capacity <= capacity_) return;
  items_ = Allocate(capacity);
  sorted_ = Allocate(capacity);
  capacity_ = capacity;
}

void OccurrenceList::Release::operator()(Occurrence* occurrences) const {
  ::operator delete(occurrences, alignment);
}

OccurrenceList::Memory OccurrenceList::Allocate(size_t capacity) {
  const size_t bytes = capacity * sizeof(Occurrence);
  const bool is_huge = bytes >= kHugePage;
  const auto alignment = std::align_val_t{is_huge ? kHugePage : alignof(Occurrence)};
  void* const memory = ::operator new(bytes, alignment);
  // Advice: where it is not taken, sorting is only slower.
  if (is_huge) madvise(memory, bytes, MADV_HUGEPAGE);
  return Memory(static_cast<Occurrence*>(memory), Release{alignment});
}

void OccurrenceList::Sort(uint32_t Occurrence::*key, uint32_t keys) {
  if (keys < 2) return;
  const auto bits = static_cast<unsigned>(std::bit_width(keys - 1));
  const unsigned passes = (bits + kMaxDigitBits - 1) / kMaxDigitBits;
  const unsigned width = (bits + passes - 1) / passes;
  const uint32_t mask = (1U << width) - 1;
  for (unsigned shift = 0; shift < passes * width; shift += width) {
    begins_.assign(size_t{mask} + 2, 0);
    for (const Occurrence& occurrence : items()) ++begins_[(occurrence.*key >> shift & mask) + 1];
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    for (const Occurrence& occurrence : items()) {
      sorted_[begins_[occurrence.*key >> shift & mask]++] = occurrence;
    }
    std::swap(sorted_, items_);
  }
}

}  // namespace khotin::index
