// From the bytes of one document to a clean article.
//
//   KHOTIN_ASSIGN_OR_RETURN(extract::Extraction found, extract::ExtractArticle(document, chrome));
#ifndef KHOTIN_EXTRACT_EXTRACT_H_
#define KHOTIN_EXTRACT_EXTRACT_H_

#include "absl/status/statusor.h"
#include "extract/article.h"
#include "extract/raw_document.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

// Changes whenever the same bytes may give another article.
inline constexpr char kExtractorVersion[] = "extract-2";

// Pure and thread-safe. INVALID_ARGUMENT, without the input's name in front (the caller adds it),
// for: an empty document, invalid UTF-8 or NUL bytes (the offset is named), a binary, malformed
// JSON, a line or document over base::kMaxDocumentBytes, no body. document.format must not be
// kAuto or kWarc. In HTML a few bad bytes are usual: they become U+FFFD, NUL bytes spaces.
// Lines that `chrome` has learned of the document's source are taken out; a body is never emptied
// so.
absl::StatusOr<Extraction> ExtractArticle(const RawDocument& document,
                                          const ChromeSnapshot& chrome = ChromeSnapshot());

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_EXTRACT_H_
