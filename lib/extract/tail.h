// The tail of an article: what stands behind its last paragraph.
#ifndef KHOTIN_EXTRACT_TAIL_H_
#define KHOTIN_EXTRACT_TAIL_H_

#include <cstddef>

#include "extract/article.h"
#include "extract/line.h"
#include "extract/text_pairs.h"

namespace khotin::extract {

// Removes advertising and leftover chrome behind the last paragraph of the lines at or behind
// `from`, and reads the byline into `article`. A byline that is glued to the last paragraph is read
// and stays in its text.
void ReadTail(size_t from, LazyTextPairs* pairs, LineTable* table, Article* article);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TAIL_H_
