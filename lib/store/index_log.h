// What commits changed in the index since the last flush, kept beside the articles: a start reads
// the segments that the commits made, and need not analyze an article again.
//
// An entry is written with its commit and may go once a stored segment holds what it says.
#ifndef KHOTIN_STORE_INDEX_LOG_H_
#define KHOTIN_STORE_INDEX_LOG_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "store/database.h"
#include "store/index_state.h"
#include "store/memory_index.h"

namespace khotin::store {

// A commit whose segment is larger is to be flushed instead, bytes.
inline constexpr size_t kMaxLoggedBytes = size_t{64} << 20;

// Logs that the commit `revision` superseded and added so much; `added` may be null. Without
// either, there is no entry. REQUIRES: `added` holds at most kMaxLoggedBytes.
absl::Status LogIndexChange(int64_t revision, const std::vector<std::string>& superseded,
                            const MemorySegment* added, WriteContext* context);

// Takes the commits behind the state's indexed_revision into memory, a segment for each. DATA_LOSS
// for a damaged entry. REQUIRES: none in memory.
absl::Status ReplayIndexLog(const Database& database, IndexState* state);

// Removes the entries up to the commit `indexed_revision`. What fails here is removed by the next.
void TrimIndexLog(Database* database, int64_t indexed_revision);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_LOG_H_
