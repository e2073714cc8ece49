// What stands in texts, brought from the order of documents into the order of terms.
#ifndef KHOTIN_INDEX_OCCURRENCE_LIST_H_
#define KHOTIN_INDEX_OCCURRENCE_LIST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "absl/types/span.h"

namespace khotin::index {

// A term in a document. What `detail` and `value` are depends on the kind of term.
struct Occurrence {
  uint32_t term;
  uint32_t detail;
  uint32_t doc;
  uint32_t value;
};

// Not thread-safe. Takes 32 bytes for each occurrence of its capacity, and keeps them: memory that
// was never touched costs more than what is done in it.
class OccurrenceList {
 public:
  // Empties the list and makes room for `capacity` occurrences.
  void Reset(size_t capacity);
  // REQUIRES: fewer than the capacity so far.
  void Add(const Occurrence& occurrence) { items_[size_++] = occurrence; }
  size_t size() const { return size_; }
  Occurrence& operator[](size_t place) { return items_[place]; }
  absl::Span<const Occurrence> items() const { return {items_.get(), size_}; }

  // Sorts by the member `key`, whose values are less than `keys`; those of one key stay in the
  // order they came in. By counting, digit by digit, the lowest first.
  void Sort(uint32_t Occurrence::*key, uint32_t keys);

 private:
  struct Release {
    std::align_val_t alignment;  // that it was allocated with
    void operator()(Occurrence* occurrences) const;
  };
  using Memory = std::unique_ptr<Occurrence[], Release>;

  static Memory Allocate(size_t capacity);

  size_t size_ = 0;
  size_t capacity_ = 0;
  Memory items_ = Allocate(0);
  Memory sorted_ = Allocate(0);
  std::vector<size_t> begins_;  // of each digit's occurrences
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_OCCURRENCE_LIST_H_
