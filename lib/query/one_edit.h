// Words that differ from a typed one by one typing error.
#ifndef KHOTIN_QUERY_ONE_EDIT_H_
#define KHOTIN_QUERY_ONE_EDIT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::query {

// The words that come of `folded_word`, of letters a to z alone, by one letter less, more or other,
// or by two neighbours changing places (Damerau, 1964); distinct, in rising order, itself not among
// them. The first letter stays, for it is seldom wrong and most of the others would not be what was
// meant. Nothing for fewer than three letters, more than 24, or other characters. Pure.
std::vector<std::string> OneEditVariants(absl::string_view folded_word);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_ONE_EDIT_H_
