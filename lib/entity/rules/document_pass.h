// What one place of a document says about another.
#ifndef KHOTIN_ENTITY_RULES_DOCUMENT_PASS_H_
#define KHOTIN_ENTITY_RULES_DOCUMENT_PASS_H_

#include <vector>

#include "absl/types/span.h"
#include "entity/rules/document.h"

namespace khotin::entity::rules {

// Decides the unknown runs of every line by the same name found elsewhere, as the short form of a
// person named in full, or as an abbreviation the document defines. `results` runs beside `lines`;
// its `found` come back ordered, without overlap but for what lies inside a POSITION.
void ResolveUnknown(const Lexicon& lexicon, absl::Span<const Line> lines,
                    std::vector<LineResult>* results);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_DOCUMENT_PASS_H_
