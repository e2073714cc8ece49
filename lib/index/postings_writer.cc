#include "index/postings_writer.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "index/coding.h"
#include "index/inline_postings.h"
#include "index/int_codec.h"
#include "index/position_codec.h"
#include "index/spelling_codes.h"

namespace khotin::index {
namespace {

// Postings and positions of a rare term stay in the dictionary up to this size.
constexpr size_t kInlineBytes = 192;
// Blocks that wait for one that fills slowly.
constexpr size_t kMaxWaitingBytes = 1 << 20;

}  // namespace

void PostingsWriter::Start(uint32_t documents, const Saturation* saturation, bool has_positions,
                           std::vector<std::string> spellings) {
  documents_ = documents;
  saturation_ = saturation;
  entry_.document_frequency = 0;
  entry_.is_inline = false;
  entry_.has_positions = has_positions;
  entry_.chunks.clear();
  spellings_ = std::move(spellings);
  entry_.spellings.assign(spellings_.begin(), spellings_.end());
  next_doc_ = group_first_ = 0;
}

void PostingsWriter::AddPositions(absl::Span<const uint32_t> positions,
                                  absl::Span<const uint32_t> codes) {
  uint32_t next = 0;
  for (const uint32_t position : positions) {
    positions_of_group_.push_back(position - next);
    next = position + 1;
  }
  codes_of_group_.insert(codes_of_group_.end(), codes.begin(), codes.end());
}

absl::Status PostingsWriter::CloseFullGroup() {
  CloseGroup();
  if (chunk_bytes_.size() < kBlockBytes && chunk_positions_.size() < kBlockBytes) {
    return absl::OkStatus();
  }
  return CloseChunk();
}

void PostingsWriter::AppendPositions(std::string* out) const {
  khotin::index::AppendPositions(absl::MakeConstSpan(lengths_).subspan(0, size_),
                                 absl::MakeConstSpan(frequencies_).subspan(0, size_),
                                 positions_of_group_, out);
  if (entry_.spellings.empty()) return;
  AppendSpellingCodes(codes_of_group_, static_cast<uint32_t>(entry_.spellings.size()), out);
}

void PostingsWriter::ClearGroup() {
  size_ = 0;
  positions_of_group_.clear();
  codes_of_group_.clear();
}

uint8_t PostingsWriter::GroupBound() const {
  float largest = 0;
  for (uint32_t i = 0; i < size_; ++i) {
    largest = std::max(largest, (*saturation_)(frequencies_[i] + 1, lengths_[i]));
  }
  return BoundOf(largest);
}

void PostingsWriter::CloseGroup() {
  const size_t bytes_before = chunk_bytes_.size();
  const size_t positions_before = chunk_positions_.size();
  AppendGroup(absl::MakeConstSpan(docs_).subspan(0, size_), GroupAim::kSpeed, &chunk_bytes_);
  AppendGroup(absl::MakeConstSpan(frequencies_).subspan(0, size_), GroupAim::kSpeed, &chunk_bytes_);
  if (entry_.has_positions) AppendPositions(&chunk_positions_);
  const uint8_t bound = GroupBound();
  AppendVarint(next_doc_ - 1 - group_first_, &chunk_table_);
  AppendVarint(chunk_bytes_.size() - bytes_before, &chunk_table_);
  chunk_table_.push_back(static_cast<char>(bound));
  if (entry_.has_positions) {
    AppendVarint(chunk_positions_.size() - positions_before, &chunk_table_);
  }
  entry_.document_frequency += size_;
  chunk_count_ += size_;
  chunk_bound_ = std::max(chunk_bound_, bound);
  group_first_ = next_doc_;
  ClearGroup();
}

absl::Status PostingsWriter::CloseChunk() {
  ChunkRef chunk;
  chunk.count = chunk_count_;
  chunk.last_doc = next_doc_ - 1;
  chunk.bound = chunk_bound_;
  KHOTIN_RETURN_IF_ERROR(
      Append(chunk_table_ + chunk_bytes_, &postings_, &chunk.block, &chunk.offset));
  if (entry_.has_positions) {
    KHOTIN_RETURN_IF_ERROR(
        Append(chunk_positions_, &positions_, &chunk.positions_block, &chunk.positions_offset));
  }
  entry_.chunks.push_back(chunk);
  chunk_table_.clear();
  chunk_bytes_.clear();
  chunk_positions_.clear();
  chunk_count_ = 0;
  chunk_bound_ = 0;
  return absl::OkStatus();
}

// REQUIRES: no group was closed.
bool PostingsWriter::EncodeInline(std::string* entry) {
  const auto docs = absl::MakeConstSpan(docs_).subspan(0, size_);
  const auto frequencies = absl::MakeConstSpan(frequencies_).subspan(0, size_);
  const bool all_one = std::all_of(frequencies.begin(), frequencies.end(),
                                   [](uint32_t frequency) { return frequency == 0; });
  inline_bytes_.clear();
  AppendInlinePostings(documents_, docs, all_one ? absl::Span<const uint32_t>() : frequencies,
                       &inline_bytes_);
  if (entry_.has_positions) AppendPositions(&inline_bytes_);
  if (inline_bytes_.size() > kInlineBytes) return false;
  entry_.document_frequency = size_;
  entry_.all_frequencies_one = all_one;
  entry_.is_inline = true;
  entry_.inline_bytes = inline_bytes_;
  *entry = EncodeTermEntry(entry_);
  return true;
}

absl::StatusOr<std::string> PostingsWriter::Finish() {
  std::string encoded;
  if (document_frequency() == 0) return encoded;
  if (entry_.document_frequency == 0 && EncodeInline(&encoded)) {
    ClearGroup();
    return encoded;
  }
  if (size_ > 0) CloseGroup();
  if (chunk_count_ > 0) KHOTIN_RETURN_IF_ERROR(CloseChunk());
  entry_.all_frequencies_one = false;
  return EncodeTermEntry(entry_);
}

absl::Status PostingsWriter::Append(absl::string_view bytes, OpenBlock* block, uint32_t* number,
                                    uint32_t* offset) {
  if (!block->bytes.empty() && block->bytes.size() + bytes.size() > kBlockBytes + kBlockBytes / 4) {
    KHOTIN_RETURN_IF_ERROR(FlushBlock(block));
  }
  if (!block->reserved) {
    block->number = blocks_->Reserve();
    block->reserved = true;
  }
  *number = block->number;
  *offset = static_cast<uint32_t>(block->bytes.size());
  block->bytes.append(bytes.data(), bytes.size());
  if (block->bytes.size() >= kBlockBytes) KHOTIN_RETURN_IF_ERROR(FlushBlock(block));
  if (blocks_->waiting_bytes() > kMaxWaitingBytes) return Flush();
  return absl::OkStatus();
}

absl::Status PostingsWriter::FlushBlock(OpenBlock* block) {
  if (!block->reserved) return absl::OkStatus();
  block->reserved = false;
  return blocks_->Complete(block->number, block->kind, std::exchange(block->bytes, std::string()));
}

absl::Status PostingsWriter::Flush() {
  KHOTIN_RETURN_IF_ERROR(FlushBlock(&postings_));
  return FlushBlock(&positions_);
}

}  // namespace khotin::index
