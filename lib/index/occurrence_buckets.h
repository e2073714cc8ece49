// What stands in texts, brought from the order of documents into the order of terms.
#ifndef KHOTIN_INDEX_OCCURRENCE_BUCKETS_H_
#define KHOTIN_INDEX_OCCURRENCE_BUCKETS_H_

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "absl/types/span.h"
#include "index/scratch_memory.h"

namespace khotin::index {

// Items by the number of the term that they are of, those of one term in the order they came in.
// How many there are of each is known before: each goes to its place at once, which is as fast as
// the memory is. Not thread-safe.
template <typename Item>
class OccurrenceBuckets {
 public:
  static_assert(std::is_trivially_copyable_v<Item>);

  // Bucket i is to hold at most counts[i] items. `memory` must not be used by another meanwhile.
  OccurrenceBuckets(absl::Span<const uint32_t> counts, ScratchMemory* memory)
      : begins_(counts.size()), ends_(counts.size()) {
    size_t total = 0;
    for (size_t bucket = 0; bucket < counts.size(); ++bucket) {
      begins_[bucket] = ends_[bucket] = total;
      total += counts[bucket];
    }
    items_ = reinterpret_cast<Item*>(memory->Get(total * sizeof(Item)));
  }

  size_t size() const { return begins_.size(); }
  // REQUIRES: the bucket has room.
  void Add(uint32_t bucket, const Item& item) { items_[ends_[bucket]++] = item; }
  // Valid as long as the memory is not used by another.
  absl::Span<Item> operator[](size_t bucket) {
    return {items_ + begins_[bucket], ends_[bucket] - begins_[bucket]};
  }

 private:
  std::vector<size_t> begins_;
  std::vector<size_t> ends_;
  Item* items_;
};

// Sorts numbers by what stands above their lower 32 bits, which is less than `keys`; those alike
// there stay in their order, which must be a rising one. `scratch` is memory of any contents.
void SortByUpperHalf(uint32_t keys, absl::Span<uint64_t> numbers, std::vector<uint64_t>* scratch);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_OCCURRENCE_BUCKETS_H_
