// Writes blocks that are filled side by side in the order of their numbers.
#ifndef KHOTIN_INDEX_ORDERED_BLOCKS_H_
#define KHOTIN_INDEX_ORDERED_BLOCKS_H_

#include <cstdint>
#include <deque>
#include <string>

#include "absl/status/status.h"
#include "absl/types/optional.h"
#include "index/block_format.h"

namespace khotin::index {

// A sink wants rising keys, while a postings block and a positions block fill at the same time and
// must know their numbers early. So a number can be reserved; blocks behind one that is not there
// yet wait in memory. Not thread-safe.
class OrderedBlocks {
 public:
  explicit OrderedBlocks(BlockSink* sink) : sink_(sink) {}

  uint32_t Reserve();
  // Seals `payload` as block `number`, reserved and not completed yet.
  absl::Status Complete(uint32_t number, BlockKind kind, std::string payload);
  // Reserves a number and completes it; the number is the result.
  absl::StatusOr<uint32_t> Append(BlockKind kind, std::string payload);
  // The last block, under the header's key. REQUIRES: every reserved number is completed.
  absl::Status Finish(std::string header);

  uint32_t next_number() const { return first_ + static_cast<uint32_t>(waiting_.size()); }
  size_t waiting_bytes() const { return waiting_bytes_; }
  uint64_t written_bytes() const { return written_bytes_; }

 private:
  BlockSink* const sink_;
  uint32_t first_ = 0;  // the number of waiting_.front()
  std::deque<absl::optional<std::string>> waiting_;
  size_t waiting_bytes_ = 0;
  uint64_t written_bytes_ = 0;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_ORDERED_BLOCKS_H_
