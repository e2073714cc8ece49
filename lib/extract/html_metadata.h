// What a page says about its article outside of the text.
#ifndef KHOTIN_EXTRACT_HTML_METADATA_H_
#define KHOTIN_EXTRACT_HTML_METADATA_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"

namespace khotin::extract {

// The data of one origin; fields that it does not give are empty. `title` may still carry the
// site's name.
struct PageData {
  std::string title;
  std::string description;
  std::string url;
  std::string source;  // of the publisher or site
  std::vector<std::string> authors;
  DateReading published;
  DateReading modified;
  std::string section;
  std::vector<std::string> tags;
  std::string language;
  std::string image_url;
};

PageData ReadJsonLd(const HtmlTree& tree);
PageData ReadMetaTags(const HtmlTree& tree);
PageData ReadMicrodata(const HtmlTree& tree);

// What helps to find title and lead.
struct PageHints {
  std::string headline;      // of the structured data
  std::string shared_title;  // of the meta elements; may carry the site's name
  std::string description;
};

// Everything but title, lead and body, merged in that order of trust, then from the page itself;
// URLs made absolute.
PageHints FillMetadata(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                       absl::string_view url, Article* article);

// A date as an attribute or meta element gives it; `raw` stays even when it cannot be read.
DateReading ReadDate(absl::string_view raw, DateOrigin origin);

// Strings that name persons: URLs, the publisher's own name, "By " and the like taken away,
// repetitions left out.
std::vector<std::string> CleanAuthors(const std::vector<std::string>& names,
                                      absl::string_view publisher);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_METADATA_H_
