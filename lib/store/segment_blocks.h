// A segment's blocks in the store: column family "segments", segment id before each block's key.
#ifndef KHOTIN_STORE_SEGMENT_BLOCKS_H_
#define KHOTIN_STORE_SEGMENT_BLOCKS_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/block_store.h"
#include "rocksdb/write_batch.h"
#include "store/database.h"

namespace khotin::store {

// Whether blocks that are read stay in the cache.
enum class Caching { kOn, kOff };

// Reads one stored segment. Thread-safe.
class SegmentBlocks : public index::BlockSource {
 public:
  SegmentBlocks(std::shared_ptr<Database> database, uint64_t segment_id,
                Caching caching = Caching::kOn);
  // Removes the blocks once the last reader is gone, if they were said to be obsolete.
  ~SegmentBlocks() override;

  absl::StatusOr<index::Block> Get(absl::string_view key) const override;

  void MarkObsolete() { obsolete_.store(true); }
  // Takes MarkObsolete back.
  void Keep() { obsolete_.store(false); }

 private:
  const std::shared_ptr<Database> database_;
  const std::string prefix_;
  const Caching caching_;
  std::atomic<bool> obsolete_{false};
};

// Writes a new segment's blocks in batches of about 1 MiB. Not thread-safe.
class SegmentBlocksWriter : public index::BlockSink {
 public:
  SegmentBlocksWriter(Database* database, uint64_t segment_id);

  absl::Status Put(absl::string_view key, std::string block) override;
  // Writes what is left. Call once, after the last Put.
  absl::Status Finish();

 private:
  Database* const database_;
  const std::string prefix_;
  rocksdb::WriteBatch batch_;
};

// Removes every block of a segment.
absl::Status DropSegment(Database* database, uint64_t segment_id);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_SEGMENT_BLOCKS_H_
