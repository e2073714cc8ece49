// Applies a batch of prepared articles on top of the store's state: the one place where articles,
// versions, URLs, duplicate keys, clusters, entities and the feed are written.
#ifndef KHOTIN_STORE_COMMIT_H_
#define KHOTIN_STORE_COMMIT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/entity_writer.h"
#include "store/index_writer.h"
#include "store/prepared_article.h"
#include "store/store.h"

namespace khotin::store {

// The canonical article of a cluster: of the highest quality, then the one that came first.
const std::string& CanonicalArticle(const storage::v1::Cluster& cluster);

// One batch. A deterministic function of the store's state, the articles in their order, and `now`.
// Not thread-safe.
class Commit {
 public:
  // `state` is the committed one; its revision plus one is the commit's.
  Commit(WriteContext* context, const storage::v1::State& state, absl::Time now);

  absl::StatusOr<CommitResult> Apply(PreparedArticle article);

  // Writes what Apply left open. Call once, at the end.
  absl::Status Finish();

  // False when every article was unchanged: nothing is to be written then.
  bool changed() const { return !feed_.articles().empty(); }
  const storage::v1::State& state() const { return state_; }
  IndexChange TakeIndexChange() { return std::move(index_change_); }

 private:
  absl::Status Supersede(const std::string& id, const storage::v1::Article& old);
  absl::StatusOr<bool> JoinCluster(const std::string& article_id, storage::v1::Article* record);
  absl::Status LeaveCluster(const std::string& article_id, const storage::v1::Article& record);
  absl::Status Store(const PreparedArticle& article);
  void Index(PreparedArticle article, bool superseding);

  WriteContext* const context_;
  storage::v1::State state_;
  const absl::Time now_;
  EntityWriter entities_;
  storage::v1::Commit feed_;
  IndexChange index_change_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_COMMIT_H_
