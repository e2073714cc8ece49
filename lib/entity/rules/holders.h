// Persons who stand right behind the body of their office.
#ifndef KHOTIN_ENTITY_RULES_HOLDERS_H_
#define KHOTIN_ENTITY_RULES_HOLDERS_H_

#include <vector>

#include "entity/rules/document.h"

namespace khotin::entity::rules {

// Of "Bộ trưởng Bộ Công an Tô Lâm" read as one office and one body: where the lists know the body
// and the person behind it and no longer name, both end before the person, who is a mention of
// their own. `found` is in order, and stays so. Linear.
void TakeHoldersOut(const Lexicon& lexicon, const Line& line, std::vector<Found>* found);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_HOLDERS_H_
