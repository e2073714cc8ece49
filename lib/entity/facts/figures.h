// Numbers and what they count or measure.
#ifndef KHOTIN_ENTITY_FACTS_FIGURES_H_
#define KHOTIN_ENTITY_FACTS_FIGURES_H_

#include <vector>

#include "entity/facts/facts.h"
#include "entity/facts/page.h"

namespace khotin::entity::facts {

// "4 sỹ quan", "1,2 tỷ đồng", "15%", "một sỹ quan", in order. Numbers inside mentions (dates,
// addresses), ordinals ("thứ 3", "Điều 5") and numbers without a unit are none. The unit is the
// word behind the number; of a MISC or a body its whole name.
std::vector<Figure> FindFigures(const Page& page);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_FIGURES_H_
