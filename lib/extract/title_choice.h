// Which of the lines above an article is its title.
#ifndef KHOTIN_EXTRACT_TITLE_CHOICE_H_
#define KHOTIN_EXTRACT_TITLE_CHOICE_H_

#include <cstddef>
#include <vector>

#include "extract/line.h"

namespace khotin::extract {

// The one of `candidates` (lines in order, not empty) whose words the text below takes up most.
// Among menus, tickers and teasers that is the title. Linear in the length of the lines read, which
// are bounded.
size_t ChooseTitleLine(const LineTable& table, const std::vector<size_t>& candidates);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TITLE_CHOICE_H_
