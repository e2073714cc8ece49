// A text while it is being typed: words, and perhaps the beginning of one more.
#ifndef KHOTIN_QUERY_TYPED_TEXT_H_
#define KHOTIN_QUERY_TYPED_TEXT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "query/query_node.h"

namespace khotin::query {

struct TypedText {
  std::vector<Term> words;
  bool last_is_prefix = false;  // the last word can go on

  // The folded keys of the words with spaces between.
  std::string FoldedKey() const;
  bool HasDiacritics() const;
};

// Of valid UTF-8. The last word is complete where something stands behind it. Pure.
TypedText ReadTypedText(absl::string_view text);

// How a text goes on from what was typed.
struct TypedMatch {
  bool matches = false;
  // The words that were typed with diacritics stand there as they were typed.
  bool as_typed = false;
  // What was typed, as stretches [begin, end) in bytes of the text; neighbouring words make one.
  std::vector<std::pair<uint32_t, uint32_t>> ranges;
};

// Whether `text`, valid UTF-8, begins with the words of `typed`. Pure.
TypedMatch MatchBeginning(absl::string_view text, const TypedText& typed);

// As well, but the words may stand anywhere in `text`, in any order.
TypedMatch MatchAnywhere(absl::string_view text, const TypedText& typed);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TYPED_TEXT_H_
