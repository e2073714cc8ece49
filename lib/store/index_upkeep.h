// Writing segments beside the commits: a job is planned from the index's state, written with no
// lock held, and installed into the state of then, whatever was committed in between.
//
//   plan     under the writer's lock; takes a fresh segment id
//   write    reads immutable segments, writes blocks that no manifest names
//   install  under the writer's lock; the manifest, and which documents were deleted meanwhile, go
//            into one write to disk
//
// A crash before the install leaves blocks that the next start removes (OpenIndex).
#ifndef KHOTIN_STORE_INDEX_UPKEEP_H_
#define KHOTIN_STORE_INDEX_UPKEEP_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "store/database.h"
#include "store/index_state.h"
#include "store/merge_policy.h"
#include "store/segment_blocks.h"

namespace khotin::store {

// Several neighbouring segments that become one.
struct IndexJob {
  uint64_t segment_id = 0;  // of the new one
  // As they were when the job was planned.
  std::vector<index::SegmentView> inputs;
  // Of the inputs, in their order; none for a flush, whose inputs are in memory.
  std::vector<uint64_t> merged_ids;
  // Of a merge: documents that are deleted now are left out, and no longer count in statistics.
  bool drops_deleted = false;

  bool is_flush() const { return merged_ids.empty(); }
  uint64_t documents() const;  // of the inputs
  uint64_t dropped() const;
};

// The frozen segments in memory, if there are any.
absl::optional<IndexJob> PlanFlush(const IndexState& state);
// The merge that is due, if there is one.
absl::optional<IndexJob> PlanMerge(const IndexState& state, const MergePolicy& policy);

// The new segment; all null when the job leaves no document. Its blocks go with it unless they are
// kept (SegmentBlocks::Keep).
struct WrittenSegment {
  std::shared_ptr<SegmentBlocks> blocks;
  index::SegmentView view;  // nothing in it is deleted
};

// Polled while a segment is written; true ends it with CANCELLED.
using CancelPoll = std::function<bool()>;

// Thread-safe. Memory grows with the documents, about 30 bytes each, not with the postings.
absl::StatusOr<WrittenSegment> WriteJob(const IndexJob& job,
                                        const std::shared_ptr<Database>& database,
                                        const CancelPoll& cancelled);

// Puts the new segment into the place of the job's inputs; its records go into `context`. False,
// with nothing changed, when the inputs are no longer there. `obsolete`, which may be null for a
// flush, receives the blocks to drop after the write.
absl::StatusOr<bool> Install(const IndexJob& job, WrittenSegment written, IndexState* state,
                             WriteContext* context,
                             std::vector<std::shared_ptr<SegmentBlocks>>* obsolete);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_UPKEEP_H_
