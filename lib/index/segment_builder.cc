#include "index/segment_builder.h"

#include <utility>

#include "base/status.h"
#include "index/coding.h"
#include "index/segment_header.h"

namespace khotin::index {

absl::Status SegmentBuilder::EndDocuments() {
  KHOTIN_ASSIGN_OR_RETURN(layout_, columns_.Finish());
  return absl::OkStatus();
}

absl::Status SegmentBuilder::FinishTerm(absl::string_view term) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string entry, postings_.Finish());
  if (entry.empty()) return absl::OkStatus();
  dictionary_.Add(term, entry);
  return dictionary_.size() >= kBlockBytes ? FlushDictionary() : absl::OkStatus();
}

absl::Status SegmentBuilder::FlushDictionary() {
  const std::string first_term = dictionary_.first_key();
  KHOTIN_ASSIGN_OR_RETURN(const uint32_t number,
                          blocks_.Append(BlockKind::kDictionary, dictionary_.Finish()));
  std::string value;
  AppendVarint(number, &value);
  index_.Add(first_term, value);
  if (index_.size() >= kBlockBytes) index_blocks_.push_back(index_.Finish());
  return absl::OkStatus();
}

absl::Status SegmentBuilder::WriteIndex() {
  if (!index_.empty()) index_blocks_.push_back(index_.Finish());
  SegmentHeader header;
  header.columns = layout_;
  header.index_block = blocks_.next_number();
  header.index_blocks = static_cast<uint32_t>(index_blocks_.size());
  for (std::string& block : index_blocks_) {
    KHOTIN_RETURN_IF_ERROR(blocks_.Append(BlockKind::kDictionaryIndex, std::move(block)).status());
  }
  header.bytes = blocks_.written_bytes();
  return blocks_.Finish(EncodeHeader(header));
}

absl::Status SegmentBuilder::Finish() {
  KHOTIN_RETURN_IF_ERROR(postings_.Flush());
  if (!dictionary_.empty()) KHOTIN_RETURN_IF_ERROR(FlushDictionary());
  return WriteIndex();
}

}  // namespace khotin::index
