// The index as of one commit: segments in the store, and in memory for the newest documents.
//
// Documents that were superseded stay in their segments, marked deleted, wherever the segments go:
// the statistics that scores come from count them, and so depend on what was committed, not on when
// segments were written or merged. Only a merge that drops them, which is a commit of its own,
// takes them out (docs/decisions/0008-background-merges.md).
#ifndef KHOTIN_STORE_INDEX_STATE_H_
#define KHOTIN_STORE_INDEX_STATE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/segment_blocks.h"

namespace khotin::store {

// A segment in the store.
struct StoredSegment {
  uint64_t id = 0;
  std::shared_ptr<SegmentBlocks> blocks;
  index::SegmentView view;
};

// Copying is cheap: segments are shared and immutable. Segments stand in the order of their
// commits.
struct IndexState {
  std::vector<StoredSegment> stored;
  std::vector<index::SegmentView> memory;
  // The first so many in memory hold the commits up to `frozen_revision` and are being written to
  // the store.
  size_t frozen = 0;
  int64_t frozen_revision = 0;
  // Commits up to here are in stored segments.
  int64_t indexed_revision = 0;
  // One for all copies: no id is given twice while the store is open.
  std::shared_ptr<std::atomic<uint64_t>> next_segment_id =
      std::make_shared<std::atomic<uint64_t>>(0);

  index::IndexSnapshot Snapshot(int64_t revision) const;
  storage::v1::Manifest Manifest() const;
  int64_t stored_documents() const;
  int64_t memory_documents() const;
  // Of the segments in memory that are not frozen.
  int64_t active_documents() const;
};

// Opens the stored segments of `manifest` and removes blocks that no manifest names.
absl::StatusOr<IndexState> OpenIndex(const std::shared_ptr<Database>& database,
                                     const storage::v1::Manifest& manifest);

// One segment of `blocks`, as a view without deleted documents.
absl::StatusOr<index::SegmentView> OpenView(std::shared_ptr<const index::BlockSource> blocks);

// Several segments as one, in their order.
struct JoinedInput {
  index::SegmentView view;
  // Left out of the joined segment; may be null. REQUIRES: all of them are deleted in `view`.
  std::shared_ptr<const index::DeletedDocs> dropped;
};

// Those deleted documents of the inputs that the joined segment has, by its numbers; null for none.
std::shared_ptr<const index::DeletedDocs> DeletedAfterJoin(const std::vector<JoinedInput>& inputs);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_STATE_H_
