// What can be said of each node of a page before anything is chosen: chrome, text, links.
#ifndef KHOTIN_EXTRACT_HTML_OUTLINE_H_
#define KHOTIN_EXTRACT_HTML_OUTLINE_H_

#include <vector>

#include "extract/html_rules.h"
#include "extract/html_tree.h"
#include "extract/text_arena.h"

namespace khotin::extract {

struct NodeNotes {
  absl::string_view words;             // NameWords of its class, id and type
  const ChromeRule* chrome = nullptr;  // set on the topmost node of a part that is chrome
  bool in_chrome = false;              // it, or an ancestor, is chrome or gives no text
  int body_strength = 0;
  // Of an element that holds text itself, not by way of another block:
  int text = 0;    // characters
  int linked = 0;  // those of them inside links
  int stops = 0;   // marks that end or divide sentences
  // Of the subtree:
  int good = 0;  // characters in paragraphs that read like prose
};

// One NodeNotes per node; their words live in `words`.
std::vector<NodeNotes> MakeNotes(const HtmlTree& tree, TextArena* words);

// The node of the element that holds the article's text; -1 when the page has no text at all.
int FindBody(const HtmlTree& tree, const std::vector<NodeNotes>& notes);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_OUTLINE_H_
