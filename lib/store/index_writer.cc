#include "store/index_writer.h"

#include <set>
#include <utility>

#include "base/status.h"
#include "store/index_upkeep.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

// Segments in memory are joined up to this share of a flush, within the commit: it bounds what
// joining adds to a commit, and a flush joins the rest.
constexpr int64_t kJoinsPerFlush = 8;

// Two neighbours in memory as one.
absl::StatusOr<index::SegmentView> Join(const index::SegmentView& a, const index::SegmentView& b) {
  auto blocks = std::make_shared<index::MemoryBlocks>(/*verified=*/true);
  KHOTIN_RETURN_IF_ERROR(
      index::MergeSegments({{a.segment, nullptr}, {b.segment, nullptr}}, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined, OpenView(std::move(blocks)));
  joined.deleted = DeletedAfterJoin({{a, nullptr}, {b, nullptr}});
  joined.published = a.published;
  joined.published.Include(b.published);
  return joined;
}

// Marks `article_id`'s live document in `view`; true if there is one.
absl::StatusOr<bool> MarkDeleted(absl::string_view article_id, index::SegmentView* view) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<index::DocId> doc,
                          view->segment->FindDocument(article_id));
  if (!doc.has_value() || view->IsDeleted(*doc)) return false;
  const index::DeletedDocs none;
  const index::DeletedDocs& before = view->deleted != nullptr ? *view->deleted : none;
  view->deleted = std::make_shared<const index::DeletedDocs>(before.With(*doc));
  return true;
}

// What Supersede met.
struct Superseded {
  bool in_memory = false;
  std::set<uint64_t> stored;  // segments
};

absl::StatusOr<Superseded> Supersede(const std::vector<std::string>& articles, IndexState* state) {
  Superseded superseded;
  for (const std::string& article : articles) {
    bool found = false;
    for (auto it = state->memory.rbegin(); !found && it != state->memory.rend(); ++it) {
      KHOTIN_ASSIGN_OR_RETURN(found, MarkDeleted(article, &*it));
    }
    superseded.in_memory |= found;
    for (auto it = state->stored.rbegin(); !found && it != state->stored.rend(); ++it) {
      KHOTIN_ASSIGN_OR_RETURN(found, MarkDeleted(article, &it->view));
      if (found) superseded.stored.insert(it->id);
    }
  }
  return superseded;
}

absl::Status AddInMemory(const std::vector<index::DocumentTerms>& added, const FlushPolicy& policy,
                         IndexState* state) {
  if (added.empty()) return absl::OkStatus();
  auto blocks = std::make_shared<index::MemoryBlocks>(/*verified=*/true);
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(added, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView view, OpenView(std::move(blocks)));
  view.published = index::PublishRange::Empty();
  for (const index::DocumentTerms& document : added) {
    view.published.Include(document.values.publish_seconds);
  }
  std::vector<index::SegmentView>& memory = state->memory;
  memory.push_back(std::move(view));
  // Sizes fall by at least half from each to the next, below the limit: few segments, each document
  // joined a logarithmic number of times.
  while (memory.size() >= state->frozen + 2) {
    const int64_t before = memory[memory.size() - 2].segment->stats().documents;
    const int64_t last = memory.back().segment->stats().documents;
    if (before >= 2 * last || before + last > policy.flush_documents / kJoinsPerFlush) break;
    KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined,
                            Join(memory[memory.size() - 2], memory.back()));
    memory.pop_back();
    memory.back() = std::move(joined);
  }
  return absl::OkStatus();
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

absl::Status ApplyInMemory(const IndexChange& change, const FlushPolicy& policy,
                           IndexState* state) {
  KHOTIN_RETURN_IF_ERROR(Supersede(change.superseded, state).status());
  return AddInMemory(change.added, policy, state);
}

absl::StatusOr<IndexState> NextIndex(const std::shared_ptr<Database>& database,
                                     const IndexState& before, const IndexChange& change,
                                     const FlushPolicy& policy, WriteContext* context) {
  IndexState state = before;
  KHOTIN_ASSIGN_OR_RETURN(const Superseded superseded, Supersede(change.superseded, &state));
  for (const StoredSegment& stored : state.stored) {
    if (superseded.stored.count(stored.id) == 0) continue;
    KHOTIN_RETURN_IF_ERROR(
        context->Put(Family::kMeta, DeletedDocsKey(stored.id), stored.view.deleted->Encode()));
  }
  KHOTIN_RETURN_IF_ERROR(AddInMemory(change.added, policy, &state));
  if ((change.rewrites_history && superseded.in_memory) || MustFlush(policy, state)) {
    KHOTIN_RETURN_IF_ERROR(FlushMemory(database, change.revision, &state, context));
  } else {
    FreezeWhenLarge(policy, change.revision, &state);
  }
  return state;
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
