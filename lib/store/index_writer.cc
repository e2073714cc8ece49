#include "store/index_writer.h"

#include <set>
#include <utility>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "store/index_log.h"
#include "store/index_upkeep.h"
#include "store/keys.h"
#include "store/memory_index.h"

namespace khotin::store {
namespace {

// Segments in memory are joined up to this share of a flush, within the commit: it bounds what
// joining adds to a commit, and a flush joins the rest.
constexpr int64_t kJoinsPerFlush = 8;

// Puts a new segment behind those in memory.
absl::Status AddInMemory(index::SegmentView view, const FlushPolicy& policy, IndexState* state) {
  std::vector<index::SegmentView>& memory = state->memory;
  memory.push_back(std::move(view));
  // Sizes fall by at least half from each to the next, below the limit: few segments, each document
  // joined a logarithmic number of times.
  while (memory.size() >= state->frozen + 2) {
    const int64_t before = memory[memory.size() - 2].segment->stats().documents;
    const int64_t last = memory.back().segment->stats().documents;
    if (before >= 2 * last || before + last > policy.flush_documents / kJoinsPerFlush) break;
    KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined,
                            JoinInMemory(absl::MakeConstSpan(memory).subspan(memory.size() - 2)));
    memory.pop_back();
    memory.back() = std::move(joined);
  }
  return absl::OkStatus();
}

// The segment of what a change adds; nullopt when it adds nothing.
absl::StatusOr<absl::optional<MemorySegment>> SegmentOf(const IndexChange& change) {
  absl::optional<MemorySegment> added;
  if (change.added.empty()) return added;
  KHOTIN_ASSIGN_OR_RETURN(added, MakeMemorySegment(change.added));
  return added;
}

bool MustFlush(const FlushPolicy& policy, const IndexState& state) {
  const int64_t active = state.active_documents();
  return active >= (policy.in_background ? kMaxFlushesInMemory : 1) * policy.flush_documents;
}

void FreezeWhenLarge(const FlushPolicy& policy, int64_t revision, IndexState* state) {
  const int64_t size = policy.flush_documents * (state->stored.size() > kManySegments ? 2 : 1);
  if (!policy.in_background || state->frozen > 0 || state->active_documents() < size) return;
  state->frozen = state->memory.size();
  state->frozen_revision = revision;
}

}  // namespace

absl::StatusOr<IndexState> NextIndex(const std::shared_ptr<Database>& database,
                                     const IndexState& before, const IndexChange& change,
                                     const FlushPolicy& policy, WriteContext* context) {
  IndexState state = before;
  KHOTIN_ASSIGN_OR_RETURN(const std::set<uint64_t> touched, Supersede(change.superseded, &state));
  for (const StoredSegment& stored : state.stored) {
    if (touched.count(stored.id) == 0) continue;
    KHOTIN_RETURN_IF_ERROR(
        context->Put(Family::kMeta, DeletedDocsKey(stored.id), stored.view.deleted->Encode()));
  }
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<MemorySegment> added, SegmentOf(change));
  if (added.has_value()) KHOTIN_RETURN_IF_ERROR(AddInMemory(added->view, policy, &state));
  if (MustFlush(policy, state) || (added.has_value() && added->blocks->bytes() > kMaxLoggedBytes)) {
    KHOTIN_RETURN_IF_ERROR(FlushMemory(database, change.revision, &state, context));
    return state;
  }
  KHOTIN_RETURN_IF_ERROR(LogIndexChange(change.revision, change.superseded,
                                        added.has_value() ? &*added : nullptr, context));
  FreezeWhenLarge(policy, change.revision, &state);
  return state;
}

absl::Status SettleReplayed(const FlushPolicy& policy, int64_t revision, IndexState* state) {
  if (state->memory.size() < 2) return absl::OkStatus();
  if (policy.in_background && state->active_documents() > policy.flush_documents / kJoinsPerFlush) {
    state->frozen = state->memory.size();
    state->frozen_revision = revision;
    return absl::OkStatus();
  }
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined, JoinInMemory(state->memory));
  state->memory = {std::move(joined)};
  return absl::OkStatus();
}

absl::Status FlushMemory(const std::shared_ptr<Database>& database, int64_t revision,
                         IndexState* state, WriteContext* context) {
  state->frozen = state->memory.size();
  state->frozen_revision = revision;
  const absl::optional<IndexJob> job = PlanFlush(*state);
  if (!job.has_value()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(WrittenSegment written, WriteJob(*job, database, [] { return false; }));
  return Install(*job, std::move(written), state, context, nullptr).status();
}

void KeepBlocks(const IndexState& state) {
  for (const StoredSegment& stored : state.stored) stored.blocks->Keep();
}

}  // namespace khotin::store
