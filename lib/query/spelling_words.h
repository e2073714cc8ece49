// The words of a query that spelling correction looks at. Internal to spelling.h.
#ifndef KHOTIN_QUERY_SPELLING_WORDS_H_
#define KHOTIN_QUERY_SPELLING_WORDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "query/query_node.h"

namespace khotin::query {

struct QueryWord {
  size_t begin = 0;  // [begin, end) in bytes of the query
  size_t end = 0;
  Term term;
  // Stays as it is: a number, a word with marks inside, or one beside which nothing may be changed.
  bool fixed = false;
  // Nothing but spaces between it and the word before.
  bool follows = false;
  // Two words in its place mean the same to the query language.
  bool may_split = false;
};

// In the order of the text; excluded ones, beginnings and values of fields are left out. `tree` is
// what ParseQueryTree made of `text`.
std::vector<QueryWord> WordsToCheck(const QueryTree& tree, absl::string_view text);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SPELLING_WORDS_H_
