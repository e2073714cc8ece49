#include "store/store.h"

#include <random>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/fault_point.h"
#include "base/mutex.h"
#include "base/status.h"
#include "store/check.h"
#include "store/checkpoint_maker.h"
#include "store/commit.h"
#include "store/database.h"
#include "store/file_ledger.h"
#include "store/index_keeper.h"
#include "store/index_log.h"
#include "store/index_writer.h"
#include "store/keys.h"
#include "store/recovery.h"
#include "store/view_impl.h"

namespace khotin::store {
namespace {

// Fewer documents in memory are not worth a segment when closing: the log keeps them.
constexpr int64_t kFlushAtClose = 64;

class StoreImpl : public Store, public IndexOwner {
 public:
  StoreImpl(const StoreOptions& options, std::shared_ptr<Database> database, Recovered recovered)
      : flush_policy_({options.flush_documents, options.index_in_background}),
        merge_policy_(options.flush_documents),
        database_(std::move(database)),
        token_seed_(recovered.state.token_seed()),
        checkpoints_(database_.get()),
        signatures_(options.signature_cache_bytes),
        state_(std::move(recovered.state)),
        index_(std::move(recovered.index)),
        chrome_(std::move(recovered.chrome)) {
    Publish();
    if (database_->read_only()) return;
    keeper_ = std::make_unique<IndexKeeper>(database_, this, options.index_in_background);
    if (index_.frozen > 0) keeper_->WakeFlusher();
    keeper_->WakeMerger();
  }

  ~StoreImpl() override {
    if (keeper_ == nullptr) return;
    keeper_.reset();
    FlushAtClose();
  }

  absl::StatusOr<std::vector<CommitResult>> Commit(std::vector<PreparedDocument> batch,
                                                   absl::Time now) override {
    base::MutexLock lock(&write_mutex_);
    auto results = Apply(std::move(batch), now);
    if (!results.ok()) signatures_.Clear();
    return results;
  }

  absl::StatusOr<absl::optional<StoredFile>> FindFile(const FileIdentity& file) const override {
    return FindStoredFile(*database_, file);
  }

  absl::StatusOr<std::vector<StoredFile>> ListFiles(absl::string_view after,
                                                    int limit) const override {
    return ListStoredFiles(*database_, after, limit);
  }

  absl::StatusOr<int64_t> DeleteArticle(const std::string& id, absl::Time now) override {
    return CommitStep(now, [&](store::Commit* commit) { return commit->Delete(id); });
  }

  absl::StatusOr<int64_t> SetTrusted(const std::string& source_key, bool trusted,
                                     absl::Time now) override {
    return CommitStep(
        now, [&](store::Commit* commit) { return commit->SetTrusted(source_key, trusted); });
  }

  absl::StatusOr<int64_t> PutSavedQuery(const std::string& id,
                                        const storage::v1::SavedQuery& record,
                                        SavedQueryWrite write, absl::Time now) override {
    return CommitStep(
        now, [&](store::Commit* commit) { return commit->PutSavedQuery(id, record, write); });
  }

  absl::StatusOr<int64_t> DeleteSavedQuery(const std::string& id, absl::Time now) override {
    return CommitStep(now, [&](store::Commit* commit) { return commit->DeleteSavedQuery(id); });
  }

  absl::StatusOr<EntityDecisionResult> DecideRename(const EntityRef& entity,
                                                    const std::string& display_name,
                                                    const DecisionNote& note,
                                                    absl::Time now) override {
    return Decide(now, [&](EntityDecisionWriter* decisions) {
      return decisions->Rename(entity, display_name, note);
    });
  }

  absl::StatusOr<EntityDecisionResult> DecideMerge(const EntityRef& from, const EntityRef& into,
                                                   const DecisionNote& note,
                                                   absl::Time now) override {
    return Decide(
        now, [&](EntityDecisionWriter* decisions) { return decisions->Merge(from, into, note); });
  }

