// What changed between two texts, word by word.
#ifndef KHOTIN_TEXT_WORD_DIFF_H_
#define KHOTIN_TEXT_WORD_DIFF_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/sequence_match.h"

namespace khotin::text {

// [begin, end) in bytes of a text, on borders of characters.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  absl::string_view In(absl::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const ByteRange& a, const ByteRange& b) {
    return a.begin == b.begin && a.end == b.end;
  }
};

// A stretch of the old text and what stands in its place in the new one; one of them may be empty.
struct TextChange {
  ByteRange base;
  ByteRange text;
};

// The changes that make `text` of `base`, in order and apart from each other: what is between them
// is the same, byte for byte. Empty when the texts are equal.
//
// Tokens (text/tokenize.h) are compared as they are written; a space that differs is a change too.
// A few equal words amid larger changes on both sides go with those changes, since a reader follows
// one phrase for another sooner than a patchwork (after the "semantic cleanup" of
// diff-match-patch). Where `budget` ends, or a text is longer than 1 MiB, changes are longer than
// they need be. REQUIRES: valid UTF-8. Pure but for `budget`; thread-safe.
std::vector<TextChange> DiffWords(absl::string_view base, absl::string_view text,
                                  DiffBudget* budget);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_WORD_DIFF_H_
