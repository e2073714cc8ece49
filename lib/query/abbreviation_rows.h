// The table of models/abbreviations as text. Internal to lib/query.
#ifndef KHOTIN_QUERY_ABBREVIATION_ROWS_H_
#define KHOTIN_QUERY_ABBREVIATION_ROWS_H_

#include "absl/strings/string_view.h"

namespace khotin::query {

absl::string_view AbbreviationRows();

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_ABBREVIATION_ROWS_H_
