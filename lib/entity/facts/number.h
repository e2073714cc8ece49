// The values of Vietnamese numbers as news writes them.
#ifndef KHOTIN_ENTITY_FACTS_NUMBER_H_
#define KHOTIN_ENTITY_FACTS_NUMBER_H_

#include <optional>

#include "absl/strings/string_view.h"

namespace khotin::entity::facts {

// The value of a number in digits: a dot parts groups of three ("1.200.000"), a comma opens the
// decimals ("1,2"). Nothing for any other form, so a date ("2.9") or an index of a list ("1.2.3")
// is no number, nor for more than 15 digits, which a double does not hold exactly.
std::optional<double> ParseDigits(absl::string_view text);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_NUMBER_H_
