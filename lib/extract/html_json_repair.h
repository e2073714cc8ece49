// Mends what people write for JSON in pages.
#ifndef KHOTIN_EXTRACT_HTML_JSON_REPAIR_H_
#define KHOTIN_EXTRACT_HTML_JSON_REPAIR_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// `text` without comments, commas before a closing bracket, and what follows the first complete
// value; brackets left open at its end are closed. Strings stay as they are, except that control
// characters in them become spaces.
std::string RepairJson(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_JSON_REPAIR_H_
