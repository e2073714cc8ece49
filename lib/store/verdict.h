// What became of a document, and what it rests on.
#ifndef KHOTIN_STORE_VERDICT_H_
#define KHOTIN_STORE_VERDICT_H_

#include <string>

#include "absl/types/span.h"
#include "dedupe/comparison.h"

namespace khotin::store {

// Stored and sent: values never change.
enum class Verdict {
  kNew = 1,
  kUnchanged = 2,
  kNewVersion = 3,
  kExactDuplicate = 4,
  kRefused = 5,
  kReplaced = 6,
  kNearDuplicate = 7,
  kContains = 8,
  kContainedIn = 9,
  kRelated = 10,
  kAlreadyTaken = 11,  // its position in a file was counted before
};

// How an article meets another one. Shares as in dedupe::Comparison.
struct DuplicateMatch {
  std::string article_id;
  dedupe::Relation relation = dedupe::Relation::kNone;
  double jaccard = 0;
  double containment = 0;
  double match_containment = 0;
};

// Of a document that is to be stored: another text for a stored article, or what its best match
// makes of it.
Verdict VerdictOf(absl::Span<const DuplicateMatch> matches, bool was_stored);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_VERDICT_H_
