// The store: one RocksDB with everything in it, one writer, any number of readers.
//
//   KHOTIN_ASSIGN_OR_RETURN(auto store, store::Store::Open({.path = "khotin-data"}));
//   KHOTIN_ASSIGN_OR_RETURN(auto results, store->Commit(batch, absl::Now()));
//   const std::shared_ptr<const store::View> view = store->CurrentView();
//
// One Commit is one WriteBatch over all column families: after a crash a batch is there whole or
// not at all. Keys and records, byte by byte: docs/formats/store.md.
#ifndef KHOTIN_STORE_STORE_H_
#define KHOTIN_STORE_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "store/checkpoint.h"
#include "store/entity_decision.h"
#include "store/file_position.h"
#include "store/prepared_document.h"
#include "store/verdict.h"
#include "store/view.h"

namespace khotin::store {

// The version of keys and records this program writes. A store of a newer one is refused; one of an
// older is brought up to it when it is opened for writing.
inline constexpr int kSchemaVersion = 10;

struct StoreOptions {
  std::string path;
  bool create_if_missing = true;
  // Opens without the right to write; Commit fails. Other processes may write meanwhile; the view
  // stays at the revision found when opening.
  bool read_only = false;
  // False leaves syncing to the operating system: fast loading, at the risk of losing the newest
  // commits (never of a half one) with the machine's power.
  bool sync_commits = true;
  size_t block_cache_bytes = size_t{128} << 20;
  size_t segment_cache_bytes = size_t{256} << 20;  // of blocks of the search index
  // Of texts that articles were compared with lately.
  size_t signature_cache_bytes = size_t{32} << 20;
  // Documents that the index keeps in memory before it writes a segment: twice as many while merges
  // are far behind, and up to five times while a segment is being written.
  int64_t flush_documents = 4096;
  // Segments are written and merged on threads of the store's own, beside the commits. False leaves
  // writing to the commits and merging to FinishIndexWork.
  bool index_in_background = true;
};

struct CommitResult {
  Verdict verdict = Verdict::kNew;
  std::string article_id;
  std::string cluster_id;
  int64_t revision = 0;  // the commit that holds the article or quarantine entry
  // The other article that it meets best, for one that was stored.
  absl::optional<DuplicateMatch> match;
  // Of a refused document only: its entry and why.
  std::string quarantine_id;
  absl::Status refusal;
};

struct StoreStatus {
  int64_t store_bytes = 0;
  int stored_segments = 0;
  int memory_segments = 0;
  int64_t stored_documents = 0;
  int64_t memory_documents = 0;
  int merges_running = 0;
  int64_t merged_documents = 0;  // rewritten by merges since the store was opened
  // OK, or why segments could not be written or merged lately: searches go on, over more segments.
  absl::Status index_status;
  // OK, or the lasting reason why writes are refused.
  absl::Status write_status;
};

// How many queries a store keeps.
inline constexpr int64_t kMaxSavedQueries = 10000;

// Whether a saved query is to be there already.
enum class SavedQueryWrite { kCreate, kUpdate };

// Thread-safe. When it is destroyed, a merge that runs is broken off, which loses nothing, and if
// many documents are indexed in memory only, they are written, so that the next start is quick.
class Store {
 public:
  // FAILED_PRECONDITION when another process writes to the store or its schema is newer, NOT_FOUND
  // when it is not there and not to be made, PERMISSION_DENIED, DATA_LOSS for damage; each names
  // the path.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const StoreOptions& options);
  virtual ~Store() = default;

  // Commits the batch in its order and returns one result per document, in that order: articles are
  // stored, refusals put in quarantine. A batch that changes nothing makes no commit. `now` is
  // stored as the time of ingestion. A document with a position in a file is taken in its turn
  // only, and once (store/file_position.h); the count is part of the same write. On an error
  // nothing of the batch is stored: UNAVAILABLE or RESOURCE_EXHAUSTED (disk full) when the disk
  // refuses. Concurrent calls wait for each other.
  virtual absl::StatusOr<std::vector<CommitResult>> Commit(std::vector<PreparedDocument> batch,
                                                           absl::Time now) = 0;

  // How far the ledger of files counts a file as taken in, as of the newest commit; nullopt for one
  // of which no document has come with a position.
  virtual absl::StatusOr<absl::optional<StoredFile>> FindFile(const FileIdentity& file) const = 0;
  // Up to `limit` files with keys after `after`, in order of keys.
  virtual absl::StatusOr<std::vector<StoredFile>> ListFiles(absl::string_view after,
                                                            int limit) const = 0;

  // Removes an article with all its versions and what they were made of; the commit that did is the
  // result. NOT_FOUND; else as Commit.
  virtual absl::StatusOr<int64_t> DeleteArticle(const std::string& id, absl::Time now) = 0;

