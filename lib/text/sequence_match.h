// Which elements two sequences have in common, in one order: the core of a diff.
#ifndef KHOTIN_TEXT_SEQUENCE_MATCH_H_
#define KHOTIN_TEXT_SEQUENCE_MATCH_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace khotin::text {

// The work that may still be done on one diff, in elementary steps of some nanoseconds. Those who
// find it used up give a coarser answer, so that time stays linear in the input whatever it holds.
// Not thread-safe.
class DiffBudget {
 public:
  explicit DiffBudget(int64_t steps) : steps_(steps) {}

  // Takes `steps` out; false when there are not as many left, and then takes none.
  bool Spend(int64_t steps) {
    if (steps > steps_) return false;
    steps_ -= steps;
    return true;
  }

 private:
  int64_t steps_;
};

inline constexpr int32_t kNoMatch = -1;

// For each element of `base` the index of its equal in `other`, or kNoMatch; the indexes rise.
// Elements are numbers below `value_count`, one for each distinct value.
//
// A longest common subsequence as long as the two differ in no more than about 2,000 elements
// between common ends: Myers' O(ND) search with a middle snake, in linear space ("An O(ND)
// Difference Algorithm and Its Variations", 1986). What differs more is split at the elements that
// stand once on both sides (Cohen's patience diff) or, where there are none, at the furthest point
// that the search came to; where the budget ends, nothing more is matched. Pure but for `budget`.
// Memory: some 50 bytes an element, and 8 bytes a distinct value. REQUIRES: sequences shorter than
// 2^30.
std::vector<int32_t> MatchSequences(absl::Span<const uint32_t> base,
                                    absl::Span<const uint32_t> other, uint32_t value_count,
                                    DiffBudget* budget);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_SEQUENCE_MATCH_H_
