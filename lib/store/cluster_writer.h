// Keeps the members of clusters, their canonical articles and their order.
#ifndef KHOTIN_STORE_CLUSTER_WRITER_H_
#define KHOTIN_STORE_CLUSTER_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/cluster_records.h"
#include "store/database.h"

namespace khotin::store {

// For one commit. Not thread-safe.
class ClusterWriter {
 public:
  // `state` is the commit's; its count of clusters is kept.
  ClusterWriter(WriteContext* context, storage::v1::State* state)
      : context_(context), state_(state) {}

  // An empty cluster. `preferred_id` is taken if no cluster has it (it may be empty), else an id
  // that comes from `fingerprint`.
  absl::StatusOr<FoundCluster> Create(const std::string& preferred_id,
                                      const std::string& fingerprint);

  // Adds a member; its place is the result.
  absl::StatusOr<uint32_t> Join(FoundCluster cluster, const storage::v1::ClusterMember& member);
  // Changes what is known of a member.
  absl::Status Update(const std::string& cluster_id, uint32_t place,
                      const storage::v1::ClusterMember& member);
  // A cluster that loses its last member vanishes.
  absl::Status Leave(const std::string& cluster_id, uint32_t place);

  // Moves the members of `from` to `into`, with the records of their articles and bodies. The ids
  // of the articles are appended to `moved`.
  absl::StatusOr<FoundCluster> Unite(const FoundCluster& from, FoundCluster into,
                                     std::vector<std::string>* moved);

 private:
  absl::Status Put(const FoundCluster& cluster, const storage::v1::Cluster& before);
  absl::Status PutMember(const std::string& cluster_id, uint32_t place,
                         const storage::v1::ClusterMember& member);
  absl::Status ElectCanonical(FoundCluster* cluster);
  void Add(const storage::v1::ClusterMember& member, uint32_t place, FoundCluster* cluster) const;
  absl::Status MoveArticle(const std::string& article, const std::string& cluster_id,
                           uint32_t place);
  absl::Status DropOrder(const std::string& cluster_id, const storage::v1::Cluster& record);

  WriteContext* const context_;
  storage::v1::State* const state_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CLUSTER_WRITER_H_
