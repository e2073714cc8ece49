// Abbreviations and the names they stand for.
#ifndef KHOTIN_QUERY_ABBREVIATION_TABLE_H_
#define KHOTIN_QUERY_ABBREVIATION_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "query/query_node.h"

namespace khotin::query {

// A value: copies are independent. Const functions are thread-safe.
class AbbreviationTable {
 public:
  // The table of models/abbreviations, read once.
  static const AbbreviationTable& BuiltIn();

  // Adds the rows of `text`, in the form that models/abbreviations/README.md documents; `input`
  // names the text in errors. INVALID_ARGUMENT names the line and what was expected; the table is
  // then as it was.
  absl::Status Add(absl::string_view text, absl::string_view input);

  // What else may stand for the words `terms`, all of them together, in the order of the table. A
  // term typed with diacritics meets that spelling, one without meets every spelling. Not
  // recognized are names of two words, and abbreviations of two letters that are typed without
  // their diacritics. Empty when the words are neither abbreviation nor name. Valid until Add.
  std::vector<absl::Span<const Term>> Find(absl::Span<const Term> terms) const;

  size_t rows() const { return rows_.size(); }
  // Words of the longest abbreviation or name.
  size_t longest() const { return longest_; }

 private:
  struct Form {
    std::vector<Term> terms;
    bool is_recognized = true;
    bool needs_diacritics = false;  // to be recognized
  };
  using Row = std::vector<Form>;

  static absl::StatusOr<Form> ReadForm(absl::string_view text, bool abbreviation);
  static absl::StatusOr<Row> ReadRow(absl::string_view line);
  static bool Meets(absl::Span<const Term> typed, const Form& form);
  absl::Status AddRow(Row row);

  std::vector<Row> rows_;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> rows_by_key_;  // folded keys, joined
  size_t longest_ = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_ABBREVIATION_TABLE_H_
