// A parsed page as a flat list of nodes in document order, over which every pass is a loop.
#ifndef KHOTIN_EXTRACT_HTML_TREE_H_
#define KHOTIN_EXTRACT_HTML_TREE_H_

#include <libxml/tree.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// What an element is to a reader of the page.
enum class TagClass : uint8_t {
  kText,     // a text node
  kInline,   // runs on within a line: a, b, span, and what is not known
  kBreak,    // br
  kBlock,    // starts and ends a paragraph: div, p, section, …
  kHeading,  // h1 … h6
  kListItem,
  kQuote,
  kCaption,
  kRow,      // tr
  kCell,     // td, th
  kMedia,    // pictures, video: no text of their own
  kControl,  // buttons, fields: text that is not read
  kSilent,   // script, style, template, head's metadata: no text at all
};

struct HtmlNode {
  absl::string_view tag;   // lower case; empty for a text node
  absl::string_view text;  // of a text node
  TagClass tag_class = TagClass::kText;
  int parent = -1;
  int end = 0;  // one past the last descendant
  const xmlNode* raw = nullptr;

  bool is_text() const { return tag_class == TagClass::kText; }
};

// Thread-compatible. Views live as long as the tree.
class HtmlTree {
 public:
  // `html` is valid UTF-8. INVALID_ARGUMENT when elements are nested beyond base::kMaxNesting or
  // there is no element at all.
  static absl::StatusOr<HtmlTree> Parse(absl::string_view html);

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](int index) const { return nodes_[static_cast<size_t>(index)]; }
  int size() const { return static_cast<int>(nodes_.size()); }

  // Empty when the element has no such attribute.
  absl::string_view Attribute(int index, const char* name) const;
  bool HasAttribute(int index, const char* name) const;

  // The text of a subtree with white space collapsed; silent elements left out.
  std::string TextOf(int index) const;
  // The text of a script.
  std::string RawTextOf(int index) const;

  // True when `index` is `ancestor` or lies within it.
  bool Within(int index, int ancestor) const {
    return index >= ancestor && index < (*this)[ancestor].end;
  }

 private:
  struct FreeDoc {
    void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
  };
  void Flatten(const xmlNode* root);

  std::unique_ptr<xmlDoc, FreeDoc> doc_;
  std::vector<HtmlNode> nodes_;
};

// Appends `text` with each run of white space (no-break spaces too) as one space; none at the
// start of `out`, and none behind a space that is already there.
void AppendCollapsed(absl::string_view text, std::string* out);

// The same, of one text, without a space at the end.
std::string Collapse(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_TREE_H_
