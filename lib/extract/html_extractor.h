// Extracts the article from one HTML page.
#ifndef KHOTIN_EXTRACT_HTML_EXTRACTOR_H_
#define KHOTIN_EXTRACT_HTML_EXTRACTOR_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

// `html` is the page's bytes in the charset it declares (UTF-8 when it declares none). `url` is
// where it was fetched from, or empty; the page's own canonical URL wins. `source` names the site
// of a page that does not tell it. Metadata comes from JSON-LD, then OpenGraph and meta elements,
// then microdata, then the page. INVALID_ARGUMENT for what cannot be read as a page (over limits,
// nesting beyond base::kMaxNesting, no body text). Pure and thread-safe.
absl::StatusOr<Extraction> ExtractHtml(absl::string_view html, absl::string_view url,
                                       const ChromeSnapshot& chrome = ChromeSnapshot(),
                                       absl::string_view source = "");

// The same for a page, or a piece of one, that is valid UTF-8 whatever it declares.
absl::StatusOr<Extraction> ExtractUtf8Html(absl::string_view html, absl::string_view url,
                                           const ChromeSnapshot& chrome = ChromeSnapshot(),
                                           absl::string_view source = "");

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_EXTRACTOR_H_
