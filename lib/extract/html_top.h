// What stands between an article's title and its text: date, byline, lead.
#ifndef KHOTIN_EXTRACT_HTML_TOP_H_
#define KHOTIN_EXTRACT_HTML_TOP_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/byline.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"

namespace khotin::extract {

// The element that holds the lead: one that is named so; or one between the title and the body
// that is named for a summary, says what `description` says, or is a long subheading. -1 when there
// is none.
int FindLead(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
             absl::string_view description);

// Gives an article without a date or author what short lines between title and body say.
void ReadTop(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body, Article* article);

// True for a line with a date and no more than the author's name in front of it; fills what the
// article does not have yet.
bool TakeTimestamp(absl::string_view text, Article* article);

// Fills authors and agency where the article has none.
void TakeByline(const Byline& byline, Article* article);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_TOP_H_
