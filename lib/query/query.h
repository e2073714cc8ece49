// The query language: words, "phrases", -exclusions.
//
//   gìn giữ hòa bình        every word counts; spellings with and without diacritics are found
//   "gin giu hoa binh"      the words in this order, one after another
//   tô lâm -"công ty"       without articles that hold the phrase
//
// Documented for users in docs/search.md.
#ifndef KHOTIN_QUERY_QUERY_H_
#define KHOTIN_QUERY_QUERY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::query {

// One word as typed. `exact` asks for that spelling first: it was typed with diacritics.
struct Word {
  std::string exact_key;
  std::string folded_key;
  bool has_diacritics = false;
};

struct Clause {
  std::vector<Word> words;  // one, or those of a phrase in order
  bool phrase = false;
  bool excluded = false;
  int column = 1;  // 1-based, in code points, of the clause's first character
};

struct Query {
  std::vector<Clause> clauses;
};

// INVALID_ARGUMENT names the column: an unclosed quote, no word to look for, only exclusions, over
// base::kMaxQueryBytes or base::kMaxQueryTerms, invalid UTF-8. Pure and thread-safe.
absl::StatusOr<Query> ParseQuery(absl::string_view text);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_H_
