#include "index/document_columns.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "index/coding.h"
#include "index/int_codec.h"
#include "index/postings.h"

namespace khotin::index {
namespace {

constexpr uint32_t kValuesPerBlock = 256;
constexpr uint32_t kLengthsPerBlock = 8192;
constexpr size_t kIdsPerBlock = 1024;
constexpr size_t kIdEntryBytes = 12;

size_t BlocksFor(size_t entries, size_t per_block) { return (entries + per_block - 1) / per_block; }

// Offset of the first entry of an article-id block whose hash is not less; its size if none.
size_t LowerBound(absl::string_view block, uint64_t hash) {
  size_t begin = 0;
  size_t end = block.size() / kIdEntryBytes;
  while (begin < end) {
    const size_t middle = begin + (end - begin) / 2;
    if (LoadFixed64(block.data() + kIdEntryBytes * middle) < hash) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return kIdEntryBytes * begin;
}

}  // namespace

absl::Status ColumnsWriter::Add(const DocumentValues& values) {
  if (values.article_id.empty() || values.article_id.size() > kMaxArticleIdBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("an article id has 1 to ", kMaxArticleIdBytes, " bytes"));
  }
  if (layout_.documents == kNoDoc - 1) return absl::InvalidArgumentError("the segment is full");
  ids_.emplace_back(base::Hash64(values.article_id), layout_.documents++);
  for (size_t field = 0; field < kFieldCount; ++field) {
    lengths_[field].push_back(values.lengths[field]);
    layout_.total_lengths[field] += values.lengths[field];
  }
  pending_.push_back(values);
  return pending_.size() == kValuesPerBlock ? FlushValues() : absl::OkStatus();
}

absl::Status ColumnsWriter::FlushValues() {
  std::string block;
  for (const auto& values : pending_) {
    AppendFixed64(static_cast<uint64_t>(values.publish_seconds), &block);
  }
  for (const auto& values : pending_) AppendFixed64(values.cluster, &block);
  uint32_t end = 0;
  for (const auto& values : pending_) {
    end += static_cast<uint32_t>(values.article_id.size());
    AppendFixed32(end, &block);
  }
  for (const auto& values : pending_) block += values.article_id;
  pending_.clear();
  return blocks_->Append(BlockKind::kValues, std::move(block)).status();
}

absl::Status ColumnsWriter::WriteLengths() {
  layout_.lengths_block = blocks_->next_number();
  for (size_t first = 0; first < layout_.documents; first += kLengthsPerBlock) {
    std::string block;
    for (const auto& lengths : lengths_) {
      AppendInts(absl::MakeConstSpan(lengths).subspan(first, kLengthsPerBlock), &block);
    }
    KHOTIN_RETURN_IF_ERROR(blocks_->Append(BlockKind::kLengths, std::move(block)).status());
  }
  return absl::OkStatus();
}

absl::Status ColumnsWriter::WriteIds() {
  std::sort(ids_.begin(), ids_.end());
  layout_.ids_block = blocks_->next_number();
  std::string index;
  for (size_t first = 0; first < ids_.size(); first += kIdsPerBlock) {
    AppendFixed64(ids_[first].first, &index);
    std::string block;
    for (size_t i = first; i < std::min(first + kIdsPerBlock, ids_.size()); ++i) {
      AppendFixed64(ids_[i].first, &block);
      AppendFixed32(ids_[i].second, &block);
    }
    KHOTIN_RETURN_IF_ERROR(blocks_->Append(BlockKind::kArticleIds, std::move(block)).status());
  }
  layout_.id_index_block = blocks_->next_number();
  return blocks_->Append(BlockKind::kArticleIdIndex, std::move(index)).status();
}

absl::StatusOr<ColumnsLayout> ColumnsWriter::Finish() {
  if (!pending_.empty()) KHOTIN_RETURN_IF_ERROR(FlushValues());
  KHOTIN_RETURN_IF_ERROR(WriteLengths());
  KHOTIN_RETURN_IF_ERROR(WriteIds());
  return layout_;
}

absl::StatusOr<ColumnsReader::ValuesBlock> ColumnsReader::ReadValues(uint32_t number) const {
  ValuesBlock block;
  KHOTIN_ASSIGN_OR_RETURN(block.payload,
                          blocks_->Read(BlockKind::kValues, layout_.values_block + number));
  block.documents = std::min(kValuesPerBlock, layout_.documents - number * kValuesPerBlock);
  const absl::string_view bytes = block.payload.bytes;
  if (bytes.size() < block.documents * 20) return Damaged("a values block is cut");
  block.seconds = bytes.data();
  block.clusters = block.seconds + 8 * block.documents;
  block.id_ends = block.clusters + 8 * block.documents;
  block.ids = bytes.substr(20 * block.documents);
  return block;
}

absl::StatusOr<DocumentValues> ColumnsReader::Values(uint32_t doc) const {
  KHOTIN_ASSIGN_OR_RETURN(const ValuesBlock block, ReadValues(doc / kValuesPerBlock));
  const size_t i = doc % kValuesPerBlock;
  const uint64_t begin = i == 0 ? 0 : LoadFixed32(block.id_ends + 4 * (i - 1));
  const uint64_t end = LoadFixed32(block.id_ends + 4 * i);
  if (begin > end || end > block.ids.size()) {
    return Damaged("an article id lies outside its block");
  }
  DocumentValues values;
  values.article_id = std::string(block.ids.substr(begin, end - begin));
  values.publish_seconds = static_cast<int64_t>(LoadFixed64(block.seconds + 8 * i));
  values.cluster = LoadFixed64(block.clusters + 8 * i);
  return values;
}

absl::StatusOr<LengthColumns> ColumnsReader::ReadLengths() const {
  LengthColumns lengths;
  uint32_t number = layout_.lengths_block;
  for (size_t first = 0; first < layout_.documents; first += kLengthsPerBlock) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload, blocks_->Read(BlockKind::kLengths, number++));
    const size_t count = std::min<size_t>(kLengthsPerBlock, layout_.documents - first);
    ByteReader reader(payload.bytes);
    for (auto& field : lengths) {
      // Grows block by block, so that a damaged count of documents cannot ask for much memory.
      field.resize(first + count);
      ReadInts(count, &reader, field.data() + first);
    }
    if (!reader.ok()) return Damaged("a lengths block is cut");
  }
  return lengths;
}

