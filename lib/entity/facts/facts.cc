#include "entity/facts/facts.h"

#include <utility>

#include "entity/facts/figures.h"
#include "entity/facts/offices.h"
#include "entity/facts/page.h"
#include "entity/facts/quote_marks.h"
#include "entity/facts/quotes.h"
#include "entity/facts/references.h"

namespace khotin::entity {

DocumentFacts FindFacts(absl::Span<const text::Passage> document,
                        absl::Span<const Mention> mentions,
                        absl::Span<const DocumentEntity> entities, const rules::Lexicon& names) {
  const std::vector<facts::Page> pages = facts::MakePages(names, document, mentions, entities);
  facts::Offices offices = facts::FindOffices(names, pages, mentions, entities);
  const auto quoted = facts::FindQuotedRuns(pages);
  const auto pointers = facts::FindPointers(names, pages, entities, offices, quoted);
  DocumentFacts found;
  found.offices = std::move(offices.facts);
  std::vector<facts::SpeechPage> speech;
  speech.reserve(pages.size());
  for (size_t i = 0; i < pages.size(); ++i) {
    speech.push_back(facts::MakeSpeechPage(pages[i], offices.holders[i], pointers[i], quoted[i]));
    for (const facts::Pointer& pointer : pointers[i]) {
      found.references.push_back(
          {static_cast<uint32_t>(pointer.entity), pages[i].SpanOf(pointer.begin, pointer.end)});
    }
  }
  for (const facts::Page& page : pages) {
    for (Figure& figure : facts::FindFigures(page)) found.figures.push_back(std::move(figure));
  }
  found.quotes = facts::FindQuotes(pages, speech);
  return found;
}

}  // namespace khotin::entity
