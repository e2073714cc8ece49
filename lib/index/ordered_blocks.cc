#include "index/ordered_blocks.h"

#include <utility>

#include "base/status.h"

namespace khotin::index {

uint32_t OrderedBlocks::Reserve() {
  waiting_.emplace_back();
  return next_number() - 1;
}

absl::Status OrderedBlocks::Complete(uint32_t number, BlockKind kind, std::string payload) {
  std::string block = SealBlock(kind, number, std::move(payload));
  waiting_bytes_ += block.size();
  waiting_[number - first_] = std::move(block);
  while (!waiting_.empty() && waiting_.front().has_value()) {
    std::string front = *std::move(waiting_.front());
    waiting_.pop_front();
    waiting_bytes_ -= front.size();
    written_bytes_ += front.size();
    KHOTIN_RETURN_IF_ERROR(sink_->Put(first_++, std::move(front)));
  }
  return absl::OkStatus();
}

absl::StatusOr<uint32_t> OrderedBlocks::Append(BlockKind kind, std::string payload) {
  const uint32_t number = Reserve();
  KHOTIN_RETURN_IF_ERROR(Complete(number, kind, std::move(payload)));
  return number;
}

absl::Status OrderedBlocks::Finish(std::string header) {
  std::string block = SealBlock(BlockKind::kHeader, kHeaderNumber, std::move(header));
  written_bytes_ += block.size();
  return sink_->Put(kHeaderNumber, std::move(block));
}

}  // namespace khotin::index
