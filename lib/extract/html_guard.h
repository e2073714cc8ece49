// Refuses markup that would make the parser slow or large before it gets there.
#ifndef KHOTIN_EXTRACT_HTML_GUARD_H_
#define KHOTIN_EXTRACT_HTML_GUARD_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {

// The most attributes of one element; the parser compares each with each.
inline constexpr int kMaxAttributes = 2000;

// The most tags and attributes of a page: each costs the tree a few hundred bytes. The largest real
// pages have a tenth of it.
inline constexpr int kMaxMarkup = 400000;

// INVALID_ARGUMENT for more than either. Linear in the page.
absl::Status CheckMarkup(absl::string_view html);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_GUARD_H_
