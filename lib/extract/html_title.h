// Finds an article's title among what a page offers for one.
#ifndef KHOTIN_EXTRACT_HTML_TITLE_H_
#define KHOTIN_EXTRACT_HTML_TITLE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "extract/html_metadata.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"

namespace khotin::extract {

// The text of <title>, as written; empty when there is none.
std::string DocumentTitle(const HtmlTree& tree);

// The one on which headline, shared title, h1 and <title> agree best, without the site's name.
std::string ChooseTitle(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                        const PageHints& hints, absl::string_view source);

// "Title" of "Title | Site", "Title - Site" and "Site: Title" when `site` names that part, or the
// last part is a short one; `title` itself otherwise.
std::string StripSiteName(absl::string_view title, absl::string_view site);

// True when two names are one site's, whatever their case and marks: the same, or one is most of
// the other ("Báo Mẫu", "Báo Mẫu Online").
bool IsSameSite(absl::string_view part, absl::string_view site);

// Letters and digits in lower case, by which two lines are the same.
std::string LettersKey(absl::string_view line);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_TITLE_H_
