// Finds the heading of a page under which its article stands.
#ifndef KHOTIN_EXTRACT_HTML_HEADING_H_
#define KHOTIN_EXTRACT_HTML_HEADING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"

namespace khotin::extract {

struct Heading {
  std::string text;        // empty when there is none
  bool confirmed = false;  // what the page's head says of the title agrees
};

// The heading that stands for the article; `offers` are the titles that the page's head gives, as
// written, and `source` names the site.
Heading FindHeading(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                    const std::vector<std::string>& offers, absl::string_view source);

// The h1 of a page that has no other, when it is like <title> and no link, as that of a site's name
// is; -1 otherwise.
int FindOnlyHeading(const HtmlTree& tree);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_HEADING_H_
