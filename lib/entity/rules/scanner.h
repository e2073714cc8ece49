// One pass over a passage, left to right, in which the rules take their turns.
#ifndef KHOTIN_ENTITY_RULES_SCANNER_H_
#define KHOTIN_ENTITY_RULES_SCANNER_H_

#include <cstddef>
#include <vector>

#include "entity/rules/document.h"
#include "entity/rules/lexicon.h"

namespace khotin::entity::rules {

// What every rule works on. A rule looks at the tokens from `i` on and, when it applies, appends
// what it found to `result` and returns the token after its last; otherwise it returns `i`. A rule
// looks ahead over a bounded number of tokens only.
struct Scan {
  const Lexicon& lexicon;
  const Line& line;
  LineResult* result;

  Match At(size_t i, Kinds kinds) const { return MatchAt(lexicon, line, i, kinds); }
  // True when token i ends a word that begins before it: the "cầu" of "yêu cầu" is no bridge.
  bool InsideWord(size_t i) const;
  void Add(EntityType type, size_t begin, size_t end, bool evident = true) const;
};

LineResult ScanLine(const Lexicon& lexicon, const Line& line);

// Person rules (person_rules.cc).

// The end of a person's name that begins at `i`, where a title or honorific stands before it.
size_t NameAfterTitle(const Scan& scan, size_t i);
// The end of a Vietnamese full name at `i`: a family name and one to four more capitals.
size_t VietnameseName(const Scan& scan, size_t i);
size_t HonorificRule(const Scan& scan, size_t i);
// A Vietnamese full name that its middle syllable makes plain ("Đoàn Thị Hoa").
size_t FullNameRule(const Scan& scan, size_t i);
size_t PersonRule(const Scan& scan, size_t i);
// The end of the run of capitalised words at `i`, with tight hyphens and the small words of
// foreign names inside.
size_t CapitalRun(const Scan& scan, size_t i);

// Organisations (org_rules.cc): the end of the organisation's name at `i`, or `i`. With
// `any_case`, a head in lower case counts as well ("Trưởng phòng Kinh tế").
size_t OrganizationEnd(const Scan& scan, size_t i, bool any_case);
size_t OrganizationRule(const Scan& scan, size_t i);

// Places (place_rules.cc).
size_t PlaceEnd(const Scan& scan, size_t i);
size_t PlaceRule(const Scan& scan, size_t i);

size_t PositionRule(const Scan& scan, size_t i);  // position_rules.cc
size_t MiscRule(const Scan& scan, size_t i);      // misc_rules.cc
size_t ListedNameRule(const Scan& scan, size_t i);
size_t UnknownRule(const Scan& scan, size_t i);  // unknown_rules.cc

// Dates of the whole line, in order (date_rules.cc).
std::vector<Found> FindLineDates(const Line& line);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_SCANNER_H_
