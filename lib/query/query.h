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

// One word as typed, under the keys of index/term.h. With diacritics it asks for that spelling
// first; without, for every spelling alike.
struct Word {
  std::string exact_key;
  std::string folded_key;
  bool has_diacritics = false;
};

// One word, or several that must follow one another: quoted, or the parts of one token such as
// TP.HCM.
struct Clause {
  std::vector<Word> words;
  bool quoted = false;  // every hit must hold it
  bool excluded = false;
  int column = 1;  // 1-based, in code points, of the clause's first character
};

struct Query {
  std::vector<Clause> clauses;
};

// INVALID_ARGUMENT names the column ("column 9: the quote is not closed"): an unclosed quote, no
// word to look for, only exclusions, over base::kMaxQueryBytes or base::kMaxQueryTerms, invalid
// UTF-8. A mark that means nothing to the language is no error: it is left out as the index leaves
// it out. Pure and thread-safe.
absl::StatusOr<Query> ParseQuery(absl::string_view text);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_H_
