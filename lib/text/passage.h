// One field's piece of an article, as text-level modules see it, and places within an article.
#ifndef KHOTIN_TEXT_PASSAGE_H_
#define KHOTIN_TEXT_PASSAGE_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::text {

// Stored and sent: values never change.
enum class Field : uint8_t { kTitle = 1, kLead = 2, kBody = 3 };

// `text` is the original, not normalised, and is owned by the article it comes from.
struct Passage {
  Field field = Field::kBody;
  int32_t block = 0;  // index into the body's blocks; 0 for title and lead
  absl::string_view text;
};

// [begin, end) in UTF-8 bytes of the original text of that field (and, for the body, block).
struct Span {
  Field field = Field::kBody;
  int32_t block = 0;
  uint32_t begin = 0;
  uint32_t end = 0;

  friend bool operator==(const Span& a, const Span& b) {
    return a.field == b.field && a.block == b.block && a.begin == b.begin && a.end == b.end;
  }
};

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_PASSAGE_H_
