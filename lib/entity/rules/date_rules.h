// The dates of a line.
#ifndef KHOTIN_ENTITY_RULES_DATE_RULES_H_
#define KHOTIN_ENTITY_RULES_DATE_RULES_H_

#include <vector>

#include "entity/rules/document.h"

namespace khotin::entity::rules {

// Dates that lib/text finds, brought to the borders that news readers see, and short forms that
// only their surroundings make dates; in order, each with its value. Pure.
std::vector<Found> FindLineDates(const Line& line);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_DATE_RULES_H_
