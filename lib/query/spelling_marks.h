// Which diacritics a corrected word should have. Internal to spelling.h.
#ifndef KHOTIN_QUERY_SPELLING_MARKS_H_
#define KHOTIN_QUERY_SPELLING_MARKS_H_

#include <string>
#include <vector>

#include "query/spelling_lexicon.h"

namespace khotin::query {

// A word of the corrected query.
struct CorrectedWord {
  std::string folded;
  std::string typed;     // exact key of what was typed in its place; may be another word's
  std::string spelling;  // exact key, when it is settled
  bool follows = false;  // stands right behind the word before
  bool changed = false;
};

// Gives each changed word without a spelling the one that is usual beside its neighbours, or at all
// (its folded key, when `plain`); and mends words typed with diacritics that the archive never
// spells so, alone or beside a neighbour with which they are known in another spelling.
void ChooseMarks(bool plain, SpellingLexicon* lexicon, std::vector<CorrectedWord>* words);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SPELLING_MARKS_H_
