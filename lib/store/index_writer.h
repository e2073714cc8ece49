// Keeps the search index in step with the commits: segments in memory for the newest documents,
// flushed and merged into stored ones.
#ifndef KHOTIN_STORE_INDEX_WRITER_H_
#define KHOTIN_STORE_INDEX_WRITER_H_

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

// The index as of one commit. Copying is cheap: segments are shared and immutable.
struct IndexState {
  struct Stored {
    storage::v1::Manifest::StoredSegment info;
    std::shared_ptr<SegmentBlocks> blocks;
    index::SegmentView view;
  };
  std::vector<Stored> stored;
  // In the order of their commits; superseded documents stay until the flush, marked deleted.
  std::vector<index::SegmentView> memory;
  storage::v1::Manifest manifest;

  index::IndexSnapshot Snapshot(int64_t revision) const;
  int64_t stored_documents() const;
  int64_t memory_documents() const;
};

// What a commit changes. An article in `added` that was there before is in `superseded` too.
struct IndexChange {
  int64_t revision = 0;
  std::vector<index::DocumentTerms> added;
  std::vector<std::string> superseded;
  bool flush = false;
};

// Opens the stored segments of `manifest` and removes blocks that no manifest names.
absl::StatusOr<IndexState> OpenIndex(const std::shared_ptr<Database>& database,
                                     const storage::v1::Manifest& manifest);

// Adds documents and marks superseded ones, in memory only.
absl::Status ApplyInMemory(const IndexChange& change, IndexState* state);

// The state after `change`; its records go into `context`, blocks of new stored segments straight
// into the database, where nothing refers to them until the context is written. `before` stays
// valid whatever happens. `obsolete` receives the segments to drop after the write.
absl::StatusOr<IndexState> NextIndex(const std::shared_ptr<Database>& database,
                                     const IndexState& before, const IndexChange& change,
                                     WriteContext* context,
                                     std::vector<std::shared_ptr<SegmentBlocks>>* obsolete);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_WRITER_H_
