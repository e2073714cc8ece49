// Pairs of quotation marks.
#ifndef KHOTIN_ENTITY_FACTS_QUOTE_MARKS_H_
#define KHOTIN_ENTITY_FACTS_QUOTE_MARKS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/facts/page.h"

namespace khotin::entity::facts {

// A quoted stretch of one page by tokens: the opening mark, and the closing one or, when the
// quotation goes on in the next paragraph or never closes, the end of the page.
struct QuotedRun {
  uint32_t open = 0;
  uint32_t close = 0;
  bool closed = false;
  bool resumed = false;  // goes on with the last run of the page before

  // The words inside, which may be none.
  uint32_t begin() const { return open + 1; }
  uint32_t end() const { return close; }
};

// The outermost runs of each page, in order. Marks: “ ” " ‘ ’ ' « » „ ‟, paired by kind; straight
// ones open after a space or an opening mark. A run without its end in the page goes on in the
// next page when that opens with such a mark or closes it, else it is none.
std::vector<std::vector<QuotedRun>> FindQuotedRuns(absl::Span<const Page> pages);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_QUOTE_MARKS_H_
