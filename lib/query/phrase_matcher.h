// A clause of several words that follow one another.
#ifndef KHOTIN_QUERY_PHRASE_MATCHER_H_
#define KHOTIN_QUERY_PHRASE_MATCHER_H_

#include <array>
#include <memory>
#include <vector>

#include "query/matcher.h"
#include "query/word_matcher.h"

namespace khotin::query {

// Documents are found by the terms of the phrase's pairs, which are rare; positions are read only
// in those. A phrase of two words without diacritics needs none at all.
class PhraseMatcher : public Matcher {
 public:
  // REQUIRES: at least two words.
  static absl::StatusOr<std::unique_ptr<Matcher>> Open(const index::Segment& segment,
                                                       const Clause& clause);

  bool Match(ClauseMatch* match) override;
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  using PostingsList = std::vector<std::unique_ptr<index::Postings>>;

  // One field of the segment. `pairs` is empty when the field cannot hold the phrase.
  struct Field {
    PostingsList pairs;
    PostingsList words;                // folded
    PostingsList exact;                // as typed; null for a word without diacritics
    index::DocId doc = index::kNoDoc;  // holds every pair
  };

  explicit PhraseMatcher(const Clause* clause) : clause_(clause) {}
  absl::Status OpenField(const index::Segment& segment, index::IndexField id, Field* field);
  void UpdateDoc();
  static void SkipField(index::DocId target, Field* field);
  uint32_t CountFolded(Field* field) const;
  uint32_t CountExact(Field* field) const;
  uint32_t CountWords(Field* field, bool exact) const;

  const Clause* const clause_;
  bool has_diacritics_ = false;
  std::array<Field, index::kFieldCount> fields_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_PHRASE_MATCHER_H_
