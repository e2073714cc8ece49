// Where a segment's blocks live: the index knows neither RocksDB nor files.
#ifndef KHOTIN_INDEX_BLOCK_STORE_H_
#define KHOTIN_INDEX_BLOCK_STORE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace khotin::index {

// A block held in memory for as long as the handle lives.
using Block = std::shared_ptr<const std::string>;

// Blocks have numbers from 0 without gaps; the header's is kHeaderNumber.
inline constexpr uint32_t kHeaderNumber = 0xFFFFFFFF;

// Thread-safe for reading.
class BlockSource {
 public:
  virtual ~BlockSource() = default;
  // NOT_FOUND for a number that was never put, DATA_LOSS for a block that is damaged.
  virtual absl::StatusOr<Block> Get(uint32_t number) const = 0;
  // True when every block that Get returns has passed VerifyBlock (block_format.h), or was sealed
  // by this process and has not left its memory: readers do not check it again.
  virtual bool is_verified() const { return false; }
};

// Takes a new segment's blocks; numbers come in rising order, the header last.
class BlockSink {
 public:
  virtual ~BlockSink() = default;
  virtual absl::Status Put(uint32_t number, std::string block) = 0;
};

// Blocks in memory, for segments that are not flushed yet. Reading is thread-safe once writing has
// ended.
class MemoryBlocks : public BlockSource, public BlockSink {
 public:
  explicit MemoryBlocks(bool verified = false) : verified_(verified) {}

  absl::StatusOr<Block> Get(uint32_t number) const override;
  absl::Status Put(uint32_t number, std::string block) override;
  bool is_verified() const override { return verified_; }
  size_t bytes() const { return bytes_; }
  // Of blocks with a number: all but the header.
  uint32_t numbered() const { return static_cast<uint32_t>(blocks_.size()); }

 private:
  const bool verified_;
  std::vector<Block> blocks_;  // by number; null where there is none
  Block header_;
  size_t bytes_ = 0;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_BLOCK_STORE_H_
