// Character references that a page holds as plain text.
#ifndef KHOTIN_EXTRACT_HTML_ENTITY_H_
#define KHOTIN_EXTRACT_HTML_ENTITY_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// `text` with the references of HTML 4 and numeric ones as the characters they mean: of use where
// a page has escaped a value twice, or escaped it inside of JSON. What is no reference stays.
std::string DecodeEntities(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_ENTITY_H_
