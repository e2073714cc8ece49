// Authors that a page names outside of its structured data.
#ifndef KHOTIN_EXTRACT_HTML_AUTHOR_H_
#define KHOTIN_EXTRACT_HTML_AUTHOR_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extract/html_outline.h"
#include "extract/html_page_lines.h"
#include "extract/html_tree.h"

namespace khotin::extract {

// The names of a line such as "By An Bình and Chi Mai | May 3, 2021", in the lines around the title
// first and then below the text; else those around the title that link to an author's page. Lines
// of others ("Reviewed by …", "Photos by …") are passed over.
std::vector<std::string> AuthorsOfByline(const HtmlTree& tree, const HeadLines& lines,
                                         absl::string_view publisher);

// The names in the first element outside of foreign chrome that is named for an author, is linked
// with rel=author, or links to an author's page.
std::vector<std::string> AuthorsOfElement(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                          absl::string_view publisher);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_AUTHOR_H_
