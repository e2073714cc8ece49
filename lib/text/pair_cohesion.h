// How strongly two neighbouring syllables of news hold together. Internal to lib/text and to the
// programs that make its model.
#ifndef KHOTIN_TEXT_PAIR_COHESION_H_
#define KHOTIN_TEXT_PAIR_COHESION_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::text {

// A rough table: 65,536 buckets of four entries of 16 bits, 512 KiB. An entry is 12 bits of a
// pair's hash (HashOfWord) and a level of 4 bits.
//
// Immutable and thread-safe.
class PairCohesion {
 public:
  static constexpr size_t kBuckets = 65536;
  static constexpr size_t kBytes = kBuckets * sizeof(uint64_t);
  static constexpr int kMaxLevel = 15;

  // From what EncodePairCohesion gave. INVALID_ARGUMENT when `bytes` is no table.
  static absl::StatusOr<PairCohesion> Parse(absl::string_view bytes);

  // 0 for a pair that is rare or no more frequent than chance has it, else 1 to kMaxLevel.
  uint32_t LevelOf(uint64_t pair) const {
    uint64_t bucket = buckets_[pair & (kBuckets - 1)];
    const uint64_t wanted = pair >> 16 & 0xfff;
    for (; bucket != 0; bucket >>= 16) {
      if ((bucket >> 4 & 0xfff) == wanted) return bucket & 0xf;
    }
    return 0;
  }

 private:
  explicit PairCohesion(std::vector<uint64_t> buckets) : buckets_(std::move(buckets)) {}

  std::vector<uint64_t> buckets_;
};

// The level of a pair that stands `pair` times among `all` units, its parts `first` and `second`
// times: from 1 at twice the number that chance gives, by doublings; 0 below that and for fewer
// than five times.
int CohesionLevel(uint64_t pair, uint64_t first, uint64_t second, uint64_t all);

// The table of pairs and their levels, those of level 0 left out; of a bucket's pairs the first
// four are kept. The bytes of Parse.
std::string EncodePairCohesion(const std::vector<std::pair<uint64_t, int>>& levels);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_PAIR_COHESION_H_
