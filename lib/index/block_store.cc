#include "index/block_store.h"

#include <utility>

namespace khotin::index {

absl::StatusOr<Block> MemoryBlocks::Get(absl::string_view key) const {
  const auto it = blocks_.find(key);
  if (it == blocks_.end()) return absl::NotFoundError("no such block");
  return it->second;
}

absl::Status MemoryBlocks::Put(absl::string_view key, std::string block) {
  bytes_ += key.size() + block.size();
  blocks_[std::string(key)] = std::make_shared<const std::string>(std::move(block));
  return absl::OkStatus();
}

}  // namespace khotin::index
