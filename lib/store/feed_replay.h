// The index of what a store without a log of the index (before schema version 9) had in memory.
#ifndef KHOTIN_STORE_FEED_REPLAY_H_
#define KHOTIN_STORE_FEED_REPLAY_H_

#include <memory>

#include "absl/status/status.h"
#include "store/database.h"

namespace khotin::store {

// Indexes the commits behind the manifest's indexed_revision from their articles and writes them as
// a segment. DATA_LOSS when the feed names an article that is not there.
absl::Status FlushFromFeed(const std::shared_ptr<Database>& database);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_FEED_REPLAY_H_
