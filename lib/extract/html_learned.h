// What earlier pages of a source have taught, applied to the blocks of a page.
#ifndef KHOTIN_EXTRACT_HTML_LEARNED_H_
#define KHOTIN_EXTRACT_HTML_LEARNED_H_

#include <vector>

#include "extract/article.h"
#include "extract/html_blocks.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

// Removes the blocks that nearly every page of the source has, captions apart, and fills
// `found->short_lines` and `found->story` from all blocks. Leaves the blocks alone when no block
// would be left, or when `chrome` is null.
void RemoveLearnedBlocks(const SiteChrome* chrome, std::vector<PageBlock>* blocks,
                         Extraction* found);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_LEARNED_H_
