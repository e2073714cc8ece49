// Segments of the index in memory, and which documents are superseded.
#ifndef KHOTIN_STORE_MEMORY_INDEX_H_
#define KHOTIN_STORE_MEMORY_INDEX_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/block_store.h"
#include "index/document_terms.h"
#include "index/snapshot.h"
#include "store/index_state.h"

namespace khotin::store {

struct MemorySegment {
  std::shared_ptr<const index::MemoryBlocks> blocks;
  index::SegmentView view;
};

// One segment of the documents. REQUIRES: at least one.
absl::StatusOr<MemorySegment> MakeMemorySegment(const std::vector<index::DocumentTerms>& documents);

// Neighbours in memory as one segment; what is deleted in them is deleted in it.
absl::StatusOr<index::SegmentView> JoinInMemory(absl::Span<const index::SegmentView> views);

// Marks the live documents of `articles` deleted, in memory only. Returns the stored segments that
// had some. Articles without one, and documents that are marked already, change nothing.
absl::StatusOr<std::set<uint64_t>> Supersede(const std::vector<std::string>& articles,
                                             IndexState* state);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_MEMORY_INDEX_H_
