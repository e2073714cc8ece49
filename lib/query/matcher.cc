#include "query/matcher.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "query/phrase_matcher.h"
#include "query/word_matcher.h"

namespace khotin::query {
namespace {

uint64_t BetterField(const ClauseCounts::FieldCounts& counts) {
  return *std::max_element(counts.begin(), counts.end());
}

void AddFields(const ClauseCounts::FieldCounts& from, ClauseCounts::FieldCounts* to) {
  for (size_t field = 0; field < to->size(); ++field) (*to)[field] += from[field];
}

}  // namespace

void ClauseCounts::Add(const ClauseCounts& other) {
  folded.resize(std::max(folded.size(), other.folded.size()));
  for (size_t i = 0; i < other.folded.size(); ++i) AddFields(other.folded[i], &folded[i]);
  AddFields(other.exact, &exact);
}

uint64_t ClauseCounts::AnySpelling() const {
  if (folded.empty()) return 0;
  uint64_t least = BetterField(folded[0]);
  for (const FieldCounts& counts : folded) least = std::min(least, BetterField(counts));
  return least;
}

uint64_t ClauseCounts::AsTyped() const { return BetterField(exact); }

absl::StatusOr<std::unique_ptr<Matcher>> Matcher::Open(const index::Segment& segment,
                                                       const Clause& clause) {
  if (clause.words.size() > 1) return PhraseMatcher::Open(segment, clause);
  const Word& word = clause.words[0];
  KHOTIN_ASSIGN_OR_RETURN(FieldPostings folded,
                          OpenFields(segment, index::TermKind::kFolded, word.folded_key));
  FieldPostings exact;
  if (word.has_diacritics) {
    KHOTIN_ASSIGN_OR_RETURN(exact, OpenFields(segment, index::TermKind::kExact, word.exact_key));
  }
  return std::unique_ptr<Matcher>(
      std::make_unique<WordMatcher>(std::move(folded), std::move(exact), word.has_diacritics));
}

absl::StatusOr<std::unique_ptr<Matcher>> Matcher::OpenPair(const index::Segment& segment,
                                                           const Word& first, const Word& second) {
  const std::string key = index::PairKey(first.folded_key, second.folded_key);
  KHOTIN_ASSIGN_OR_RETURN(FieldPostings folded, OpenFields(segment, index::TermKind::kPair, key));
  return std::unique_ptr<Matcher>(
      std::make_unique<WordMatcher>(std::move(folded), FieldPostings(), /*has_exact=*/false));
}

}  // namespace khotin::query
