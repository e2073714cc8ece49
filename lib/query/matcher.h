// One clause of a query over one segment.
#ifndef KHOTIN_QUERY_MATCHER_H_
#define KHOTIN_QUERY_MATCHER_H_

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/segment.h"
#include "query/query.h"
#include "query/ranking.h"

namespace khotin::query {

// Documents that hold a clause, by which it is weighed: one count for each term that the clause
// rests on. Counts of several segments add up.
struct ClauseCounts {
  using FieldCounts = std::array<uint64_t, index::kFieldCount>;
  std::vector<FieldCounts> folded;  // one entry, or one for each pair of neighbours of a phrase
  FieldCounts exact{};              // of a single word with diacritics

  void Add(const ClauseCounts& other);
  // An upper bound of the documents that hold the clause: as any spelling, or as typed. The better
  // field counts: a word of the title stands in the text as well.
  uint64_t AnySpelling() const;
  uint64_t AsTyped() const;
};

// Walks the documents that may hold the clause. Not thread-safe; must not outlive the segment.
class Matcher {
 public:
  virtual ~Matcher() = default;

  // `clause` must outlive the matcher.
  static absl::StatusOr<std::unique_ptr<Matcher>> Open(const index::Segment& segment,
                                                       const Clause& clause);
  // Of two words that stand side by side, in any spelling.
  static absl::StatusOr<std::unique_ptr<Matcher>> OpenPair(const index::Segment& segment,
                                                           const Word& first, const Word& second);

  index::DocId doc() const { return doc_; }  // kNoDoc when exhausted, and after an error
  void SkipTo(index::DocId target) {
    if (doc_ < target) Skip(target);
  }
  // False when doc() does not hold the clause after all. Frequencies of what was typed without
  // diacritics are the same in both forms.
  virtual bool Match(ClauseMatch* match) = 0;
  virtual absl::Status status() const = 0;
  const ClauseCounts& counts() const { return counts_; }

 protected:
  virtual void Skip(index::DocId target) = 0;

  index::DocId doc_ = 0;
  ClauseCounts counts_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_MATCHER_H_
