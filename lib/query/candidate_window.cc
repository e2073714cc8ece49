#include "query/candidate_window.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace khotin::query {
namespace {

// A bit for each of 64 scores that is not under `least`.
uint64_t AtLeast(const int32_t* scores, int32_t least) {
  uint64_t bits = 0;
#if defined(__SSE2__)
  const __m128i bound = _mm_set1_epi32(least);
  for (unsigned i = 0; i < 64; i += 16) {
    const auto less = [&](unsigned at) {
      const auto* four = reinterpret_cast<const __m128i*>(scores + i + at);
      return _mm_cmplt_epi32(_mm_loadu_si128(four), bound);
    };
    const __m128i low = _mm_packs_epi32(less(0), less(4));
    const __m128i high = _mm_packs_epi32(less(8), less(12));
    const int mask = _mm_movemask_epi8(_mm_packs_epi16(low, high));
    bits |= uint64_t{static_cast<uint16_t>(~mask)} << i;
  }
#else
  for (unsigned i = 0; i < 64; ++i) bits |= uint64_t{scores[i] >= least} << i;
#endif
  return bits;
}

}  // namespace

size_t CandidateWindow::KeepAtLeast(int32_t score) {
  size_t left = 0;
  for (size_t word = 0; word < candidates_.size(); ++word) {
    uint64_t& bits = candidates_[word];
    if (bits == 0) continue;
    bits &= AtLeast(&scores_[64 * word], score);
    left += static_cast<size_t>(std::popcount(bits));
  }
  return left;
}

}  // namespace khotin::query
