// Turns the element that holds an article into blocks of text.
#ifndef KHOTIN_EXTRACT_HTML_BLOCKS_H_
#define KHOTIN_EXTRACT_HTML_BLOCKS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"

namespace khotin::extract {

struct PageBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;
  int node = 0;         // the element it stands in
  size_t linked = 0;    // bytes of the text inside links
  size_t emphasis = 0;  // bytes of the text in bold or italics

  // True for what is nothing but links.
  bool IsLinks() const { return linked * 10 >= text.size() * 8; }
};

// The blocks of `body` in reading order. Parts that are chrome and the subtree `lead` (-1 for
// none) are left out; the former are added to `removed`.
std::vector<PageBlock> ReadBlocks(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                  int body, int lead, std::vector<RemovedSpan>* removed);

// Adds a record, with its text cut to 500 bytes; nothing when `text` is empty.
void AddRemoved(absl::string_view kind, absl::string_view reason, absl::string_view text,
                std::vector<RemovedSpan>* removed);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_BLOCKS_H_
