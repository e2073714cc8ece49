// A clause of one word, or of one pair of neighbours, which the index keeps as a term.
#ifndef KHOTIN_QUERY_WORD_MATCHER_H_
#define KHOTIN_QUERY_WORD_MATCHER_H_

#include <array>
#include <memory>

#include "index/term.h"
#include "query/matcher.h"

namespace khotin::query {

// The postings of one key in every field; an entry is null where the segment has none.
using FieldPostings = std::array<std::unique_ptr<index::Postings>, index::kFieldCount>;

absl::StatusOr<FieldPostings> OpenFields(const index::Segment& segment, index::TermKind kind,
                                         absl::string_view key);
ClauseCounts::FieldCounts CountsOf(const FieldPostings& postings);
absl::Status StatusOf(const FieldPostings& postings);

class WordMatcher : public Matcher {
 public:
  // `exact` is empty for what was typed without diacritics.
  WordMatcher(FieldPostings folded, FieldPostings exact, bool has_exact);

  bool Match(ClauseMatch* match) override;
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  void UpdateDoc();

  FieldPostings folded_;
  FieldPostings exact_;
  const bool has_exact_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_WORD_MATCHER_H_
