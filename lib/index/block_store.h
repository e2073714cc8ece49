// Where a segment's blocks live: the index knows neither RocksDB nor files.
#ifndef KHOTIN_INDEX_BLOCK_STORE_H_
#define KHOTIN_INDEX_BLOCK_STORE_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::index {

// A block held in memory for as long as the handle lives.
using Block = std::shared_ptr<const std::string>;

// Thread-safe for reading.
class BlockSource {
 public:
  virtual ~BlockSource() = default;
  // NOT_FOUND for a key that was never put, DATA_LOSS for a block that is damaged.
  virtual absl::StatusOr<Block> Get(absl::string_view key) const = 0;
};

// Takes a new segment's blocks; keys come in rising order. Keys hold the segment's own part only;
// the owner of the sink puts the segment's id before them.
class BlockSink {
 public:
  virtual ~BlockSink() = default;
  virtual absl::Status Put(absl::string_view key, std::string block) = 0;
};

// Blocks in memory, for segments that are not flushed yet. Reading is thread-safe once writing has
// ended.
class MemoryBlocks : public BlockSource, public BlockSink {
 public:
  absl::StatusOr<Block> Get(absl::string_view key) const override;
  absl::Status Put(absl::string_view key, std::string block) override;
  size_t bytes() const { return bytes_; }

 private:
  std::map<std::string, Block, std::less<>> blocks_;
  size_t bytes_ = 0;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_BLOCK_STORE_H_
