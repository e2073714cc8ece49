// One JSON object of a feed or export; docs/formats/input.md lists the fields.
#ifndef KHOTIN_EXTRACT_JSON_DOCUMENT_H_
#define KHOTIN_EXTRACT_JSON_DOCUMENT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

// What the object says of itself wins over what is read from its text. `url` and `source` are used
// when the object names none. INVALID_ARGUMENT as ExtractArticle.
absl::StatusOr<Extraction> ExtractJson(absl::string_view object, absl::string_view url,
                                       absl::string_view source, const ChromeSnapshot& chrome);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_JSON_DOCUMENT_H_
