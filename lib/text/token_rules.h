// Where a token ends that is more than a run of letters. Internal to lib/text.
//
// Every rule looks a bounded number of runs ahead, or consumes what it has looked at, so that
// tokenizing stays linear.
#ifndef KHOTIN_TEXT_TOKEN_RULES_H_
#define KHOTIN_TEXT_TOKEN_RULES_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "text/scan.h"
#include "text/tokenize.h"

namespace khotin::text {

struct TokenEnd {
  size_t end = 0;
  TokenKind kind = TokenKind::kSyllable;
};

// The token that starts with `run`, whose first character is a letter.
TokenEnd LetterLedToken(absl::string_view text, const Run& run);

// The token that starts with the digit at `pos`.
TokenEnd DigitToken(absl::string_view text, size_t pos);

// The end of a run of the mark of `length` bytes at `pos`, or of "./.".
size_t MarkRunEnd(absl::string_view text, size_t pos, size_t length);

// The end of the address (of a page or a mailbox) that starts at `pos`, or `pos` if none does.
size_t UrlEnd(absl::string_view text, size_t pos);

// True for digits with separators of thousands and decimals only: 35.824, 1,5.
bool IsPlainNumber(absl::string_view token);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_TOKEN_RULES_H_
