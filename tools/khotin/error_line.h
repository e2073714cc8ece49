// An error in the place of a reply, where output is one JSON object a line.
#ifndef KHOTIN_TOOLS_KHOTIN_ERROR_LINE_H_
#define KHOTIN_TOOLS_KHOTIN_ERROR_LINE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::cli {

// {"error":"…"}, on one line and without a line feed; bytes that are not UTF-8 are replaced.
std::string ErrorLine(absl::string_view message);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ERROR_LINE_H_
