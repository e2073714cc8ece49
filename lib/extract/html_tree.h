// A parsed page as a flat list of nodes in document order, over which every pass is a loop.
#ifndef KHOTIN_EXTRACT_HTML_TREE_H_
#define KHOTIN_EXTRACT_HTML_TREE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extract/html_tag.h"
#include "extract/text_arena.h"

namespace khotin::extract {

struct HtmlAttribute {
  absl::string_view name;  // lower case
  absl::string_view value;
};

struct HtmlNode {
  absl::string_view tag;   // lower case; empty for a text node
  absl::string_view text;  // of a text node
  TagClass tag_class = TagClass::kText;
  int parent = -1;
  int end = 0;              // one past the last descendant
  int first_attribute = 0;  // of those of the tree
  int attribute_count = 0;

  bool is_text() const { return tag_class == TagClass::kText; }
};

// Thread-compatible. Views live as long as the tree.
class HtmlTree {
 public:
  // `html` is valid UTF-8, at most base::kMaxDocumentBytes long. White space between blocks is left
  // out. INVALID_ARGUMENT when elements are nested beyond base::kMaxNesting or
  // there is no element at all.
  static absl::StatusOr<HtmlTree> Parse(absl::string_view html);

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](int index) const { return nodes_[static_cast<size_t>(index)]; }
  int size() const { return static_cast<int>(nodes_.size()); }

  // Empty when the element has no such attribute.
  absl::string_view Attribute(int index, absl::string_view name) const;
  bool HasAttribute(int index, absl::string_view name) const;

  // More than any name, date or title has; texts of elements within elements stay linear by it.
  static constexpr size_t kMaxText = size_t{16} << 10;

  // The text of a subtree with white space collapsed; silent elements left out. It stops at about
  // `enough` bytes.
  std::string TextOf(int index, size_t enough = kMaxText) const;
  // The text of a script.
  std::string RawTextOf(int index) const;

  // True when `index` is `ancestor` or lies within it.
  bool Within(int index, int ancestor) const {
    return index >= ancestor && index < (*this)[ancestor].end;
  }

 private:
  friend class HtmlTreeBuilder;

  const HtmlAttribute* FindAttribute(int index, absl::string_view name) const;

  TextArena texts_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
};

// Appends `text` with each run of white space (no-break spaces too) as one space; none at the
// start of `out`, and none behind a space that is already there.
void AppendCollapsed(absl::string_view text, std::string* out);

// The same, of one text, without a space at the end.
std::string Collapse(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_TREE_H_