  absl::StatusOr<EntityDecisionResult> DecideSplit(const EntityRef& entity,
                                                   const std::vector<std::string>& articles,
                                                   const std::string& suffix,
                                                   const DecisionNote& note,
                                                   absl::Time now) override {
    return Decide(now, [&](EntityDecisionWriter* decisions) {
      return decisions->Split(entity, articles, suffix, note);
    });
  }

  absl::StatusOr<int64_t> RevokeDecision(int64_t id, absl::Time now) override {
    KHOTIN_ASSIGN_OR_RETURN(
        const EntityDecisionResult result,
        Decide(now, [&](EntityDecisionWriter* decisions) -> absl::StatusOr<int64_t> {
          KHOTIN_RETURN_IF_ERROR(decisions->Revoke(id));
          return id;
        }));
    return result.revision;
  }

  // Finishes what a decision left undone.
  absl::Status ResumeDecision(absl::Time now) {
    base::MutexLock lock(&decision_mutex_);
    return FinishDecision(now);
  }

  std::shared_ptr<const View> CurrentView() const override {
    base::MutexLock lock(&view_mutex_);
    return view_;
  }

  int64_t WaitForRevision(int64_t after, absl::Duration timeout) const override {
    const absl::Time deadline = absl::Now() + timeout;
    base::MutexLock lock(&view_mutex_);
    while (view_->revision() <= after) {
      const absl::Duration left = deadline - absl::Now();
      if (left <= absl::ZeroDuration()) break;
      published_.WaitFor(&view_mutex_, left);
    }
    return view_->revision();
  }

  StoreStatus Status() const override {
    StoreStatus status;
    status.store_bytes = database_->FileBytes();
    status.write_status = database_->background_error();
    base::MutexLock lock(&view_mutex_);
    status.stored_segments = stored_segments_;
    status.memory_segments = memory_segments_;
    status.stored_documents = stored_documents_;
    status.memory_documents = memory_documents_;
    if (keeper_ == nullptr) return status;
    const IndexWork work = keeper_->work();
    status.merges_running = work.merges_running;
    status.merged_documents = work.merged_documents;
    status.index_status = work.error;
    return status;
  }

  absl::StatusOr<std::unique_ptr<Checkpoint>> CreateCheckpoint(
      const std::function<bool()>& cancelled) override {
    KHOTIN_RETURN_IF_ERROR(CheckWritable());
    return checkpoints_.Make(cancelled);
  }

  absl::Status FinishIndexWork(const std::function<bool()>& cancelled) override {
    KHOTIN_RETURN_IF_ERROR(CheckWritable());
    return keeper_->Finish(cancelled);
  }

  absl::StatusOr<std::vector<std::string>> Check(int limit) const override {
    std::shared_ptr<const ViewImpl> view;
    {
      base::MutexLock lock(&view_mutex_);
      view = view_;
    }
    return CheckView(*view, limit);
  }

  uint64_t token_seed() const override { return token_seed_; }

 private:
  absl::Status CheckWritable() const {
    if (database_->read_only()) return absl::FailedPreconditionError("the store is read-only");
    return database_->background_error();
  }

  absl::StatusOr<std::vector<CommitResult>> Apply(std::vector<PreparedDocument> batch,
                                                  absl::Time now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    KHOTIN_RETURN_IF_ERROR(CheckWritable());
    WriteContext context(database_.get());
    store::Commit commit(&context, &signatures_, state_, now);
    std::vector<CommitResult> results;
    results.reserve(batch.size());
    for (PreparedDocument& document : batch) {
      KHOTIN_ASSIGN_OR_RETURN(CommitResult result, commit.Apply(std::move(document)));
      results.push_back(std::move(result));
    }
    if (commit.changed()) {
      KHOTIN_RETURN_IF_ERROR(Write(&context, &commit));
    } else if (commit.noted()) {
      KHOTIN_RETURN_IF_ERROR(context.Write());
    }
    return results;
  }

