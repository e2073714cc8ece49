// Dates that a page shows or implies outside of its structured data.
#ifndef KHOTIN_EXTRACT_HTML_DATE_H_
#define KHOTIN_EXTRACT_HTML_DATE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/html_outline.h"
#include "extract/html_page_lines.h"
#include "extract/html_tree.h"
#include "text/date.h"

namespace khotin::extract {

// A date as an attribute, a meta element or structured data gives it; `raw` stays even when it
// cannot be read.
DateReading ReadDate(absl::string_view raw, DateOrigin origin, text::DayMonthOrder order);

// How a page in `language` (BCP 47 or a locale such as en_US) writes a day and a month as numbers:
// day first but in the United States; not known for English of no country. A page that names no
// language is taken for Vietnamese when `sample`, some text of it, has Vietnamese letters.
text::DayMonthOrder DayMonthOrderOf(absl::string_view language, absl::string_view sample);

struct PageDates {
  DateReading published;  // labelled so, else without a label
  DateReading modified;   // labelled as the time of the last change
};

// Dates in the lines around the title, then below the text where a label says which they are. Dates
// in other roles ("Accessed …", "© …") are passed over.
PageDates ReadPageDates(const HeadLines& lines, text::DayMonthOrder order);

// Dates of <time> elements and of short elements named for a date or byline, from node `begin` on,
// outside of foreign chrome. What stands above the article's part is the site's: many a masthead
// shows today's date.
PageDates ReadElementDates(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int begin,
                           text::DayMonthOrder order);

// The date in the path of a URL: /2023/08/19/, /2023-08-19-, /2023/08/ (a month), and the time
// stamps that Vietnamese systems put at the end (…-20230819094012345.htm).
DateReading DateOfUrl(absl::string_view url);

// Takes away a time of day that stands without an offset: on a page of another country nothing
// tells where on the clock of Viet Nam it lies.
void DropUnplacedTime(text::PartialDate* date);

// Fills in what the structured data leaves open, with what the page shows: a date of publication
// that is missing, not as precise, or stands for the last change (equal to it or later) while the
// page shows an earlier one. A page that only says when it was last changed was published then as
// far as anyone can tell; `raw` still tells ("Updated …").
void MergePageDates(const PageDates& page, DateReading* published, DateReading* modified);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_DATE_H_
