#include "index/block_store.h"

#include <utility>

namespace khotin::index {

absl::StatusOr<Block> MemoryBlocks::Get(uint32_t number) const {
  const Block none;
  const Block& block = number == kHeaderNumber   ? header_
                       : number < blocks_.size() ? blocks_[number]
                                                 : none;
  if (block == nullptr) return absl::NotFoundError("no such block");
  return block;
}

absl::Status MemoryBlocks::Put(uint32_t number, std::string block) {
  bytes_ += block.size();
  auto kept = std::make_shared<const std::string>(std::move(block));
  if (number == kHeaderNumber) {
    header_ = std::move(kept);
    return absl::OkStatus();
  }
  if (number >= blocks_.size()) blocks_.resize(number + size_t{1});
  blocks_[number] = std::move(kept);
  return absl::OkStatus();
}

}  // namespace khotin::index
