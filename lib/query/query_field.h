// The fields of the query language: title:, source:, date: and so on. Internal to the parser.
#ifndef KHOTIN_QUERY_QUERY_FIELD_H_
#define KHOTIN_QUERY_QUERY_FIELD_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "index/term.h"

namespace khotin::query {

enum class FieldKind : uint8_t { kTitle, kDate, kValue };

struct QueryField {
  absl::string_view name;
  FieldKind kind = FieldKind::kValue;
  index::ValueField value = index::ValueField::kSource;  // of kValue
  absl::string_view expected;                            // after the colon, for errors
};

// The field whose name and colon `text` begins with, in any case; nullptr when there is none.
const QueryField* FieldAt(absl::string_view text);

// The name to show of a field of values.
absl::string_view FieldName(index::ValueField field);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_FIELD_H_
