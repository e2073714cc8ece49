// Teasers of other articles: blocks of title, date and excerpt, and lists under a header.
#ifndef KHOTIN_EXTRACT_TEASER_H_
#define KHOTIN_EXTRACT_TEASER_H_

#include <cstddef>

#include "extract/line.h"

namespace khotin::extract {

// Removes the teasers at or behind line `from`. A block is known by its structure (the same line
// twice and a timestamp, or a row of short lines with timestamps) or by the header above it; real
// paragraphs behind a block stay. Linear in the number of lines.
void RemoveTeasers(size_t from, LineTable* table);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TEASER_H_
