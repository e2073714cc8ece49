// Days and months of the calendar of the moon.
#ifndef KHOTIN_ENTITY_RULES_LUNAR_DATES_H_
#define KHOTIN_ENTITY_RULES_LUNAR_DATES_H_

#include "absl/types/optional.h"
#include "entity/rules/document.h"

namespace khotin::entity::rules {

// The one whose first number or word is token `i`, with "ngày" and the like before it and "âm lịch"
// or "năm Đinh Dậu" behind: "rằm tháng Giêng", "mùng 1 Tết", "14 tháng Giêng", "tháng Chạp". It has
// no value: nothing says which day of the other calendar it is. Pure.
absl::optional<Found> FindLunarDate(const Line& line, size_t i);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_LUNAR_DATES_H_
