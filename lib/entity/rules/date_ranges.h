// Ranges of days, months and years that are written with a dash.
#ifndef KHOTIN_ENTITY_RULES_DATE_RANGES_H_
#define KHOTIN_ENTITY_RULES_DATE_RANGES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "entity/rules/document.h"
#include "text/date.h"

namespace khotin::entity::rules {

// The numbers of "15/7", "15/7/2017", "8.2016", "2016/17"; empty when it is anything else.
std::vector<int> NumbersOf(absl::string_view token);

inline bool MayBeYear(int number) { return number >= 1900 && number <= 2099; }

// Both ends of a range as Mention::value has it. The first takes the month of the second when it
// has none, and its year when it then still comes first ("3 đến 5/8/2017"). nullopt when both are
// not of one precision, or do not follow each other.
absl::optional<std::string> RangeValue(text::PartialDate first, const text::PartialDate& second);

// "13-15/7", "tháng 7-8/2016", "2020-2025", "2020 - 2025", "2016-17", "2016/17", with "ngày",
// "đêm", "tháng", "năm" and the like before them; in order, each with its value. Pure.
std::vector<Found> FindRanges(const Line& line);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_DATE_RANGES_H_
