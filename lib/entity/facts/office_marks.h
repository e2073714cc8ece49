// Which titles of a line belong to which of its persons.
#ifndef KHOTIN_ENTITY_FACTS_OFFICE_MARKS_H_
#define KHOTIN_ENTITY_FACTS_OFFICE_MARKS_H_

#include <cstdint>
#include <vector>

#include "entity/facts/facts.h"
#include "entity/facts/page.h"

namespace khotin::entity::facts {

struct Holding {
  int32_t position = kNone;  // index into Page::marks
  int32_t person = kNone;    // index into Page::marks
  Certainty certainty = Certainty::kStated;
};

// In the order of persons; no title twice.
std::vector<Holding> FindHoldings(const Page& page);

// The token after "(…)" that opens at token i; i when there is none that closes soon.
size_t SkipBracket(const Page& page, size_t i);

// The body or place right behind a title ("của Bộ Y tế", "(Công an tỉnh Đắk Nông)"); null for none.
const Mark* BodyBehind(const Page& page, size_t i);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_OFFICE_MARKS_H_
