// The head of an article: what stands before its first paragraph.
#ifndef KHOTIN_EXTRACT_HEAD_H_
#define KHOTIN_EXTRACT_HEAD_H_

#include <cstddef>

#include "extract/article.h"
#include "extract/line.h"
#include "extract/text_cleaner.h"

namespace khotin::extract {

// Finds title, publication date and byline at the start of `table` and writes them to `article`;
// decides those lines and the breadcrumbs among them. Returns the index of the first line that
// belongs to lead or body; table->size() when there is none.
size_t ReadHead(const TextHints& hints, LineTable* table, Article* article);

// True when line `i`, the first behind the head of an article with a title, reads as its lead: a
// short paragraph that others follow.
bool IsLead(const LineTable& table, size_t i);

// Reads a date and byline that stand below the lead, line `lead`, as some sites put them.
void ReadBelowLead(const TextHints& hints, size_t lead, LineTable* table, Article* article);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HEAD_H_
