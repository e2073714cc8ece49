#include "extract/json_field_map.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "extract/json_fields.h"
#include "extract/json_value.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

using nlohmann::json;

constexpr size_t kFields = std::size(kJsonFields);

bool Has(JsonNames names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// kFields when there is none.
size_t FieldNamed(absl::string_view name) {
  for (size_t field = 0; field < kFields; ++field) {
    if (Has(kJsonFields[field], name)) return field;
  }
  return kFields;
}

std::string KnownFields() {
  return absl::StrJoin(kJsonFields, ", ", [](std::string* out, JsonNames names) {
    absl::StrAppend(out, *names.begin());
  });
}

const json* Child(const json& value, absl::string_view key) {
  if (value.is_object()) {
    const auto it = value.find(std::string(key));
    return it == value.end() || it->is_null() ? nullptr : &*it;
  }
  size_t index = 0;
  const bool digits = !key.empty() && key.find_first_not_of("0123456789") == key.npos;
  if (!value.is_array() || !digits || !absl::SimpleAtoi(key, &index)) return nullptr;
  return index < value.size() && !value[index].is_null() ? &value[index] : nullptr;
}

// A key that has dots itself goes before the path that they would make.
const json* Find(const json& object, absl::string_view path) {
  const json* value = &object;
  while (value != nullptr) {
    const json* whole = Child(*value, path);
    const size_t dot = path.find('.');
    if (whole != nullptr || dot == absl::string_view::npos) return whole;
    value = Child(*value, path.substr(0, dot));
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

}  // namespace

absl::Status JsonFieldMap::Add(absl::string_view entry) {
  const std::vector<absl::string_view> parts = absl::StrSplit(entry, absl::MaxSplits('=', 1));
  const absl::string_view name = absl::StripAsciiWhitespace(parts[0]);
  const absl::string_view path =
      parts.size() == 2 ? absl::StripAsciiWhitespace(parts[1]) : absl::string_view();
  if (name.empty() || path.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("'", entry, "' is not of the form FIELD=PATH"));
  }
  const size_t field = FieldNamed(name);
  if (field == kFields) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown field '", name, "' (known: ", KnownFields(), ")"));
  }
  for (const absl::string_view step : absl::StrSplit(path, '.')) {
    if (step.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("the path '", path, "' has an empty step"));
    }
  }
  entries_.push_back({field, std::string(path)});
  return absl::OkStatus();
}

absl::StatusOr<JsonFieldMap> JsonFieldMap::Parse(const std::vector<std::string>& entries) {
  JsonFieldMap map;
  for (const std::string& list : entries) {
    for (const absl::string_view entry : absl::StrSplit(list, ',')) {
      KHOTIN_RETURN_IF_ERROR(map.Add(entry));
    }
  }
  return map;
}

std::string JsonFieldMap::Apply(std::string object) const {
  if (empty() || !text::ValidateUtf8(object).ok()) return object;
  absl::StatusOr<json> parsed = ParseJson(object);
  if (!parsed.ok() || !parsed->is_object()) return object;
  json found[kFields];
  for (const Entry& entry : entries_) {
    const json* value = Find(*parsed, entry.path);
    if (value != nullptr && found[entry.field].is_null()) found[entry.field] = *value;
  }
  const size_t text = FieldNamed("text");
  const bool page_alone = found[text].is_null() && !found[FieldNamed("html")].is_null();
  for (size_t field = 0; field < kFields; ++field) {
    if (found[field].is_null() && !(page_alone && field == text)) continue;
    for (const char* name : kJsonFields[field]) parsed->erase(name);
    if (!found[field].is_null()) (*parsed)[*kJsonFields[field].begin()] = std::move(found[field]);
  }
  return parsed->dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace khotin::extract
