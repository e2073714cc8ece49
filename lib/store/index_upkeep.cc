#include "store/index_upkeep.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/fault_point.h"
#include "base/status.h"
#include "index/segment.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

uint64_t DeletedIn(const index::SegmentView& view) {
  return view.deleted == nullptr ? 0 : view.deleted->count();
}

// Ends the writing of a segment when it is no longer wanted.
class CancellableSink : public index::BlockSink {
 public:
  CancellableSink(index::BlockSink* sink, const CancelPoll* cancelled)
      : sink_(sink), cancelled_(cancelled) {}

  absl::Status Put(uint32_t number, std::string block) override {
    if ((*cancelled_)()) return absl::CancelledError("the index work was cancelled");
    return sink_->Put(number, std::move(block));
  }

 private:
  index::BlockSink* const sink_;
  const CancelPoll* const cancelled_;
};

// A stored segment is read past the cache, which is for those who search.
absl::StatusOr<std::vector<index::MergeInput>> OpenInputs(
    const IndexJob& job, const std::shared_ptr<Database>& database) {
  std::vector<index::MergeInput> inputs;
  for (size_t i = 0; i < job.inputs.size(); ++i) {
    index::MergeInput input;
    input.segment = job.inputs[i].segment;
    if (!job.is_flush()) {
      KHOTIN_ASSIGN_OR_RETURN(
          index::SegmentView view,
          OpenView(std::make_shared<SegmentBlocks>(database, job.merged_ids[i], Caching::kOff)));
      input.segment = std::move(view.segment);
    }
    if (job.drops_deleted) input.deleted = job.inputs[i].deleted;
    inputs.push_back(std::move(input));
  }
  return inputs;
}

index::PublishRange RangeOf(const std::vector<index::SegmentView>& views) {
  index::PublishRange range = index::PublishRange::Empty();
  for (const index::SegmentView& view : views) range.Include(view.published);
  return range;
}

// Where the inputs of the merge stand; the end of the list when they are not there any more.
std::vector<StoredSegment>::iterator FindInputs(const IndexJob& job, IndexState* state) {
  return std::search(state->stored.begin(), state->stored.end(), job.merged_ids.begin(),
                     job.merged_ids.end(),
                     [](const StoredSegment& stored, uint64_t id) { return stored.id == id; });
}

bool HoldsFrozen(const IndexJob& job, const IndexState& state) {
  return state.frozen == job.inputs.size() &&
         std::equal(job.inputs.begin(), job.inputs.end(), state.memory.begin(),
                    [](const index::SegmentView& input, const index::SegmentView& now) {
                      return input.segment == now.segment;
                    });
}

// The inputs as they are now.
std::vector<JoinedInput> CurrentInputs(const IndexJob& job,
                                       const std::vector<index::SegmentView>& now) {
  std::vector<JoinedInput> inputs;
  for (size_t i = 0; i < now.size(); ++i) {
    inputs.push_back({now[i], job.drops_deleted ? job.inputs[i].deleted : nullptr});
  }
  return inputs;
}

// Replaces the merged segments and returns where the new one is to stand.
absl::StatusOr<std::vector<StoredSegment>::iterator> TakeOut(
    std::vector<StoredSegment>::iterator first, size_t count, IndexState* state,
    WriteContext* context, std::vector<std::shared_ptr<SegmentBlocks>>* obsolete) {
  const auto last = first + static_cast<std::ptrdiff_t>(count);
  for (auto it = first; it != last; ++it) {
    KHOTIN_RETURN_IF_ERROR(context->Delete(Family::kMeta, DeletedDocsKey(it->id)));
    obsolete->push_back(it->blocks);
  }
  return state->stored.erase(first, last);
}

}  // namespace

uint64_t IndexJob::documents() const {
  uint64_t count = 0;
  for (const index::SegmentView& input : inputs) count += input.segment->stats().documents;
  return count;
}

uint64_t IndexJob::dropped() const {
  uint64_t count = 0;
  for (const index::SegmentView& input : inputs) count += drops_deleted ? DeletedIn(input) : 0;
  return count;
}

