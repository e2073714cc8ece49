#include "query/query_field.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"

namespace khotin::query {
namespace {

using index::ValueField;

constexpr absl::string_view kWordsExpected =
    "expected a word, a \"phrase\" or (words) right after title:";
constexpr absl::string_view kDateExpected =
    "expected a date such as 2023-08 or 2023-08..2023-09 right after date:";
constexpr absl::string_view kSourceExpected =
    "expected a source such as vnexpress.net right after source:";
constexpr absl::string_view kSectionExpected =
    "expected a section such as \"Thời sự\" right after section:";
constexpr absl::string_view kLanguageExpected =
    "expected a language such as vi right after language:";
constexpr absl::string_view kEntityExpected =
    "expected an entity such as person/to-lam or \"Tô Lâm\" right after entity:";
constexpr absl::string_view kAuthorExpected =
    "expected an author such as \"Hoàng Sơn\" right after author:";

// Of two names for one field, the first is the one to show.
constexpr QueryField kFields[] = {
    {"title", FieldKind::kTitle, ValueField::kSource, kWordsExpected},
    {"date", FieldKind::kDate, ValueField::kSource, kDateExpected},
    {"source", FieldKind::kValue, ValueField::kSource, kSourceExpected},
    {"section", FieldKind::kValue, ValueField::kSection, kSectionExpected},
    {"language", FieldKind::kValue, ValueField::kLanguage, kLanguageExpected},
    {"lang", FieldKind::kValue, ValueField::kLanguage, kLanguageExpected},
    {"entity", FieldKind::kValue, ValueField::kEntity, kEntityExpected},
    {"author", FieldKind::kValue, ValueField::kAuthor, kAuthorExpected},
};

}  // namespace

const QueryField* FieldAt(absl::string_view text) {
  const absl::string_view name = text.substr(0, text.find(':'));
  if (name.size() == text.size()) return nullptr;
  const auto* const field = std::find_if(
      std::begin(kFields), std::end(kFields),
      [&](const QueryField& known) { return absl::EqualsIgnoreCase(name, known.name); });
  return field == std::end(kFields) ? nullptr : field;
}

absl::string_view FieldName(ValueField value) {
  const auto* const field =
      std::find_if(std::begin(kFields), std::end(kFields), [&](const QueryField& known) {
        return known.kind == FieldKind::kValue && known.value == value;
      });
  return field == std::end(kFields) ? absl::string_view() : field->name;
}

}  // namespace khotin::query
