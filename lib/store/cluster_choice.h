// Which cluster a new article joins, and which clusters are one.
//
// Versions of one text make a cluster. What keeps unrelated articles from being chained together:
// an article must be a version of a member of like size, and, unless it is nearly the same, share
// text with the canonical article as well and tell no other facts; clusters are united only when
// that holds of their canonical articles.
#ifndef KHOTIN_STORE_CLUSTER_CHOICE_H_
#define KHOTIN_STORE_CLUSTER_CHOICE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "dedupe/comparison.h"
#include "dedupe/signature.h"
#include "store/body_index.h"
#include "store/cluster_records.h"
#include "store/database.h"

namespace khotin::store {

// Errors of these functions are those of the reader, and DATA_LOSS for damaged records. Not
// thread-safe where they take a reader.

// True for two versions of one text; false for a digest and one of the many texts it holds.
bool MakesOneCluster(dedupe::Relation relation, const dedupe::Comparison& comparison);

// Whether the canonical articles of two clusters, of which one article holds versions, allow that
// they are one.
bool CanonicalsMeet(const dedupe::Signature& canonical, const dedupe::Signature& other);

// The cluster that an article with that signature joins; nullopt when none of its matches
// (BodyIndex::FindMatches) has one for it.
absl::StatusOr<absl::optional<FoundCluster>> ChooseCluster(RecordReader* reader, BodyIndex* bodies,
                                                           const dedupe::Signature& signature,
                                                           const std::vector<BodyMatch>& matches);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CLUSTER_CHOICE_H_
