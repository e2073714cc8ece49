// The user's own names, whatever a recognizer made of them.
#ifndef KHOTIN_ENTITY_RULES_OWN_NAMES_H_
#define KHOTIN_ENTITY_RULES_OWN_NAMES_H_

#include <vector>

#include "entity/rules/document.h"

namespace khotin::entity::rules {

// Makes `found`, the mentions of `line` in order, agree with the rows of a user in `lexicon`: each
// name of theirs is a mention of its type, unless a longer mention or a longer listed name holds
// it or it is one Vietnamese syllable that opens a sentence; what they say is no name is no
// mention. An ORGANIZATION or LOCATION stays beside the POSITION around it. Without such rows
// nothing changes.
void ApplyOwnNames(const Lexicon& lexicon, const Line& line, std::vector<Found>* found);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_OWN_NAMES_H_
