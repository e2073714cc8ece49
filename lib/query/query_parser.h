// The query language: from a text to a tree. docs/search.md describes it for users.
//
//   query  := { ["AND"] ["NOT"] either }             side by side
//   either := near { ("OR" | "|") near }
//   near   := operand { ("NEAR" | "NEAR/5") operand }  words and phrases only
//   operand:= ["-" | "+"] [field ":"] ( word | word "*" | '"' words '"' | "(" query ")" )
//
// What a node asks of its group (Node::occur):
//   words, tokens with inner marks, beginnings  kOptional; kRequired after "+" and beside AND
//   "phrases", title:word, filters, dates, NEAR, OR, +(words)  kRequired
//   "-" and NOT                                 kExcluded
// Brackets side by side with others, without sign, field or operator, change nothing: what they
// hold joins the group around them, but for filters. Filters side by side of one field that an
// article has once (source, section, language) become one kOr; those of entities and authors must
// all hold, and so must dates.
#ifndef KHOTIN_QUERY_QUERY_PARSER_H_
#define KHOTIN_QUERY_QUERY_PARSER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "query/query_node.h"

namespace khotin::query {

// Brackets inside one another.
inline constexpr int kMaxQueryNesting = 16;
// Words between the operands of NEAR, in all.
inline constexpr int kDefaultNearDistance = 10;
inline constexpr int kMaxNearDistance = 100;
// Letters before the * of a beginning.
inline constexpr int kMinPrefixLetters = 2;

struct ParseOptions {
  // The caller adds filters of its own (AddFilter, AddTimeRange): a text without a word, or of
  // nothing but exclusions, is then no error, and an empty tree may come back.
  bool has_filters = false;
};

// INVALID_ARGUMENT names the column, and what was expected ("column 9: the quote is not closed",
// "column 6: expected a date such as …"): an unclosed quote or bracket, an operator without an
// operand, a field without a value, a date that is none, a * that does not close a word, brackets
// over kMaxQueryNesting deep, no word or filter at all, only exclusions, over base::kMaxQueryBytes
// or base::kMaxQueryTerms (a filter counts as one word), invalid UTF-8. A mark that means nothing
// to the language is no error: it is left out as the index leaves it out.
//
// A group has at least one child that is not excluded, kOr and kNear have at least two children;
// the root may have none only with `has_filters`. Leaves are at most twice base::kMaxQueryTerms.
// Pure and thread-safe.
absl::StatusOr<QueryTree> ParseQueryTree(absl::string_view text, const ParseOptions& options = {});

// Requires one of `values` (as typed; at least one) of `field`. The column of the new node is 0.
// INVALID_ARGUMENT names the field when a value has no letter or digit, or when there are over
// base::kMaxQueryTerms values. Leaves `tree` alone on errors.
absl::Status AddFilter(index::ValueField field, absl::Span<const std::string> values,
                       QueryTree* tree);

// Requires publication within `range`. INVALID_ARGUMENT when it is empty.
absl::Status AddTimeRange(const TimeRange& range, QueryTree* tree);

// One line that tells all of a tree but its columns: two texts with equal lines ask for the same.
//
//   bến! -tp hcm         bến! -'tp hcm'      (! behind a word typed with diacritics)
//   "a b" c*             +"a b" c*
//   title:(a OR b)       +or(title:a title:b)
//   a NEAR/5 b lang:vi   +near/5(a b) +language=<vi>
std::string ToString(const QueryTree& tree);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_PARSER_H_
