// The kinds of the lines that make up the body.
#ifndef KHOTIN_EXTRACT_BODY_H_
#define KHOTIN_EXTRACT_BODY_H_

#include <cstddef>

#include "extract/line.h"

namespace khotin::extract {

// Decides every undecided line at or behind `from`: paragraph, heading, caption or list item. The
// only lines it removes are exact repetitions of the line before. Linear in the number of lines.
void ClassifyBody(size_t from, LineTable* table);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_BODY_H_