  // Says whether the copies that a source has of a text go before those of others, by a commit of
  // its own, which is the result; what is so already makes none. It counts for articles that are
  // stored or replaced from then on: no cluster elects its canonical article anew because of it.
  // `source_key` is an extract::SourceKey; that of a source of which nothing has come yet may be
  // trusted. NOT_FOUND when trust is withdrawn from such a one; else as Commit.
  virtual absl::StatusOr<int64_t> SetTrusted(const std::string& source_key, bool trusted,
                                             absl::Time now) = 0;

  // Keeps a query under an id, by a commit of its own, which is the result: times and revision of
  // `record` are set by it. ALREADY_EXISTS or NOT_FOUND where the id is taken or is not,
  // RESOURCE_EXHAUSTED when there are kMaxSavedQueries; else as Commit.
  virtual absl::StatusOr<int64_t> PutSavedQuery(const std::string& id,
                                                const khotin::storage::v1::SavedQuery& record,
                                                SavedQueryWrite write, absl::Time now) = 0;
  // By a commit of its own, which is the result. NOT_FOUND; else as Commit.
  virtual absl::StatusOr<int64_t> DeleteSavedQuery(const std::string& id, absl::Time now) = 0;

  // Decisions on entities by hand. Each is written by a commit of its own, then the articles that
  // it concerns are rewritten by further commits, kRelinkedPerCommit at a time, before the call
  // returns; other commits go on between them, and see the decision. What a call leaves undone when
  // the disk refuses or the program ends, the next decision finishes first, or the next opening of
  // the store for writing. All: NOT_FOUND for an entity that is not stored and has no name given,
  // INVALID_ARGUMENT for what is no id or no name; else as Commit.
  //
  // Shows an entity under `display_name`; its id stays. That takes the place of an earlier one;
  // empty takes that back, with id 0 in the result. What is so already makes no commit.
  virtual absl::StatusOr<EntityDecisionResult> DecideRename(const EntityRef& entity,
                                                            const std::string& display_name,
                                                            const DecisionNote& note,
                                                            absl::Time now) = 0;
  // Counts all mentions of `from`, now and later, for `into`. The id of `from` leads to `into`.
  // INVALID_ARGUMENT for two types; FAILED_PRECONDITION when they are one already or `from` was
  // merged before.
  virtual absl::StatusOr<EntityDecisionResult> DecideMerge(const EntityRef& from,
                                                           const EntityRef& into,
                                                           const DecisionNote& note,
                                                           absl::Time now) = 0;
  // Counts what `articles` say of an entity, in later versions as well, for a new one, whose id is
  // that of the old one with "--" and `suffix`, or a number, behind it; GetEntityDecision tells it.
  // At most kMaxSplitArticles. NOT_FOUND for an article that is not stored, unless the entity is
  // given with a name; FAILED_PRECONDITION when one does not mention the entity or was split off it
  // before.
  virtual absl::StatusOr<EntityDecisionResult> DecideSplit(const EntityRef& entity,
                                                           const std::vector<std::string>& articles,
                                                           const std::string& suffix,
                                                           const DecisionNote& note,
                                                           absl::Time now) = 0;
  // Takes a decision back: its articles go where they would be without it. The last commit is the
  // result. NOT_FOUND for the decision.
  virtual absl::StatusOr<int64_t> RevokeDecision(int64_t id, absl::Time now) = 0;

  // Writes and merges the segments that are due, on the calling thread, together with what the
  // store's own threads are at, and returns when nothing is left to do: for whoever opens a store
  // for a short time only. `cancelled` is polled; true breaks a merge off with CANCELLED, which
  // loses nothing. Commits go on meanwhile.
  virtual absl::Status FinishIndexWork(const std::function<bool()>& cancelled) = 0;

  // The newest committed state.
  virtual std::shared_ptr<const View> CurrentView() const = 0;

  // Blocks until the current view is of a later revision than `after`, or `timeout` has passed;
  // its revision.
  virtual int64_t WaitForRevision(int64_t after, absl::Duration timeout) const = 0;

  virtual StoreStatus Status() const = 0;

  // A copy of the newest committed state, in little time and with little room: what was written
  // lately is put into table files first, as happens from time to time anyway. Commits go on.
  // One at a time: RESOURCE_EXHAUSTED, of which IsEarlierCheckpoint is true, while an earlier one
  // is not destroyed.
  // Table files that an older program wrote are read whole; `cancelled` is polled meanwhile, true
  // ends the call with CANCELLED. FAILED_PRECONDITION for a store that is read only; else as
  // Commit.
  virtual absl::StatusOr<std::unique_ptr<Checkpoint>> CreateCheckpoint(
      const std::function<bool()>& cancelled) = 0;

  // Verifies the invariants between records: articles, URLs, raw inputs, duplicate keys, clusters,
  // entity mentions, counts and decisions, and index documents agree both ways. Returns one line
  // per violation, at most `limit`. Reads the whole store as of the newest commit.
  virtual absl::StatusOr<std::vector<std::string>> Check(int limit) const = 0;

  // A random number that stays with the store; keys checksums of page tokens.
  virtual uint64_t token_seed() const = 0;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_STORE_H_