  // A commit of one step, which makes none when it changes nothing.
  absl::StatusOr<int64_t> CommitStep(absl::Time now,
                                     const std::function<absl::Status(store::Commit*)>& step) {
    base::MutexLock lock(&write_mutex_);
    KHOTIN_RETURN_IF_ERROR(CheckWritable());
    WriteContext context(database_.get());
    store::Commit commit(&context, &signatures_, state_, now);
    absl::Status done = step(&commit);
    if (done.ok() && commit.changed()) done = Write(&context, &commit);
    if (done.ok()) return state_.revision();
    signatures_.Clear();
    return done;
  }

  absl::StatusOr<EntityDecisionResult> Decide(
      absl::Time now, const std::function<absl::StatusOr<int64_t>(EntityDecisionWriter*)>& step) {
    base::MutexLock lock(&decision_mutex_);
    KHOTIN_RETURN_IF_ERROR(FinishDecision(now));
    EntityDecisionResult result;
    KHOTIN_RETURN_IF_ERROR(CommitStep(now, [&](store::Commit* commit) {
                             const auto id = step(commit->decisions());
                             if (id.ok()) result.id = *id;
                             return id.status();
                           }).status());
    KHOTIN_RETURN_IF_ERROR(FinishDecision(now));
    base::MutexLock write_lock(&write_mutex_);
    result.revision = state_.revision();
    return result;
  }

  absl::Status FinishDecision(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(decision_mutex_) {
    while (HasPendingDecision()) {
      KHOTIN_RETURN_IF_ERROR(CommitStep(now, [](store::Commit* commit) {
                               return commit->ContinueDecision();
                             }).status());
    }
    return absl::OkStatus();
  }

  bool HasPendingDecision() {
    base::MutexLock lock(&write_mutex_);
    return state_.pending_entity_decision() != 0;
  }

  absl::Status Write(WriteContext* context, store::Commit* commit)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    KHOTIN_RETURN_IF_ERROR(commit->Finish());
    storage::v1::State state = commit->state();
    const IndexChange change = commit->TakeIndexChange();
    KHOTIN_RETURN_IF_ERROR(context->PutRecord(Family::kMeta, kStateKey, state));
    KHOTIN_ASSIGN_OR_RETURN(IndexState next,
                            NextIndex(database_, index_, change, flush_policy_, context));
    KHOTIN_RETURN_IF_ERROR(context->Write());
    const bool stored = next.stored.size() != index_.stored.size();
    state_ = std::move(state);
    Adopt(std::move(next));
    UpdateChrome(*commit);
    Publish();
    if (index_.frozen > 0) keeper_->WakeFlusher();
    if (stored) keeper_->WakeMerger();
    return absl::OkStatus();
  }

  absl::optional<IndexJob> PlanJob(bool flush) override {
    base::MutexLock lock(&write_mutex_);
    return flush ? PlanFlush(index_) : PlanMerge(index_, merge_policy_);
  }

  absl::Status InstallJob(const IndexJob& job, WrittenSegment written) override {
    // Before the lock: dropping blocks need not hold commits up.
    std::vector<std::shared_ptr<SegmentBlocks>> obsolete;
    base::MutexLock lock(&write_mutex_);
    WriteContext context(database_.get());
    IndexState next = index_;
    KHOTIN_ASSIGN_OR_RETURN(const bool installed,
                            Install(job, std::move(written), &next, &context, &obsolete));
    if (!installed) return absl::OkStatus();
    storage::v1::State state = state_;
    if (job.dropped() > 0) {
      state.set_revision(state.revision() + 1);
      storage::v1::Commit feed;
      feed.set_dropped_documents(job.dropped());
      KHOTIN_RETURN_IF_ERROR(context.PutRecord(Family::kMeta, kStateKey, state));
      KHOTIN_RETURN_IF_ERROR(context.PutRecord(
          Family::kFeed, BigEndian64(static_cast<uint64_t>(state.revision())), feed));
    }
    KHOTIN_RETURN_IF_ERROR(context.Write());
    base::FaultPoint("store.index.installed").IgnoreError();
    state_ = std::move(state);
    Adopt(std::move(next));
    for (const std::shared_ptr<SegmentBlocks>& blocks : obsolete) blocks->MarkObsolete();
    Publish();
    return absl::OkStatus();
  }

