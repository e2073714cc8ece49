#include "index/occurrence_buckets.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace khotin::index {
namespace {

// Below so many, comparing is faster than counting digits.
constexpr size_t kSortedByComparing = 128;
constexpr unsigned kDigitBits = 8;

}  // namespace

void SortByUpperHalf(uint32_t keys, absl::Span<uint64_t> numbers, std::vector<uint64_t>* scratch) {
  if (numbers.size() < kSortedByComparing) {
    std::sort(numbers.begin(), numbers.end());
    return;
  }
  if (scratch->size() < numbers.size()) scratch->resize(numbers.size());
  absl::Span<uint64_t> from = numbers;
  absl::Span<uint64_t> to = absl::MakeSpan(*scratch).subspan(0, numbers.size());
  const unsigned end = 32 + static_cast<unsigned>(std::bit_width(keys));
  for (unsigned shift = 32; shift < end; shift += kDigitBits) {
    std::array<uint32_t, (1U << kDigitBits) + 1> begins{};
    const auto digit = [shift](uint64_t number) {
      return number >> shift & ((1U << kDigitBits) - 1);
    };
    for (const uint64_t number : from) ++begins[digit(number) + 1];
    for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    for (const uint64_t number : from) to[begins[digit(number)]++] = number;
    std::swap(from, to);
  }
  if (from.data() != numbers.data()) std::copy(from.begin(), from.end(), numbers.begin());
}

}  // namespace khotin::index
