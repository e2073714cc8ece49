// Keeps the index in step with the commits.
#ifndef KHOTIN_STORE_INDEX_WRITER_H_
#define KHOTIN_STORE_INDEX_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/document_terms.h"
#include "store/database.h"
#include "store/index_state.h"

namespace khotin::store {

// What a commit changes. An article in `added` that was there before is in `superseded` too.
struct IndexChange {
  int64_t revision = 0;
  std::vector<index::DocumentTerms> added;
  std::vector<std::string> superseded;
};

// When documents go from memory to the store.
struct FlushPolicy {
  int64_t flush_documents = 4096;
  // Segments in memory are frozen for another thread to write; else the commit writes them.
  bool in_background = false;
};

// With more stored segments than this, merges are behind, and flushes become twice as large.
inline constexpr size_t kManySegments = 30;
// A commit writes the documents in memory itself when they are so many times flush_documents: the
// thread that should have written them cannot, and memory is bounded.
inline constexpr int64_t kMaxFlushesInMemory = 4;

// The state after `change`; its records go into `context`, blocks of a new stored segment straight
// into the database, where nothing refers to them until the context is written: call KeepBlocks
// then. `before` stays valid whatever happens.
//
// What the change adds to memory goes into the log of the index as well. The commit itself writes
// the documents in memory when they are too many, and when nobody else does.
absl::StatusOr<IndexState> NextIndex(const std::shared_ptr<Database>& database,
                                     const IndexState& before, const IndexChange& change,
                                     const FlushPolicy& policy, WriteContext* context);

// The index in memory after a start that read it from the log, up to the commit `revision`: few
// documents become one segment; many are frozen where another thread writes segments.
absl::Status SettleReplayed(const FlushPolicy& policy, int64_t revision, IndexState* state);

// Writes everything in memory, up to and with the commit `revision`, as one segment; as NextIndex.
absl::Status FlushMemory(const std::shared_ptr<Database>& database, int64_t revision,
                         IndexState* state, WriteContext* context);

// Says that the manifest names the state's stored segments.
void KeepBlocks(const IndexState& state);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_WRITER_H_
