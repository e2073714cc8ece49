// Classes of words that stand in like surroundings, learnt from raw news.
#ifndef KHOTIN_ENTITY_MODEL_WORD_CLUSTERS_H_
#define KHOTIN_ENTITY_MODEL_WORD_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace khotin::entity::model {

// From a word as it is written, by its hash, to the number of its class, from 1; words of one class
// follow like words. Classes are numbered so that alike ones lie side by side: a number divided by
// a power of two names a coarser class. Immutable and thread-safe.
class WordClusters {
 public:
  WordClusters() = default;
  // REQUIRES: as many clusters as words; no word is 0 and none is there twice.
  WordClusters(absl::Span<const uint64_t> words, absl::Span<const uint16_t> clusters);

  // From what Encode gave. DATA_LOSS when it is none.
  static absl::StatusOr<WordClusters> Parse(absl::string_view bytes);
  // The same for the same classes, whatever the order of the words.
  std::string Encode() const;

  // 0 for a word of no class.
  uint16_t Of(uint64_t word) const {
    if (slots_.empty()) return 0;
    for (size_t at = word & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].word == word) return slots_[at].cluster;
      if (slots_[at].word == 0) return 0;
    }
  }

 private:
  struct Slot {
    uint64_t word = 0;
    uint16_t cluster = 0;
  };
  std::vector<Slot> slots_;
  size_t mask_ = 0;
};

}  // namespace khotin::entity::model

#endif  // KHOTIN_ENTITY_MODEL_WORD_CLUSTERS_H_
