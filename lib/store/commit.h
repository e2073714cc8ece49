// Applies a batch of prepared documents on top of the store's state: the one place where articles,
// versions, URLs, duplicate keys, clusters, entities, sources, the quarantine and the feed are
// written.
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
#include "store/prepared_document.h"
#include "store/source_writer.h"
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

  absl::StatusOr<CommitResult> Apply(PreparedDocument document);

  // Writes what Apply left open. Call once, at the end.
  absl::Status Finish();

  // False when every document was known: nothing is to be written then.
  bool changed() const { return changed_; }
  // True when keys are to be written that no reader sees: the store's revision stays.
  bool noted() const { return noted_; }
  // True when versions were replaced. The index in memory must then be flushed: after a restart it
  // is rebuilt from the feed, which no longer leads to what they were.
  bool replaced() const { return replaced_; }
  const storage::v1::State& state() const { return state_; }
  IndexChange TakeIndexChange() { return std::move(index_change_); }
  // After Finish.
  const SourceWriter::Changes& chrome_changes() const { return sources_.changes(); }

 private:
  absl::StatusOr<CommitResult> ApplyArticle(PreparedArticle article);
  absl::StatusOr<CommitResult> ReplaceVersion(PreparedArticle article);
  absl::Status RejoinCluster(const std::string& article_id, const storage::v1::Article& old,
                             storage::v1::Article* record);
  absl::StatusOr<CommitResult> ApplyRefusal(PreparedRefusal refusal);
  absl::StatusOr<CommitResult> StoreVersion(PreparedArticle article,
                                            const absl::optional<storage::v1::Article>& old);
  absl::Status LeaveQuarantine(const std::string& quarantine_id);
  absl::Status Supersede(const std::string& id, const storage::v1::Article& old);
  absl::StatusOr<bool> JoinCluster(const std::string& article_id, storage::v1::Article* record);
  absl::Status LeaveCluster(const std::string& article_id, const storage::v1::Article& record);
  absl::Status Store(const PreparedArticle& article);
  void Index(PreparedArticle article, bool superseding);

  WriteContext* const context_;
  storage::v1::State state_;
  const absl::Time now_;
  EntityWriter entities_;
  SourceWriter sources_;
  bool changed_ = false;
  bool noted_ = false;
  bool replaced_ = false;
  storage::v1::Commit feed_;
  IndexChange index_change_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_COMMIT_H_
