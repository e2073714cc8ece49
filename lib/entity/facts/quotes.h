// Who said what.
#ifndef KHOTIN_ENTITY_FACTS_QUOTES_H_
#define KHOTIN_ENTITY_FACTS_QUOTES_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/facts/facts.h"
#include "entity/facts/page.h"
#include "entity/facts/quote_marks.h"
#include "entity/facts/subjects.h"

namespace khotin::entity::facts {

// Tokens [begin, end) of a page.
struct Stretch {
  uint32_t page = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// A quote before it is given its spans.
struct Saying {
  Subject subject;
  Stretch verb;  // of the subject's page
  std::vector<Stretch> words;
  bool direct = false;
};

// One page as the quote rules read it.
struct SpeechPage {
  const Page* page = nullptr;
  Subjects subjects;
  absl::Span<const QuotedRun> runs;
  std::vector<uint8_t> quoted;  // of each token: inside a run, marks included
};

SpeechPage MakeSpeechPage(const Page& page, absl::Span<const int32_t> holders,
                          absl::Span<const Pointer> pointers, absl::Span<const QuotedRun> runs);

// What stands in quotation marks and was said. Words quoted without a speaker ("đi trước, mở
// đường") are no quote, unless they open a sentence and are many.
std::vector<Saying> FindDirect(absl::Span<const SpeechPage> pages);

// Clauses told after a verb of speech, outside quotation marks: "khẳng định, …". Those whose verb
// is that of a `direct` saying are left out.
std::vector<Saying> FindIndirect(absl::Span<const SpeechPage> pages,
                                 absl::Span<const Saying> direct);

// Both, in the order of the text.
std::vector<Quote> FindQuotes(absl::Span<const Page> pages, absl::Span<const SpeechPage> speech);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_QUOTES_H_
