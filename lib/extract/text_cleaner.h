// Cleans already-extracted text: finds title, date, lead, paragraphs, headings, captions and the
// byline among its lines and takes the site's chrome out.
#ifndef KHOTIN_EXTRACT_TEXT_CLEANER_H_
#define KHOTIN_EXTRACT_TEXT_CLEANER_H_

#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

// What the container already knows; the cleaner trusts it before what the lines seem to say.
struct TextHints {
  absl::string_view title;
  bool published_known = false;
  // What earlier articles of the source have taught; null for nothing.
  const SiteChrome* chrome = nullptr;
};

// `text` is valid UTF-8 with any line ends. Never fails: text without a body gives an article
// without blocks. Fills short_lines and story, not source_key and title_line. Pure and thread-safe;
// linear in the length of the text.
Extraction CleanText(absl::string_view text, const TextHints& hints);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TEXT_CLEANER_H_
