// What is known of the dates that a reader marks.
#ifndef KHOTIN_ENTITY_RULES_DATE_VALUE_H_
#define KHOTIN_ENTITY_RULES_DATE_VALUE_H_

#include <vector>

#include "absl/types/span.h"
#include "entity/rules/document.h"

namespace khotin::entity::rules {

// Gives each DATE of `found` its value (Mention::value), by `dates`, what FindLineDates gave, and
// by its own numbers where that says nothing. The first day of "ngày 3 đến ngày 5/8" has its month
// from the last. Both are in order. Pure.
void ReadDateValues(const Line& line, absl::Span<const Found> dates, std::vector<Found>* found);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_DATE_VALUE_H_
