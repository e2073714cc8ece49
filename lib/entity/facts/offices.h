// Who holds which office, by titles beside names.
#ifndef KHOTIN_ENTITY_FACTS_OFFICES_H_
#define KHOTIN_ENTITY_FACTS_OFFICES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "entity/facts/facts.h"
#include "entity/facts/page.h"

namespace khotin::entity::facts {

// A POSITION taken apart.
struct Title {
  uint32_t begin = 0;  // with a modifier that stands before the mention
  std::string key;  // of "Trưởng Phòng Tham mưu", which has no name without a body, "trưởng phòng"
  PositionKind kind = PositionKind::kOffice;
  Tenure tenure = Tenure::kCurrent;
  int32_t of = kNone;  // entity of the body or place inside the title
};

Title ReadTitle(const rules::Lexicon& names, const Page& page, const Mark& position);

struct Offices {
  std::vector<OfficeFact> facts;
  // By page and mark: the person beside whose name a POSITION stands, or kNone.
  std::vector<std::vector<int32_t>> holders;
};

// Titles before a name ("Thứ trưởng Nguyễn Văn Thành"), beside it ("Tô Lâm, Bộ trưởng Bộ Công an")
// and said of it ("là", "giữ chức"). Equal statements are one fact.
Offices FindOffices(const rules::Lexicon& names, absl::Span<const Page> pages,
                    absl::Span<const Mention> mentions, absl::Span<const DocumentEntity> entities);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_OFFICES_H_
