// Places that mean an entity without naming it.
#ifndef KHOTIN_ENTITY_FACTS_REFERENCES_H_
#define KHOTIN_ENTITY_FACTS_REFERENCES_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/facts/offices.h"
#include "entity/facts/page.h"
#include "entity/facts/quote_marks.h"

namespace khotin::entity::facts {

struct Pointer {
  uint32_t begin = 0;
  uint32_t end = 0;
  int32_t entity = kNone;
};

// By page, in order: titles that stand alone, pronouns outside quotations, and heads of bodies and
// events ("Bộ", "Hội nghị"; "hai Bộ" is a pointer to each). Only what is clear: one holder of the
// office, one fitting person in this sentence and the two before it, one body with such a head.
std::vector<std::vector<Pointer>> FindPointers(const rules::Lexicon& names,
                                               absl::Span<const Page> pages,
                                               absl::Span<const DocumentEntity> entities,
                                               const Offices& offices,
                                               absl::Span<const std::vector<QuotedRun>> quoted);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_REFERENCES_H_
