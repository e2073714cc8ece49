#include "extract/json_value.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

using nlohmann::json;

// Accepts everything and remembers where it went wrong.
class ErrorFinder : public nlohmann::json_sax<json> {
 public:
  size_t position() const { return position_; }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(size_t position, const std::string&, const json::exception&) override {
    position_ = position;
    return false;
  }

 private:
  size_t position_ = 0;
};

// A value costs some fifty bytes however short it is written; no article has a hundredth of it.
constexpr int kMaxValues = 1000000;

// INVALID_ARGUMENT for too many levels or values. Strings are passed over, so brackets and commas
// in them do not count.
absl::Status CheckShape(absl::string_view text) {
  int depth = 0;
  int values = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
      continue;
    }
    in_string = c == '"';
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c == '{' || c == '[' || c == ',') ++values;
    if (depth > base::kMaxNesting) {
      return OverLimit(absl::StrCat("JSON nested deeper than ", base::kMaxNesting, " at byte ", i));
    }
    if (values > kMaxValues) {
      return OverLimit(absl::StrCat("JSON of over ", kMaxValues, " values"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<json> ParseJson(absl::string_view text) {
  KHOTIN_RETURN_IF_ERROR(CheckShape(text));
  json value = json::parse(text.begin(), text.end(), nullptr, false);
  if (!value.is_discarded()) return value;
  ErrorFinder finder;
  json::sax_parse(text.begin(), text.end(), &finder);
  // The library counts from 1 and names the end of what it could not read.
  const size_t at = finder.position() > 0 ? finder.position() - 1 : 0;
  return UnreadableDocument(absl::StrCat("malformed JSON at byte ", at));
}

const json* Member(const json& value, const char* name) {
  if (!value.is_object()) return nullptr;
  const auto it = value.find(name);
  return it == value.end() || it->is_null() ? nullptr : &*it;
}

std::string StringOf(const json* value) {
  if (value == nullptr) return "";
  const auto* text = value->get_ptr<const std::string*>();
  return text == nullptr ? "" : std::string(absl::StripAsciiWhitespace(*text));
}

std::vector<std::string> StringsOf(const json* value) {
  std::vector<std::string> found;
  if (value == nullptr) return found;
  const auto add = [&found](const json& element) {
    std::string text = StringOf(element.is_object() ? Member(element, "name") : &element);
    if (!text.empty()) found.push_back(std::move(text));
  };
  if (value->is_array()) {
    for (const json& element : *value) add(element);
  } else {
    add(*value);
  }
  return found;
}

}  // namespace khotin::extract
