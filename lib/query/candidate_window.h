// Documents of a window that may still be among the hits, with their scores so far and marks of
// what was found in them.
#ifndef KHOTIN_QUERY_CANDIDATE_WINDOW_H_
#define KHOTIN_QUERY_CANDIDATE_WINDOW_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace khotin::query {

// Places 0 to kSize - 1 of a window, each a candidate or none. Not thread-safe.
class CandidateWindow {
 public:
  static constexpr uint32_t kSize = 2048;
  using Marks = uint16_t;  // bits whose meaning is the caller's

  void Clear() { candidates_.fill(0); }

  // Makes the place a candidate, and adds to its score and marks. REQUIRES: place < kSize, here and
  // below.
  void Add(uint32_t place, int32_t score, Marks marks) {
    uint64_t& word = candidates_[place / 64];
    const uint64_t bit = uint64_t{1} << (place % 64);
    const bool known = (word & bit) != 0;
    scores_[place] = known ? scores_[place] + score : score;
    marks_[place] = known ? static_cast<Marks>(marks_[place] | marks) : marks;
    word |= bit;
  }
  // Adds to the score and marks of a candidate. REQUIRES: Contains(place).
  void AddToCandidate(uint32_t place, int32_t score, Marks marks) {
    scores_[place] += score;
    marks_[place] = static_cast<Marks>(marks_[place] | marks);
  }
  bool Contains(uint32_t place) const {
    return ((candidates_[place / 64] >> (place % 64)) & 1) != 0;
  }

  // Drops the candidates of a lower score; how many are left.
  size_t KeepAtLeast(int32_t score);

  // Drops the candidates for which `keep(place)` is false, in rising order.
  template <typename Keep>
  void KeepIf(Keep keep) {
    for (size_t word = 0; word < candidates_.size(); ++word) {
      for (uint64_t bits = candidates_[word]; bits != 0; bits &= bits - 1) {
        if (!keep(PlaceOf(word, bits))) candidates_[word] &= ~(bits & (~bits + 1));
      }
    }
  }

  // Calls `visit(place, score, marks)`, which returns a status, for each candidate in rising order,
  // until one is not OK, which it returns.
  template <typename Visit>
  auto ForEach(Visit visit) const -> decltype(visit(0U, 0, Marks{0})) {
    for (size_t word = 0; word < candidates_.size(); ++word) {
      for (uint64_t bits = candidates_[word]; bits != 0; bits &= bits - 1) {
        const uint32_t place = PlaceOf(word, bits);
        auto status = visit(place, scores_[place], marks_[place]);
        if (!status.ok()) return status;
      }
    }
    return {};
  }

 private:
  static uint32_t PlaceOf(size_t word, uint64_t bits) {
    return static_cast<uint32_t>(64 * word) + static_cast<uint32_t>(std::countr_zero(bits));
  }

  std::array<uint64_t, kSize / 64> candidates_{};  // a bit for each place
  // Of places that are no candidates: anything.
  std::array<int32_t, kSize> scores_;
  std::array<Marks, kSize> marks_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_CANDIDATE_WINDOW_H_
