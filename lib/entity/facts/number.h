// The values of Vietnamese numbers as news writes them.
#ifndef KHOTIN_ENTITY_FACTS_NUMBER_H_
#define KHOTIN_ENTITY_FACTS_NUMBER_H_

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace khotin::entity::facts {

// The value of a number in digits: a dot parts groups of three ("1.200.000"), a comma opens the
// decimals ("1,2"). Nothing for any other form, so a date ("2.9") or an index of a list ("1.2.3")
// is no number, nor for more than 15 digits, which a double does not hold exactly.
std::optional<double> ParseDigits(absl::string_view text);

struct WrittenNumber {
  double value = 0;
  size_t words = 0;  // how many of the words given it takes, at least 1
};

// The longest number that `words` (lower case, NFC) open with: "mười hai", "hai trăm linh năm".
// Nothing for an approximate one ("hai ba người") and for "năm" alone, which is also "year"; a
// "năm" that may be either ends the number ("mười năm": ten years). Looks at 32 words at most.
std::optional<WrittenNumber> ReadWrittenNumber(absl::Span<const absl::string_view> words);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_NUMBER_H_
