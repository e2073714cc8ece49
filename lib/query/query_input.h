// The text of a query as it was typed, and as it is read. Internal to the parser.
#ifndef KHOTIN_QUERY_QUERY_INPUT_H_
#define KHOTIN_QUERY_QUERY_INPUT_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "text/normalize.h"

namespace khotin::query {

// INVALID_ARGUMENT "column `column`: `reason`".
absl::Status RefuseAt(int column, absl::string_view reason);

// Refuses a text over base::kMaxQueryBytes and invalid UTF-8.
absl::Status CheckQueryInput(absl::string_view text);

class QueryInput {
 public:
  // `original` must pass CheckQueryInput and outlive this.
  explicit QueryInput(absl::string_view original)
      : original_(original), normalized_(text::Normalize(original)) {}

  absl::string_view text() const { return normalized_.text; }

  // Of byte `offset` of text(), in code points of what was typed, from 1.
  int Column(size_t offset) const;

  // Of byte `offset` of text(), in bytes of what was typed.
  size_t Original(size_t offset) const { return normalized_.offsets.ToOriginal(offset); }

 private:
  const absl::string_view original_;
  const text::Normalized normalized_;
};

bool IsSpace(char32_t c);
bool IsQuote(char32_t c);
// In front of a word: - + and the minus sign.
bool IsSign(char32_t c);
// Ends a stretch of words.
bool IsBorder(char32_t c);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_INPUT_H_
