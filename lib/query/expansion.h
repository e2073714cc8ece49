// Lets an abbreviation find the name it stands for, and the other way round.
#ifndef KHOTIN_QUERY_EXPANSION_H_
#define KHOTIN_QUERY_EXPANSION_H_

#include <cstddef>

#include "query/abbreviation_table.h"
#include "query/query_node.h"

namespace khotin::query {

// Of one abbreviation or name.
inline constexpr size_t kMaxAlternatives = 6;
// Words of all alternatives of a query; what comes later in it stays as typed.
inline constexpr size_t kMaxAddedTerms = 64;

// Gives words that `table` knows their alternatives:
//
//   CAND              or(cand 'công! an nhân! dân!')
//   công an nhân dân  or((công! an nhân! dân!) cand)      words side by side, the longest name
//   first
//
// The new kOr asks of its group what the words asked, alternatives are words and unquoted phrases
// of the same column and title. What is quoted, excluded, a beginning of a word or beside NEAR
// stays as typed. Pure and thread-safe.
QueryTree ExpandAbbreviations(QueryTree tree, const AbbreviationTable& table);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_EXPANSION_H_
