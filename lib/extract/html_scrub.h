// Makes a page small and harmless before it is parsed.
#ifndef KHOTIN_EXTRACT_HTML_SCRUB_H_
#define KHOTIN_EXTRACT_HTML_SCRUB_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// The most attributes of one element; the parser compares each with each.
inline constexpr int kMaxAttributes = 2000;

// The most tags and attributes of a page: each costs the tree a few hundred bytes. The largest real
// pages have a tenth of it.
inline constexpr int kMaxMarkup = 400000;

// The page without what is neither read nor shown: comments, declarations, styles, drawings,
// noscript, and scripts but those of linked data (JSON-LD). These are most of a page's bytes.
// INVALID_ARGUMENT for more than either of the limits in what is left. Linear in the page.
absl::StatusOr<std::string> ScrubMarkup(absl::string_view html);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_SCRUB_H_
