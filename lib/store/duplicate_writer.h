// Finds what a new article duplicates and keeps bodies, sketches and clusters in step with
// articles.
#ifndef KHOTIN_STORE_DUPLICATE_WRITER_H_
#define KHOTIN_STORE_DUPLICATE_WRITER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "dedupe/comparison.h"
#include "dedupe/signature.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/body_index.h"
#include "store/cluster_writer.h"
#include "store/database.h"
#include "store/signature_cache.h"
#include "store/store.h"

namespace khotin::store {

// For one commit; what it is made of must outlive it. Errors are those of the store, and DATA_LOSS
// for damaged records. Not thread-safe.
class DuplicateWriter {
 public:
  DuplicateWriter(WriteContext* context, SignatureCache* cache, storage::v1::State* state);

  // Puts an article into the cluster of the article that it is a version of, or into one of its
  // own: that of `vacated_cluster`, if nobody is in there any more. Sets body number, cluster and
  // place in `record`. Clusters that it shows to be one are united. Returns what it meets, the best
  // first.
  absl::StatusOr<std::vector<DuplicateMatch>> Add(const std::string& article_id,
                                                  const dedupe::Signature& signature, bool trusted,
                                                  const std::string& vacated_cluster,
                                                  storage::v1::Article* record);

  // Takes back what Add did.
  absl::Status Remove(const std::string& article_id, const storage::v1::Article& record);

  // For an article that is replaced by one with the same body: its place in the cluster stays.
  absl::Status Replace(const std::string& article_id, const dedupe::Signature& signature,
                       bool trusted, const storage::v1::Article& old, storage::v1::Article* record);

  // Articles that were moved to another cluster since this was called last.
  std::vector<std::string> TakeMoved() { return std::exchange(moved_, {}); }
  // Clusters that were united with others since this was called last.
  std::vector<std::string> TakeUnited() { return std::exchange(united_, {}); }

 private:
  absl::StatusOr<FoundCluster> ClusterFor(const dedupe::Signature& signature,
                                          const storage::v1::ClusterMember& member,
                                          const std::vector<BodyMatch>& matches,
                                          const std::string& vacated_cluster);
  absl::StatusOr<FoundCluster> UniteWith(const FoundCluster& cluster,
                                         const dedupe::Signature& canonical, FoundCluster other);
  absl::Status EnterBody(const std::string& article_id, const dedupe::Signature& signature,
                         const SketchEntries& entries, storage::v1::Article* record);
  absl::Status AddToBody(const std::string& article_id, uint32_t number);
  absl::Status DropBody(const dedupe::Signature& signature, uint32_t number);

  WriteContext* const context_;
  SignatureCache* const cache_;
  storage::v1::State* const state_;
  BodyIndex bodies_;
  ClusterWriter clusters_;
  std::vector<std::string> moved_;
  std::vector<std::string> united_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_DUPLICATE_WRITER_H_
