// Unicode normalisation that can be traced back to the original bytes.
//
//   const text::Normalized norm = text::Normalize(original);
//   const auto tokens = text::Tokenize(norm.text);
//   const size_t begin = norm.offsets.ToOriginal(tokens[0].begin);
#ifndef KHOTIN_TEXT_NORMALIZE_H_
#define KHOTIN_TEXT_NORMALIZE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::text {

// Maps byte offsets of a normalised text to byte offsets of its original. Empty (the identity)
// when nothing changed, which is the common case and costs nothing.
class OffsetMap {
 public:
  // The original offset that corresponds to `normalized_offset`. For an offset inside a composed
  // character the start of its original sequence; for the end of the text, the original's end. A
  // character that was removed belongs to what stands before it.
  size_t ToOriginal(size_t normalized_offset) const;

  bool IsIdentity() const { return anchors_.empty(); }

  // Builder: from `normalized` on, offsets run in step with `original`, until the next anchor.
  // Offsets must grow. `collapsed` marks a stretch whose inside maps to its start.
  void AddAnchor(size_t normalized, size_t original, bool collapsed);

 private:
  struct Anchor {
    uint32_t normalized;
    uint32_t original;
    bool collapsed;
  };
  std::vector<Anchor> anchors_;
};

struct Normalized {
  std::string text;
  OffsetMap offsets;
};

// NFC; U+200B, U+200C, U+200D, U+2060, U+00AD and U+FEFF removed; U+00A0 and the other Unicode
// spaces turned into a plain space, U+2028 and U+2029 into a line feed. Letters keep their case,
// tone placement and spelling. Of more than 30 marks on one letter the surplus is left in place.
// `text` must be valid UTF-8 of at most 4 GiB; invalid bytes pass through. Copies at scanning speed
// when there is nothing to do.
Normalized Normalize(absl::string_view text);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_NORMALIZE_H_
