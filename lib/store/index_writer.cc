#include "store/index_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/fault_point.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

// So many stored segments of one tier are merged into one of the next.
constexpr int kMergeFactor = 8;
// Merging runs within the commit; this bounds it.
constexpr uint32_t kMaxMergedDocuments = 65536;

absl::StatusOr<index::SegmentView> OpenView(std::shared_ptr<const index::BlockSource> blocks) {
  KHOTIN_ASSIGN_OR_RETURN(std::unique_ptr<index::Segment> segment,
                          index::Segment::Open(std::move(blocks)));
  index::SegmentView view;
  view.segment = std::move(segment);
  return view;
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

// Two neighbours in memory as one. Superseded documents keep their place, so that term statistics
// depend on the log of commits alone, not on when segments were merged or the program restarted.
absl::StatusOr<index::SegmentView> Join(const index::SegmentView& a, const index::SegmentView& b) {
  auto blocks = std::make_shared<index::MemoryBlocks>();
  KHOTIN_RETURN_IF_ERROR(
      index::MergeSegments({{a.segment, nullptr}, {b.segment, nullptr}}, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined, OpenView(std::move(blocks)));
  index::DeletedDocs deleted;
  const uint32_t offset = a.segment->stats().documents;
  for (index::DocId doc = 0; a.deleted != nullptr && doc < offset; ++doc) {
    if (a.deleted->Contains(doc)) deleted = deleted.With(doc);
  }
  for (index::DocId doc = 0; b.deleted != nullptr && doc < b.segment->stats().documents; ++doc) {
    if (b.deleted->Contains(doc)) deleted = deleted.With(offset + doc);
  }
  if (deleted.count() > 0) {
    joined.deleted = std::make_shared<const index::DeletedDocs>(std::move(deleted));
  }
  return joined;
}

absl::Status Supersede(const std::vector<std::string>& articles, IndexState* state,
                       WriteContext* context) {
  std::set<uint64_t> touched;
  for (const std::string& article : articles) {
    bool found = false;
    for (auto it = state->memory.rbegin(); !found && it != state->memory.rend(); ++it) {
      KHOTIN_ASSIGN_OR_RETURN(found, MarkDeleted(article, &*it));
    }
    for (auto it = state->stored.rbegin(); !found && it != state->stored.rend(); ++it) {
      KHOTIN_ASSIGN_OR_RETURN(found, MarkDeleted(article, &it->view));
      if (found) touched.insert(it->info.id());
    }
  }
  for (const IndexState::Stored& stored : state->stored) {
    if (context == nullptr || touched.count(stored.info.id()) == 0) continue;
    KHOTIN_RETURN_IF_ERROR(context->Put(Family::kMeta, DeletedDocsKey(stored.info.id()),
                                        stored.view.deleted->Encode()));
  }
  return absl::OkStatus();
}

absl::Status AddInMemory(const std::vector<index::DocumentTerms>& added, IndexState* state) {
  if (added.empty()) return absl::OkStatus();
  auto blocks = std::make_shared<index::MemoryBlocks>();
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(added, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView view, OpenView(std::move(blocks)));
  std::vector<index::SegmentView>& memory = state->memory;
  memory.push_back(std::move(view));
  // Sizes fall by at least half from each to the next: few segments, each document merged a
  // logarithmic number of times.
  while (memory.size() >= 2 && memory[memory.size() - 2].segment->stats().documents <
                                   2 * memory.back().segment->stats().documents) {
    KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined,
                            Join(memory[memory.size() - 2], memory.back()));
    memory.pop_back();
    memory.back() = std::move(joined);
  }
  return absl::OkStatus();
}

// Writes the inputs' live documents as a stored segment of `tier` at the end of the list.
absl::Status StoreMerged(const std::shared_ptr<Database>& database,
                         const std::vector<index::SegmentView>& inputs, int tier,
                         IndexState* state) {
  std::vector<index::MergeInput> merge;
  uint64_t live = 0;
  for (const index::SegmentView& input : inputs) {
    merge.push_back({input.segment, input.deleted});
    live += input.segment->stats().documents - (input.deleted ? input.deleted->count() : 0);
  }
  if (live == 0) return absl::OkStatus();
  const uint64_t id = state->manifest.next_segment_id();
  state->manifest.set_next_segment_id(id + 1);
  KHOTIN_RETURN_IF_ERROR(DropSegment(database.get(), id));
  SegmentBlocksWriter writer(database.get(), id);
  KHOTIN_RETURN_IF_ERROR(index::MergeSegments(merge, &writer));
  KHOTIN_RETURN_IF_ERROR(writer.Finish());
  KHOTIN_RETURN_IF_ERROR(base::FaultPoint("store.index.segment_written"));

  IndexState::Stored stored;
  stored.blocks = std::make_shared<SegmentBlocks>(database, id);
  KHOTIN_ASSIGN_OR_RETURN(stored.view, OpenView(stored.blocks));
  stored.info.set_id(id);
  stored.info.set_documents(stored.view.segment->stats().documents);
  stored.info.set_bytes(stored.view.segment->stats().bytes);
  stored.info.set_tier(tier);
  state->stored.push_back(std::move(stored));
  return absl::OkStatus();
}

absl::Status MergeTier(const std::shared_ptr<Database>& database, int tier, IndexState* state,
                       WriteContext* context,
                       std::vector<std::shared_ptr<SegmentBlocks>>* obsolete) {
  std::vector<IndexState::Stored> kept;
  std::vector<index::SegmentView> inputs;
  for (IndexState::Stored& stored : state->stored) {
    if (stored.info.tier() != tier) {
      kept.push_back(std::move(stored));
      continue;
    }
    inputs.push_back(stored.view);
    obsolete->push_back(stored.blocks);
    KHOTIN_RETURN_IF_ERROR(context->Delete(Family::kMeta, DeletedDocsKey(stored.info.id())));
  }
  state->stored = std::move(kept);
  return StoreMerged(database, inputs, tier + 1, state);
}

// The lowest tier that is due for merging, or -1.
int TierToMerge(const IndexState& state) {
  for (int tier = 0;; ++tier) {
    int segments = 0;
    uint64_t documents = 0;
    bool higher = false;
    for (const IndexState::Stored& stored : state.stored) {
      higher = higher || stored.info.tier() > tier;
      if (stored.info.tier() != tier) continue;
      ++segments;
      documents += stored.info.documents();
    }
    if (segments >= kMergeFactor && documents <= kMaxMergedDocuments) return tier;
    if (!higher) return -1;
  }
}

absl::Status FlushMemory(const std::shared_ptr<Database>& database, int64_t revision,
                         IndexState* state, WriteContext* context,
                         std::vector<std::shared_ptr<SegmentBlocks>>* obsolete) {
  const std::vector<index::SegmentView> memory = std::move(state->memory);
  state->memory.clear();
  KHOTIN_RETURN_IF_ERROR(StoreMerged(database, memory, 0, state));
  for (int tier = TierToMerge(*state); tier >= 0; tier = TierToMerge(*state)) {
    KHOTIN_RETURN_IF_ERROR(MergeTier(database, tier, state, context, obsolete));
  }
  state->manifest.set_indexed_revision(revision);
  state->manifest.clear_segments();
  for (const IndexState::Stored& stored : state->stored) {
    *state->manifest.add_segments() = stored.info;
  }
  return context->PutRecord(Family::kMeta, kManifestKey, state->manifest);
}

absl::Status DropOrphans(Database* database, const storage::v1::Manifest& manifest) {
  std::set<uint64_t> known;
  for (const auto& segment : manifest.segments()) known.insert(segment.id());
  std::set<uint64_t> orphans;
  std::string next;
  bool more = true;
  while (more) {
    more = false;
    KHOTIN_RETURN_IF_ERROR(database->Scan(Family::kSegments, "", next, nullptr,
                                          [&](absl::string_view key, absl::string_view) {
                                            if (key.size() < 8) return false;
                                            const uint64_t id = ReadBigEndian64(key);
                                            if (known.count(id) == 0) orphans.insert(id);
                                            next = BigEndian64(id + 1);
                                            more = true;
                                            return false;
                                          }));
  }
  for (uint64_t id : orphans) KHOTIN_RETURN_IF_ERROR(DropSegment(database, id));
  return absl::OkStatus();
}

}  // namespace

