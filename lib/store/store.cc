#include "store/store.h"

#include <random>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "base/status.h"
#include "store/check.h"
#include "store/commit.h"
#include "store/database.h"
#include "store/index_writer.h"
#include "store/recovery.h"
#include "store/view_impl.h"

namespace khotin::store {
namespace {

class StoreImpl : public Store {
 public:
  StoreImpl(const StoreOptions& options, std::shared_ptr<Database> database, Recovered recovered)
      : flush_documents_(options.flush_documents),
        database_(std::move(database)),
        token_seed_(recovered.state.token_seed()),
        signatures_(options.signature_cache_bytes),
        state_(std::move(recovered.state)),
        index_(std::move(recovered.index)),
        chrome_(std::move(recovered.chrome)) {
    Publish();
  }

  absl::StatusOr<std::vector<CommitResult>> Commit(std::vector<PreparedDocument> batch,
                                                   absl::Time now) override {
    base::MutexLock lock(&write_mutex_);
    auto results = Apply(std::move(batch), now);
    if (!results.ok()) signatures_.Clear();
    return results;
  }

  absl::StatusOr<int64_t> DeleteArticle(const std::string& id, absl::Time now) override {
    base::MutexLock lock(&write_mutex_);
    const absl::Status deleted = Delete(id, now);
    if (deleted.ok()) return state_.revision();
    signatures_.Clear();
    return deleted;
  }

  absl::StatusOr<int64_t> SetTrusted(const std::string& source_key, bool trusted,
                                     absl::Time now) override {
    base::MutexLock lock(&write_mutex_);
    KHOTIN_RETURN_IF_ERROR(CheckWritable());
    WriteContext context(database_.get());
    store::Commit commit(&context, &signatures_, state_, now);
    KHOTIN_RETURN_IF_ERROR(commit.SetTrusted(source_key, trusted));
    if (commit.changed()) KHOTIN_RETURN_IF_ERROR(Write(&context, &commit));
    return state_.revision();
  }

  std::shared_ptr<const View> CurrentView() const override {
    base::MutexLock lock(&view_mutex_);
    return view_;
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
    return status;
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

  absl::Status Delete(const std::string& id, absl::Time now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    KHOTIN_RETURN_IF_ERROR(CheckWritable());
    WriteContext context(database_.get());
    store::Commit commit(&context, &signatures_, state_, now);
    KHOTIN_RETURN_IF_ERROR(commit.Delete(id));
    return Write(&context, &commit);
  }

  absl::Status Write(WriteContext* context, store::Commit* commit)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(write_mutex_) {
    KHOTIN_RETURN_IF_ERROR(commit->Finish());
    storage::v1::State state = commit->state();
    IndexChange change = commit->TakeIndexChange();
    const int64_t unflushed =
        state.unflushed_documents() + static_cast<int64_t>(change.added.size());
    change.flush = unflushed >= flush_documents_ || commit->rewrites_history();
    state.set_unflushed_documents(change.flush ? 0 : unflushed);
    KHOTIN_RETURN_IF_ERROR(context->PutRecord(Family::kMeta, kStateKey, state));

    std::vector<std::shared_ptr<SegmentBlocks>> obsolete;
    KHOTIN_ASSIGN_OR_RETURN(IndexState next,
                            NextIndex(database_, index_, change, context, &obsolete));
    KHOTIN_RETURN_IF_ERROR(context->Write());
    state_ = std::move(state);
    index_ = std::move(next);
    UpdateChrome(*commit);
    for (const std::shared_ptr<SegmentBlocks>& blocks : obsolete) blocks->MarkObsolete();
    Publish();
    return absl::OkStatus();
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
  }

  const int64_t flush_documents_;
  const std::shared_ptr<Database> database_;
  const uint64_t token_seed_;

  base::Mutex write_mutex_;
  SignatureCache signatures_ ABSL_GUARDED_BY(write_mutex_);
  storage::v1::State state_ ABSL_GUARDED_BY(write_mutex_);
  IndexState index_ ABSL_GUARDED_BY(write_mutex_);
  extract::ChromeSnapshot chrome_ ABSL_GUARDED_BY(write_mutex_);

  mutable base::Mutex view_mutex_;
  std::shared_ptr<const ViewImpl> view_ ABSL_GUARDED_BY(view_mutex_);
  int stored_segments_ ABSL_GUARDED_BY(view_mutex_) = 0;
  int memory_segments_ ABSL_GUARDED_BY(view_mutex_) = 0;
  int64_t stored_documents_ ABSL_GUARDED_BY(view_mutex_) = 0;
  int64_t memory_documents_ ABSL_GUARDED_BY(view_mutex_) = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const StoreOptions& options) {
  absl::StatusOr<std::shared_ptr<Database>> database = Database::Open(options);
  if (!database.ok()) return base::Annotate(database.status(), options.path);
  absl::StatusOr<Recovered> recovered = Recover(*database);
  if (!recovered.ok()) return base::Annotate(recovered.status(), options.path);
  return std::unique_ptr<Store>(new StoreImpl(options, *database, *std::move(recovered)));
}

}  // namespace khotin::store
