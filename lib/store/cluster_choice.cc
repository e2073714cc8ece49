#include "store/cluster_choice.h"

#include <utility>

#include "base/status.h"

namespace khotin::store {
namespace {

// Of texts where one holds the other, the smaller is at least so large a part.
constexpr double kMinClusterJaccard = 0.3;

}  // namespace

bool MakesOneCluster(dedupe::Relation relation, const dedupe::Comparison& comparison) {
  return dedupe::IsVersion(relation) &&
         (relation == dedupe::Relation::kExact || comparison.jaccard >= kMinClusterJaccard);
}

bool CanonicalsMeet(const dedupe::Signature& canonical, const dedupe::Signature& other) {
  const dedupe::Comparison comparison = dedupe::Compare(canonical, other);
  const dedupe::Relation relation = dedupe::Classify(canonical, other, comparison);
  return relation != dedupe::Relation::kNone && comparison.jaccard >= kMinClusterJaccard &&
         !dedupe::TellOtherFacts(canonical, other);
}

absl::StatusOr<absl::optional<FoundCluster>> ChooseCluster(RecordReader* reader, BodyIndex* bodies,
                                                           const dedupe::Signature& signature,
                                                           const std::vector<BodyMatch>& matches) {
  for (const BodyMatch& match : matches) {
    if (!MakesOneCluster(match.relation, match.comparison)) continue;
    KHOTIN_ASSIGN_OR_RETURN(FoundCluster cluster, MustFindCluster(reader, match.cluster));
    const auto& canonical = cluster.record.canonical();
    // One body is in one cluster, even where that has come to show another text; and what is nearly
    // the same belongs beside it.
    if (match.relation == dedupe::Relation::kExact || match.relation == dedupe::Relation::kNear ||
        canonical.body_number() == match.body_number) {
      return absl::make_optional(std::move(cluster));
    }
    KHOTIN_ASSIGN_OR_RETURN(const SignatureCache::Entry center,
                            bodies->SignatureOf(canonical.body_number(), canonical.article()));
    const dedupe::Comparison comparison = dedupe::Compare(signature, *center);
    if (dedupe::Classify(signature, *center, comparison) != dedupe::Relation::kNone &&
        !dedupe::TellOtherFacts(signature, *center)) {
      return absl::make_optional(std::move(cluster));
    }
  }
  return absl::optional<FoundCluster>();
}

}  // namespace khotin::store