index::IndexSnapshot IndexState::Snapshot(int64_t revision) const {
  index::IndexSnapshot snapshot;
  snapshot.revision = revision;
  for (const Stored& segment : stored) snapshot.segments.push_back(segment.view);
  snapshot.segments.insert(snapshot.segments.end(), memory.begin(), memory.end());
  for (const index::SegmentView& view : snapshot.segments) {
    snapshot.documents += view.segment->stats().documents;
    if (view.deleted != nullptr) snapshot.documents -= view.deleted->count();
    for (size_t field = 0; field < index::kFieldCount; ++field) {
      snapshot.total_lengths[field] += view.segment->stats().total_lengths[field];
    }
  }
  return snapshot;
}

int64_t IndexState::stored_documents() const {
  int64_t count = 0;
  for (const Stored& segment : stored) count += segment.view.segment->stats().documents;
  return count;
}

int64_t IndexState::memory_documents() const {
  int64_t count = 0;
  for (const index::SegmentView& view : memory) count += view.segment->stats().documents;
  return count;
}

absl::StatusOr<IndexState> OpenIndex(const std::shared_ptr<Database>& database,
                                     const storage::v1::Manifest& manifest) {
  if (!database->read_only()) KHOTIN_RETURN_IF_ERROR(DropOrphans(database.get(), manifest));
  IndexState state;
  state.manifest = manifest;
  for (const auto& info : manifest.segments()) {
    IndexState::Stored stored;
    stored.info = info;
    stored.blocks = std::make_shared<SegmentBlocks>(database, info.id());
    KHOTIN_ASSIGN_OR_RETURN(stored.view, OpenView(stored.blocks));
    KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> deleted,
                            database->Get(Family::kMeta, DeletedDocsKey(info.id()), nullptr));
    if (deleted.has_value()) {
      KHOTIN_ASSIGN_OR_RETURN(index::DeletedDocs docs, index::DeletedDocs::Decode(*deleted));
      stored.view.deleted = std::make_shared<const index::DeletedDocs>(std::move(docs));
    }
    state.stored.push_back(std::move(stored));
  }
  return state;
}

absl::Status ApplyInMemory(const IndexChange& change, IndexState* state) {
  KHOTIN_RETURN_IF_ERROR(Supersede(change.superseded, state, nullptr));
  return AddInMemory(change.added, state);
}

absl::StatusOr<IndexState> NextIndex(const std::shared_ptr<Database>& database,
                                     const IndexState& before, const IndexChange& change,
                                     WriteContext* context,
                                     std::vector<std::shared_ptr<SegmentBlocks>>* obsolete) {
  IndexState state = before;
  KHOTIN_RETURN_IF_ERROR(Supersede(change.superseded, &state, context));
  KHOTIN_RETURN_IF_ERROR(AddInMemory(change.added, &state));
  if (change.flush) {
    KHOTIN_RETURN_IF_ERROR(FlushMemory(database, change.revision, &state, context, obsolete));
  }
  return state;
}

}  // namespace khotin::store