absl::optional<IndexJob> PlanFlush(const IndexState& state) {
  if (state.frozen == 0) return absl::nullopt;
  IndexJob job;
  job.segment_id = state.next_segment_id->fetch_add(1);
  job.inputs.assign(state.memory.begin(),
                    state.memory.begin() + static_cast<std::ptrdiff_t>(state.frozen));
  return job;
}

absl::optional<IndexJob> PlanMerge(const IndexState& state, const MergePolicy& policy) {
  std::vector<SegmentSize> sizes;
  for (const StoredSegment& stored : state.stored) {
    sizes.push_back({stored.view.segment->stats().documents, DeletedIn(stored.view)});
  }
  const absl::optional<MergeChoice> choice = policy.Choose(sizes);
  if (!choice.has_value()) return absl::nullopt;
  IndexJob job;
  job.segment_id = state.next_segment_id->fetch_add(1);
  job.drops_deleted = choice->drops_deleted;
  for (size_t i = choice->begin; i < choice->end; ++i) {
    job.inputs.push_back(state.stored[i].view);
    job.merged_ids.push_back(state.stored[i].id);
  }
  return job;
}

absl::StatusOr<WrittenSegment> WriteJob(const IndexJob& job,
                                        const std::shared_ptr<Database>& database,
                                        const CancelPoll& cancelled) {
  WrittenSegment written;
  if (job.documents() == job.dropped()) return written;
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<index::MergeInput> inputs, OpenInputs(job, database));
  // From here on the blocks go if this fails.
  written.blocks = std::make_shared<SegmentBlocks>(database, job.segment_id);
  written.blocks->MarkObsolete();
  SegmentBlocksWriter writer(database.get(), job.segment_id);
  CancellableSink sink(&writer, &cancelled);
  KHOTIN_RETURN_IF_ERROR(index::MergeSegments(inputs, &sink));
  KHOTIN_RETURN_IF_ERROR(writer.Finish());
  KHOTIN_RETURN_IF_ERROR(base::FaultPoint(job.is_flush() ? "store.index.segment_written"
                                                         : "store.index.merge_written"));
  KHOTIN_ASSIGN_OR_RETURN(written.view, OpenView(written.blocks));
  written.view.published = RangeOf(job.inputs);
  return written;
}

absl::StatusOr<bool> Install(const IndexJob& job, WrittenSegment written, IndexState* state,
                             WriteContext* context,
                             std::vector<std::shared_ptr<SegmentBlocks>>* obsolete) {
  const auto found = job.is_flush() ? state->stored.end() : FindInputs(job, state);
  if (job.is_flush() ? !HoldsFrozen(job, *state) : found == state->stored.end()) return false;
  std::vector<index::SegmentView> now;
  auto place = state->stored.end();
  if (job.is_flush()) {
    const auto frozen_end = state->memory.begin() + static_cast<std::ptrdiff_t>(state->frozen);
    now.assign(state->memory.begin(), frozen_end);
    state->memory.erase(state->memory.begin(), frozen_end);
    state->frozen = 0;
    state->indexed_revision = state->frozen_revision;
  } else {
    for (size_t i = 0; i < job.inputs.size(); ++i) {
      now.push_back((found + static_cast<std::ptrdiff_t>(i))->view);
    }
    KHOTIN_ASSIGN_OR_RETURN(place, TakeOut(found, now.size(), state, context, obsolete));
  }
  if (written.blocks != nullptr) {
    StoredSegment stored{job.segment_id, std::move(written.blocks), std::move(written.view)};
    stored.view.deleted = DeletedAfterJoin(CurrentInputs(job, now));
    if (stored.view.deleted != nullptr) {
      KHOTIN_RETURN_IF_ERROR(
          context->Put(Family::kMeta, DeletedDocsKey(stored.id), stored.view.deleted->Encode()));
    }
    state->stored.insert(place, std::move(stored));
  }
  KHOTIN_RETURN_IF_ERROR(context->PutRecord(Family::kMeta, kManifestKey, state->Manifest()));
  return true;
}

}  // namespace khotin::store
