// Chrome among the paragraphs: links to other articles, known by what the source's articles have
// taught and by what they speak of.
#ifndef KHOTIN_EXTRACT_STRAY_LINES_H_
#define KHOTIN_EXTRACT_STRAY_LINES_H_

#include <cstddef>

#include "extract/line.h"
#include "extract/text_pairs.h"

namespace khotin::extract {

// Removes, behind the first line at or behind `from` (it may be the lead, which stands under other
// articles too): learned lines that come and go and titles of other articles, unless they speak of
// what the text speaks of; what follows a learned label and speaks of something else; excerpts
// below a removed title; bare numbers beside chrome; with `bare_titles`, unknown titles that speak
// of something else. Captions stay. Linear in the text's length.
void RemoveStrayLines(size_t from, bool bare_titles, LazyTextPairs* pairs, LineTable* table);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_STRAY_LINES_H_
