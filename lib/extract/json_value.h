// JSON within limits and without exceptions.
#ifndef KHOTIN_EXTRACT_JSON_VALUE_H_
#define KHOTIN_EXTRACT_JSON_VALUE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace khotin::extract {

// INVALID_ARGUMENT for malformed JSON and for nesting beyond base::kMaxNesting, each with the byte,
// and for over a million values.
absl::StatusOr<nlohmann::json> ParseJson(absl::string_view text);

// The member `name` of an object; nullptr when there is none, it is null, or `value` is no object.
const nlohmann::json* Member(const nlohmann::json& value, const char* name);

// A string, with white space at its ends removed; empty for any other value.
std::string StringOf(const nlohmann::json* value);

// The strings in `value`: itself, or the elements of a list; objects stand for their "name".
std::vector<std::string> StringsOf(const nlohmann::json* value);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_JSON_VALUE_H_
