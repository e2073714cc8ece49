// Reading bodies, clusters and their members.
#ifndef KHOTIN_STORE_CLUSTER_RECORDS_H_
#define KHOTIN_STORE_CLUSTER_RECORDS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"

namespace khotin::store {

struct FoundCluster {
  std::string id;
  storage::v1::Cluster record;
};

// The cluster of that id, or the one it was united with; nullopt when there is none (any more).
absl::StatusOr<absl::optional<FoundCluster>> FindCluster(RecordReader* reader,
                                                         absl::string_view id);
// DATA_LOSS when there is none.
absl::StatusOr<FoundCluster> MustFindCluster(RecordReader* reader, absl::string_view id);

// Calls `visit` with each member from `first_place` on, in the order they came, while it returns
// true.
using MemberVisitor = std::function<bool(uint32_t, const storage::v1::ClusterMember&)>;
absl::Status VisitMembers(RecordReader* reader, absl::string_view cluster_id, uint32_t first_place,
                          const MemberVisitor& visit);

absl::StatusOr<storage::v1::Body> MustGetBody(RecordReader* reader, uint32_t body_number);

// An article of the body that is not `except`; empty when there is none.
absl::StatusOr<std::string> OtherArticleOf(RecordReader* reader, uint32_t body_number,
                                           const storage::v1::Body& body,
                                           const std::string& except);

// Whether `a` is rather the canonical article than `b`: title and date there, the fuller body, the
// earlier publication, a trusted source, the one that came first. A total order of the members of a
// cluster.
bool Outranks(const storage::v1::ClusterMember& a, uint32_t place_a,
              const storage::v1::ClusterMember& b, uint32_t place_b);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CLUSTER_RECORDS_H_