  // `next` is written.
  void Adopt(IndexState next) ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    KeepBlocks(next);
    const bool flushed = next.indexed_revision != index_.indexed_revision;
    index_ = std::move(next);
    if (flushed) TrimIndexLog(database_.get(), index_.indexed_revision);
  }

  // A store at rest has its documents in segments. What fails here is read from the log again.
  void FlushAtClose() {
    base::MutexLock lock(&write_mutex_);
    if (index_.memory_documents() < kFlushAtClose) return;
    WriteContext context(database_.get());
    IndexState next = index_;
    if (FlushMemory(database_, state_.revision(), &next, &context).ok() && context.Write().ok()) {
      Adopt(std::move(next));
    }
  }

  void UpdateChrome(const store::Commit& commit) ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    if (commit.chrome_changes().empty()) return;
    extract::ChromeSnapshot::Sources sources = chrome_.sources();
    for (const auto& [source_key, chrome] : commit.chrome_changes()) sources[source_key] = chrome;
    chrome_ = extract::ChromeSnapshot(state_.chrome_revision(), std::move(sources));
  }

  void Publish() ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    auto view = std::make_shared<const ViewImpl>(database_, state_,
                                                 index_.Snapshot(state_.revision()), chrome_);
    base::MutexLock lock(&view_mutex_);
    view_.swap(view);
    stored_segments_ = static_cast<int>(index_.stored.size());
    memory_segments_ = static_cast<int>(index_.memory.size());
    stored_documents_ = index_.stored_documents();
    memory_documents_ = index_.memory_documents();
    published_.NotifyAll();
  }

  const FlushPolicy flush_policy_;
  const MergePolicy merge_policy_;
  const std::shared_ptr<Database> database_;
  const uint64_t token_seed_;
  CheckpointMaker checkpoints_;

  // Of one decision on entities, over all its commits; before write_mutex_.
  base::Mutex decision_mutex_;
  base::Mutex write_mutex_;
  SignatureCache signatures_ ABSL_GUARDED_BY(write_mutex_);
  storage::v1::State state_ ABSL_GUARDED_BY(write_mutex_);
  IndexState index_ ABSL_GUARDED_BY(write_mutex_);
  extract::ChromeSnapshot chrome_ ABSL_GUARDED_BY(write_mutex_);

  mutable base::Mutex view_mutex_;
  mutable base::CondVar published_;
  std::shared_ptr<const ViewImpl> view_ ABSL_GUARDED_BY(view_mutex_);
  int stored_segments_ ABSL_GUARDED_BY(view_mutex_) = 0;
  int memory_segments_ ABSL_GUARDED_BY(view_mutex_) = 0;
  int64_t stored_documents_ ABSL_GUARDED_BY(view_mutex_) = 0;
  int64_t memory_documents_ ABSL_GUARDED_BY(view_mutex_) = 0;

  // Last, as its threads use the rest. None for a store that is only read.
  std::unique_ptr<IndexKeeper> keeper_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const StoreOptions& options) {
  absl::StatusOr<std::shared_ptr<Database>> database = Database::Open(options);
  if (!database.ok()) return base::Annotate(database.status(), options.path);
  if (!options.read_only) RemoveStaleCheckpoint(options.path);
  absl::StatusOr<Recovered> recovered = Recover(*database, options);
  if (!recovered.ok()) return base::Annotate(recovered.status(), options.path);
  auto store = std::make_unique<StoreImpl>(options, *database, *std::move(recovered));
  if (!options.read_only) {
    const absl::Status resumed = store->ResumeDecision(absl::Now());
    if (!resumed.ok()) return base::Annotate(resumed, options.path);
  }
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace khotin::store
