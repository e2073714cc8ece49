// Tables of figures among a text's lines: prices, results, temperatures.
#ifndef KHOTIN_EXTRACT_FIGURE_TABLE_H_
#define KHOTIN_EXTRACT_FIGURE_TABLE_H_

#include "absl/strings/string_view.h"
#include "extract/line.h"

namespace khotin::extract {

// `key` as Line::key.
bool HasNumber(absl::string_view key);

// Holds a number, and is short: a row of a table, or a counter.
bool IsFigureLine(const Line& line);

// Sets Line::in_table of the lines of the article's own tables: rows of short lines with numbers,
// of which no two have none in a row, below running text (or its heading), or below a title. Linear
// in the number of lines.
void MarkFigureTables(LineTable* table);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_FIGURE_TABLE_H_
