// The name lists of models/names as they are compiled in: "name\ttype\talias…" a row.
#ifndef KHOTIN_ENTITY_RULES_NAME_ROWS_H_
#define KHOTIN_ENTITY_RULES_NAME_ROWS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace khotin::entity::rules {

absl::Span<const absl::string_view> NameRows();

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_NAME_ROWS_H_
