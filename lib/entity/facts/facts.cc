#include "entity/facts/facts.h"

#include <utility>

#include "entity/facts/offices.h"
#include "entity/facts/page.h"

namespace khotin::entity {

DocumentFacts FindFacts(absl::Span<const text::Passage> document,
                        absl::Span<const Mention> mentions,
                        absl::Span<const DocumentEntity> entities, const rules::Lexicon& names) {
  const std::vector<facts::Page> pages = facts::MakePages(names, document, mentions, entities);
  facts::Offices offices = facts::FindOffices(names, pages, mentions, entities);
  DocumentFacts found;
  found.offices = std::move(offices.facts);
  return found;
}

}  // namespace khotin::entity
