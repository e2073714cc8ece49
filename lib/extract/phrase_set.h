// Finds which of many short phrases stands in a row of words.
#ifndef KHOTIN_EXTRACT_PHRASE_SET_H_
#define KHOTIN_EXTRACT_PHRASE_SET_H_

#include <array>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// Thread-compatible; does not own the phrases' bytes.
class PhraseSet {
 public:
  // Phrases of two bytes or more, their words parted by one space. "*" at the end of one says that
  // its last word may go on.
  explicit PhraseSet(const std::vector<absl::string_view>& phrases);

  // The index of the first phrase of the set that stands in `words`, which have a space around
  // each; -1 when none does.
  int First(absl::string_view words) const;

 private:
  struct Phrase {
    absl::string_view text;
    bool prefix;
  };
  static constexpr size_t kBuckets = 256;
  static size_t BucketOf(absl::string_view text);
  static bool StandsAt(const Phrase& phrase, absl::string_view rest);

  std::vector<Phrase> phrases_;
  std::array<std::vector<uint16_t>, kBuckets> buckets_;  // by the first two bytes, ascending
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_PHRASE_SET_H_
