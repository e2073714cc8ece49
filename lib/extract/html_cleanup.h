// Takes out of an article's blocks what is not part of it although it stands among them.
#ifndef KHOTIN_EXTRACT_HTML_CLEANUP_H_
#define KHOTIN_EXTRACT_HTML_CLEANUP_H_

#include <vector>

#include "extract/article.h"
#include "extract/html_blocks.h"

namespace khotin::extract {

// Removes from `blocks`: the title and lead repeated, the byline and date above the text and the
// signature below it, lines that only link elsewhere, headings that nothing follows, and lines
// that name themselves as chrome. A signature becomes the author of an article that has none.
// Marks captions.
void CleanBlocks(const HtmlTree& tree, std::vector<PageBlock>* blocks, Extraction* found);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_CLEANUP_H_
