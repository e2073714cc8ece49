// What a page says about its article outside of the text.
#ifndef KHOTIN_EXTRACT_HTML_METADATA_H_
#define KHOTIN_EXTRACT_HTML_METADATA_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/html_outline.h"
#include "extract/html_tree.h"
#include "text/date.h"

namespace khotin::extract {

// The data of one origin; fields that it does not give are empty. `title` may still carry the
// site's name.
struct PageData {
  std::string title;
  std::string description;
  std::string url;
  std::string source;  // of the publisher or site
  std::vector<std::string> authors;
  std::vector<std::string> collectives;  // organisations given as authors
  DateReading published;
  DateReading modified;
  std::string section;
  std::vector<std::string> tags;
  std::string language;
  std::string image_url;
};

// `order` is that of dates in numbers that tell no more than 03/04/2021.
PageData ReadJsonLd(const HtmlTree& tree, text::DayMonthOrder order);
PageData ReadMetaTags(const HtmlTree& tree, text::DayMonthOrder order);
PageData ReadMicrodata(const HtmlTree& tree, text::DayMonthOrder order);

// What helps to find the title and what the page itself shows.
struct PageHints {
  std::string headline;      // of the structured data
  std::string shared_title;  // of the meta elements; may carry the site's name
  std::string description;
  std::string site;  // the publisher's or site's name
  // The site's name where the page's data give it for the author.
  std::vector<std::string> signed_by_site;
  // True for a page that is said to be in another language than Vietnamese and does not lie under
  // .vn. People sign their own blogs with the blog's name, while Vietnamese systems fill in the
  // paper's where they know no author; and times without an offset are not those of Viet Nam.
  bool foreign = false;
  text::DayMonthOrder order = text::DayMonthOrder::kDayFirst;
};

// Everything but title, lead and body from structured data, meta elements and microdata, merged in
// that order of trust; URLs made absolute.
PageHints FillMetadata(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                       absl::string_view url, Article* article);

// Date and authors that are still open, as the page shows them around the title and below the text;
// then from its address, and by the site's name. `article` has its title; `body` is the element
// that holds the text.
void FillFromPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
                  const PageHints& hints, Article* article);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_METADATA_H_
