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
#include "store/change_log.h"
#include "store/database.h"
#include "store/duplicate_writer.h"
#include "store/entity_decision_writer.h"
#include "store/entity_table.h"
#include "store/entity_writer.h"
#include "store/file_ledger.h"
#include "store/index_writer.h"
#include "store/prepared_document.h"
#include "store/signature_cache.h"
#include "store/source_writer.h"
#include "store/store.h"
#include "store/story_writer.h"

namespace khotin::store {

// One batch. A deterministic function of the store's state, the articles in their order, and `now`.
// Not thread-safe.
class Commit {
 public:
  // `state` is the committed one; its revision plus one is the commit's.
  Commit(WriteContext* context, SignatureCache* cache, const storage::v1::State& state,
         absl::Time now);

  absl::StatusOr<CommitResult> Apply(PreparedDocument document);
  // Removes an article with all its versions. NOT_FOUND.
  absl::Status Delete(const std::string& id);
  // NOT_FOUND when trust is withdrawn from a source that is not known.
  absl::Status SetTrusted(const std::string& source_key, bool trusted);

  // As Store::PutSavedQuery and DeleteSavedQuery.
  absl::Status PutSavedQuery(const std::string& id, storage::v1::SavedQuery record,
                             SavedQueryWrite write);
  absl::Status DeleteSavedQuery(const std::string& id);

  // Decides on entities; ContinueDecision rewrites articles for the decision that is pending then.
  EntityDecisionWriter* decisions() { return &decisions_; }
  absl::Status ContinueDecision();

  // Writes what Apply left open. Call once, at the end.
  absl::Status Finish();

  // False when every document was known: nothing is to be written then.
  bool changed() const { return changed_ || !decisions_.touched().empty(); }
  // True when keys are to be written that no reader sees: the store's revision stays.
  bool noted() const { return noted_; }
  const storage::v1::State& state() const { return state_; }
  IndexChange TakeIndexChange() { return changes_.TakeIndexChange(); }
  // After Finish.
  const SourceWriter::Changes& chrome_changes() const { return sources_.changes(); }

 private:
  absl::StatusOr<CommitResult> ApplyDocument(PreparedDocument document);
  absl::StatusOr<CommitResult> ApplyArticle(PreparedArticle article);
  absl::StatusOr<CommitResult> ReplaceVersion(PreparedArticle article);
  absl::Status RejoinCluster(const PreparedArticle& article, const storage::v1::Article& old,
                             storage::v1::Article* record);
  absl::StatusOr<CommitResult> ApplyRefusal(PreparedRefusal refusal);
  absl::StatusOr<CommitResult> StoreVersion(PreparedArticle article,
                                            const absl::optional<storage::v1::Article>& old);
  absl::Status LeaveQuarantine(const std::string& quarantine_id);
  absl::Status Supersede(const std::string& id, const storage::v1::Article& old);
  absl::Status Store(const PreparedArticle& article);
  absl::Status DeleteRaw(const std::string& id, int32_t version);
  void Index(PreparedArticle article, bool superseding);
  void NoteSavedQuery(const std::string& id);
  absl::Status FollowMoved();

  WriteContext* const context_;
  storage::v1::State state_;
  const absl::Time now_;
  DuplicateWriter duplicates_;
  StoryWriter stories_;
  EntityTable entity_table_;
  EntityWriter entities_;
  EntityDecisionWriter decisions_;
  SourceWriter sources_;
  FileLedgerWriter files_;
  ChangeLog changes_;
  bool changed_ = false;
  bool noted_ = false;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_COMMIT_H_
