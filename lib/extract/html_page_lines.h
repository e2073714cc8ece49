// The lines of a page around its title and below its text, where date and author stand.
#ifndef KHOTIN_EXTRACT_HTML_PAGE_LINES_H_
#define KHOTIN_EXTRACT_HTML_PAGE_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"

namespace khotin::extract {

// What one text node gives to a line.
struct LinePiece {
  size_t begin = 0;  // bytes in PageLine::text
  size_t end = 0;
  int node = 0;
  bool linked = false;
};

// The text of one block, its pieces joined by single spaces.
struct PageLine {
  std::string text;
  std::vector<LinePiece> pieces;
};

struct HeadLines {
  std::vector<PageLine> below_title;  // to the third paragraph
  std::vector<PageLine> above_title;  // the few right above it, in the same part of the page
  std::vector<PageLine> foot;         // the last of the body and the first behind it
  int part = 0;  // the node at which the part of the page begins that holds title or text
};

// Lines of chrome are left out, but for those of parts named as a byline or a date. `body` is the
// element that holds the text. Without a heading that shows `title`, the lines right above the
// text are taken as being below the title.
HeadLines FindHeadLines(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
                        absl::string_view title);

// True when the element can be a heading, a byline or a date: its text, white space included, has
// at most 4,000 bytes in at most 300 nodes. Keeps nested elements from being read again and again.
bool IsShortText(const HtmlTree& tree, int element);

// True when node `i` lies in chrome that is no byline and no date.
bool InForeignChrome(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int i);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_PAGE_LINES_H_
