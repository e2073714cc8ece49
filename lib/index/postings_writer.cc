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
  entry_.all_frequencies_one = true;
  next_doc_ = group_first_ = 0;
}

absl::Status PostingsWriter::Add(uint32_t doc, uint32_t frequency, LengthClass length,
                                 absl::Span<const uint32_t> positions,
                                 absl::Span<const uint32_t> codes) {
  docs_.push_back(doc - next_doc_);
  frequencies_.push_back(frequency - 1);
  group_lengths_.push_back(length);
  next_doc_ = doc + 1;
  ++entry_.document_frequency;
  entry_.all_frequencies_one &= frequency == 1;
  group_bound_ = std::max(group_bound_, (*saturation_)(frequency, length));
  uint32_t next = 0;
  for (const uint32_t position : positions) {
    group_positions_.push_back(position - next);
    next = position + 1;
  }
  group_codes_.insert(group_codes_.end(), codes.begin(), codes.end());
  if (docs_.size() < kIntGroup) return absl::OkStatus();
  CloseGroup();
  if (chunk_bytes_.size() < kBlockBytes && chunk_positions_.size() < kBlockBytes) {
    return absl::OkStatus();
  }
  return CloseChunk();
}

void PostingsWriter::AppendPositions(std::string* out) const {
  khotin::index::AppendPositions(group_lengths_, frequencies_, group_positions_, out);
  if (entry_.spellings.empty()) return;
  AppendSpellingCodes(group_codes_, static_cast<uint32_t>(entry_.spellings.size()), out);
}

void PostingsWriter::ClearGroup() {
  docs_.clear();
  frequencies_.clear();
  group_lengths_.clear();
  group_positions_.clear();
  group_codes_.clear();
  group_bound_ = 0;
}

void PostingsWriter::CloseGroup() {
  const size_t bytes_before = chunk_bytes_.size();
  const size_t positions_before = chunk_positions_.size();
  AppendGroup(docs_, GroupAim::kSpeed, &chunk_bytes_);
  AppendGroup(frequencies_, GroupAim::kSpeed, &chunk_bytes_);
  if (entry_.has_positions) AppendPositions(&chunk_positions_);
  const uint8_t bound = BoundOf(group_bound_);
  AppendVarint(next_doc_ - 1 - group_first_, &chunk_table_);
  AppendVarint(chunk_bytes_.size() - bytes_before, &chunk_table_);
  chunk_table_.push_back(static_cast<char>(bound));
  if (entry_.has_positions) {
    AppendVarint(chunk_positions_.size() - positions_before, &chunk_table_);
  }
  chunk_count_ += static_cast<uint32_t>(docs_.size());
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

bool PostingsWriter::EncodeInline(std::string* entry) {
  if (entry_.document_frequency >= kIntGroup) return false;
  inline_bytes_.clear();
  AppendInlinePostings(documents_, docs_,
                       entry_.all_frequencies_one ? absl::Span<const uint32_t>() : frequencies_,
                       &inline_bytes_);
  if (entry_.has_positions) AppendPositions(&inline_bytes_);
  if (inline_bytes_.size() > kInlineBytes) return false;
  entry_.is_inline = true;
  entry_.inline_bytes = inline_bytes_;
  *entry = EncodeTermEntry(entry_);
  return true;
}

absl::StatusOr<std::string> PostingsWriter::Finish() {
  std::string encoded;
  if (entry_.document_frequency == 0) return encoded;
  if (EncodeInline(&encoded)) {
    ClearGroup();
    return encoded;
  }
  if (!docs_.empty()) CloseGroup();
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
