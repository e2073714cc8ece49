// A segment's blocks in the store: column family "segments", segment id before each block's key.
#ifndef KHOTIN_STORE_SEGMENT_BLOCKS_H_
#define KHOTIN_STORE_SEGMENT_BLOCKS_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/block_store.h"
#include "rocksdb/sst_file_writer.h"
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

  absl::StatusOr<index::Block> Get(uint32_t number) const override;
  bool is_verified() const override { return true; }

  void MarkObsolete() { obsolete_.store(true); }
  // Takes MarkObsolete back.
  void Keep() { obsolete_.store(false); }

 private:
  absl::StatusOr<index::Block> Read(uint32_t number) const;

  const std::shared_ptr<Database> database_;
  const std::string prefix_;
  // Not the segment's id: what was given up before it was part of the index may leave its id to
  // another.
  const std::string cache_prefix_;
  const Caching caching_;
  std::atomic<bool> obsolete_{false};
};

// Writes a new segment's blocks: a small segment as one batch; a larger one as a table of its own
// that the database takes in whole, past its log and its buffers, which are for the commits. Holds
// up to 4 MiB. Not thread-safe.
class SegmentBlocksWriter : public index::BlockSink {
 public:
  SegmentBlocksWriter(Database* database, uint64_t segment_id);
  // Removes what Finish did not hand over.
  ~SegmentBlocksWriter() override;

  // REQUIRES: numbers rise.
  absl::Status Put(uint32_t number, std::string block) override;
  // Hands the blocks to the database: they are there whole, or not at all. Call once, after the
  // last Put.
  absl::Status Finish();

 private:
  absl::Status StartTable();

  Database* const database_;
  const std::string prefix_;
  const std::string table_path_;
  std::vector<std::pair<std::string, std::string>> blocks_;  // while they are few
  size_t bytes_ = 0;
  std::unique_ptr<rocksdb::SstFileWriter> table_;
};

// Removes every block of a segment. What named the segment must have been unnamed by a write
// before.
absl::Status DropSegment(Database* database, uint64_t segment_id);

// Removes what writers left behind that a crash ended. REQUIRES: no writer is at work.
absl::Status RemoveUnfinishedTables(const Database& database);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_SEGMENT_BLOCKS_H_
