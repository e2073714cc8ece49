#include "store/verdict.h"

namespace khotin::store {

Verdict VerdictOf(absl::Span<const DuplicateMatch> matches, bool was_stored) {
  if (was_stored) return Verdict::kNewVersion;
  if (matches.empty()) return Verdict::kNew;
  switch (matches.front().relation) {
    case dedupe::Relation::kNone:
      break;
    case dedupe::Relation::kExact:
      return Verdict::kExactDuplicate;
    case dedupe::Relation::kNear:
      return Verdict::kNearDuplicate;
    case dedupe::Relation::kContains:
      return Verdict::kContains;
    case dedupe::Relation::kContainedIn:
      return Verdict::kContainedIn;
    case dedupe::Relation::kRelated:
      return Verdict::kRelated;
  }
  return Verdict::kNew;
}

}  // namespace khotin::store