// Grows block by block, as lengths do.
absl::StatusOr<std::vector<uint64_t>> ColumnsReader::ReadClusters() const {
  std::vector<uint64_t> clusters;
  for (uint32_t number = 0; number < BlocksFor(layout_.documents, kValuesPerBlock); ++number) {
    KHOTIN_ASSIGN_OR_RETURN(const ValuesBlock block, ReadValues(number));
    for (size_t i = 0; i < block.documents; ++i) {
      clusters.push_back(LoadFixed64(block.clusters + 8 * i));
    }
  }
  return clusters;
}

absl::StatusOr<uint32_t> ColumnsReader::SeekIds(uint64_t hash) const {
  KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                          blocks_->Read(BlockKind::kArticleIdIndex, layout_.id_index_block));
  const size_t count = BlocksFor(layout_.documents, kIdsPerBlock);
  if (payload.bytes.size() != 8 * count) return Damaged("the index of article ids is cut");
  size_t begin = 0;
  size_t end = count;
  while (end - begin > 1) {
    const size_t middle = begin + (end - begin) / 2;
    if (LoadFixed64(payload.bytes.data() + 8 * middle) < hash) {
      begin = middle;
    } else {
      end = middle;
    }
  }
  return static_cast<uint32_t>(begin);
}

absl::StatusOr<absl::optional<uint32_t>> ColumnsReader::FindDocument(
    absl::string_view article_id) const {
  if (layout_.documents == 0) return absl::optional<uint32_t>();
  const uint64_t hash = base::Hash64(article_id);
  KHOTIN_ASSIGN_OR_RETURN(uint32_t number, SeekIds(hash));
  // Ids with one hash may run over the end of a block; of several documents of one article the last
  // is the newest.
  absl::optional<uint32_t> found;
  for (; number < BlocksFor(layout_.documents, kIdsPerBlock); ++number) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                            blocks_->Read(BlockKind::kArticleIds, layout_.ids_block + number));
    if (payload.bytes.size() % kIdEntryBytes != 0) return Damaged("an article-id block is cut");
    for (size_t i = LowerBound(payload.bytes, hash); i < payload.bytes.size(); i += kIdEntryBytes) {
      const char* const entry = payload.bytes.data() + i;
      if (LoadFixed64(entry) != hash) return found;
      const uint32_t doc = LoadFixed32(entry + 8);
      if (doc >= layout_.documents) return Damaged("an article id names no document");
      KHOTIN_ASSIGN_OR_RETURN(const DocumentValues values, Values(doc));
      if (values.article_id == article_id) found = std::max(found.value_or(0), doc);
    }
  }
  return found;
}

}  // namespace khotin::index
