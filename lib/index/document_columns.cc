#include "index/document_columns.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "index/coding.h"
#include "index/int_codec.h"
#include "index/number_block.h"
#include "index/postings.h"

namespace khotin::index {
namespace {

constexpr size_t kNumbersPerBlock = 2048;
constexpr size_t kLengthsPerBlock = 8192;
constexpr size_t kIdsPerBlock = 256;
constexpr size_t kTableEntriesPerBlock = 1024;
constexpr size_t kIdEntryBytes = 8;

size_t BlocksFor(size_t entries, size_t per_block) { return (entries + per_block - 1) / per_block; }

// Ids of one hash are told apart by themselves.
uint32_t HashId(absl::string_view id) { return static_cast<uint32_t>(base::Hash64(id)); }

// Offset of the first entry of an article-id block whose hash is not less; its size if none.
size_t LowerBound(absl::string_view block, uint32_t hash) {
  size_t begin = 0;
  size_t end = block.size() / kIdEntryBytes;
  while (begin < end) {
    const size_t middle = begin + (end - begin) / 2;
    if (LoadFixed32(block.data() + kIdEntryBytes * middle) < hash) {
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
  id_table_.emplace_back(HashId(values.article_id), layout_.documents++);
  for (size_t field = 0; field < kFieldCount; ++field) {
    const LengthClass length = ClassOfLength(values.lengths[field]);
    lengths_[field].push_back(length);
    // As a merge will count it, which knows the class alone.
    layout_.total_lengths[field] += LengthOfClass(length);
  }
  const uint64_t numbers[] = {static_cast<uint64_t>(values.publish_seconds), values.cluster,
                              static_cast<uint64_t>(values.revision)};
  for (size_t i = 0; i < kNumberColumnCount; ++i) numbers_[i].push_back(numbers[i]);
  id_bytes_ += values.article_id;
  id_sizes_.push_back(static_cast<uint32_t>(values.article_id.size()));
  return id_sizes_.size() == kIdsPerBlock ? FlushIds() : absl::OkStatus();
}

// The first blocks of a segment, since they are written while documents come.
absl::Status ColumnsWriter::FlushIds() {
  std::string block;
  AppendInts(id_sizes_, &block);
  block += id_bytes_;
  id_sizes_.clear();
  id_bytes_.clear();
  return blocks_->Append(BlockKind::kArticleIds, std::move(block)).status();
}

absl::Status ColumnsWriter::WriteNumbers(size_t column) {
  layout_.number_blocks[column] = blocks_->next_number();
  const auto numbers = absl::MakeConstSpan(numbers_[column]);
  for (size_t first = 0; first < numbers.size(); first += kNumbersPerBlock) {
    std::string block = EncodeNumbers(numbers.subspan(first, kNumbersPerBlock));
    KHOTIN_RETURN_IF_ERROR(blocks_->Append(BlockKind::kNumbers, std::move(block)).status());
  }
  return absl::OkStatus();
}

absl::Status ColumnsWriter::WriteLengths() {
  layout_.lengths_block = blocks_->next_number();
  for (size_t first = 0; first < layout_.documents; first += kLengthsPerBlock) {
    std::string block;
    const size_t count = std::min<size_t>(kLengthsPerBlock, layout_.documents - first);
    for (const auto& lengths : lengths_) {
      block.append(reinterpret_cast<const char*>(lengths.data()) + first, count);
    }
    KHOTIN_RETURN_IF_ERROR(blocks_->Append(BlockKind::kLengths, std::move(block)).status());
  }
  return absl::OkStatus();
}

absl::Status ColumnsWriter::WriteIdTable() {
  std::sort(id_table_.begin(), id_table_.end());
  layout_.id_table_block = blocks_->next_number();
  std::string index;
  for (size_t first = 0; first < id_table_.size(); first += kTableEntriesPerBlock) {
    AppendFixed32(id_table_[first].first, &index);
    std::string block;
    for (size_t i = first; i < std::min(first + kTableEntriesPerBlock, id_table_.size()); ++i) {
      AppendFixed32(id_table_[i].first, &block);
      AppendFixed32(id_table_[i].second, &block);
    }
    KHOTIN_RETURN_IF_ERROR(blocks_->Append(BlockKind::kArticleIdTable, std::move(block)).status());
  }
  layout_.id_index_block = blocks_->next_number();
  return blocks_->Append(BlockKind::kArticleIdIndex, std::move(index)).status();
}

absl::StatusOr<ColumnsLayout> ColumnsWriter::Finish() {
  if (!id_sizes_.empty()) KHOTIN_RETURN_IF_ERROR(FlushIds());
  for (size_t i = 0; i < kNumberColumnCount; ++i) KHOTIN_RETURN_IF_ERROR(WriteNumbers(i));
  KHOTIN_RETURN_IF_ERROR(WriteLengths());
  KHOTIN_RETURN_IF_ERROR(WriteIdTable());
  return layout_;
}

absl::StatusOr<std::string> ColumnsReader::ArticleId(uint32_t doc) const {
  const auto number = static_cast<uint32_t>(doc / kIdsPerBlock);
  KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                          blocks_->Read(BlockKind::kArticleIds, layout_.ids_block + number));
  const size_t documents = std::min(kIdsPerBlock, layout_.documents - number * kIdsPerBlock);
  std::array<uint32_t, kIdsPerBlock> sizes;
  ByteReader reader(payload.bytes);
  if (!ReadInts(documents, &reader, sizes.data())) return Damaged("a block of article ids is cut");
  const size_t i = doc % kIdsPerBlock;
  const uint64_t begin = std::accumulate(sizes.begin(), sizes.begin() + i, uint64_t{0});
  if (begin + sizes[i] > reader.rest().size()) {
    return Damaged("an article id lies outside its block");
  }
  return std::string(reader.rest().substr(begin, sizes[i]));
}

// Grows block by block, so that a damaged count of documents cannot ask for much memory.
absl::StatusOr<std::vector<uint64_t>> ColumnsReader::ReadNumbers(NumberColumn column) const {
  std::vector<uint64_t> numbers;
  uint32_t number = layout_.number_blocks[static_cast<size_t>(column)];
  for (size_t first = 0; first < layout_.documents; first += kNumbersPerBlock) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload, blocks_->Read(BlockKind::kNumbers, number++));
    const size_t count = std::min<size_t>(kNumbersPerBlock, layout_.documents - first);
    if (!DecodeNumbers(payload.bytes, count, &numbers)) return Damaged("a numbers block is cut");
  }
  return numbers;
}

absl::StatusOr<LengthColumns> ColumnsReader::ReadLengths() const {
  LengthColumns lengths;
  uint32_t number = layout_.lengths_block;
  for (size_t first = 0; first < layout_.documents; first += kLengthsPerBlock) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload, blocks_->Read(BlockKind::kLengths, number++));
    const size_t count = std::min<size_t>(kLengthsPerBlock, layout_.documents - first);
    if (payload.bytes.size() != kFieldCount * count) return Damaged("a lengths block is cut");
    const auto* next = reinterpret_cast<const LengthClass*>(payload.bytes.data());
    for (auto& field : lengths) {
      field.insert(field.end(), next, next + count);
      next += count;
    }
  }
  return lengths;
}

absl::StatusOr<uint32_t> ColumnsReader::SeekIds(uint32_t hash) const {
  KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                          blocks_->Read(BlockKind::kArticleIdIndex, layout_.id_index_block));
  const size_t count = BlocksFor(layout_.documents, kTableEntriesPerBlock);
  if (payload.bytes.size() != 4 * count) return Damaged("the index of article ids is cut");
  size_t begin = 0;
  size_t end = count;
  while (end - begin > 1) {
    const size_t middle = begin + (end - begin) / 2;
    if (LoadFixed32(payload.bytes.data() + 4 * middle) < hash) {
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
  const uint32_t hash = HashId(article_id);
  KHOTIN_ASSIGN_OR_RETURN(uint32_t number, SeekIds(hash));
  // Ids with one hash may run over the end of a block; of several documents of one article the last
  // is the newest.
  absl::optional<uint32_t> found;
  for (; number < BlocksFor(layout_.documents, kTableEntriesPerBlock); ++number) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload, blocks_->Read(BlockKind::kArticleIdTable,
                                                                 layout_.id_table_block + number));
    if (payload.bytes.size() % kIdEntryBytes != 0) return Damaged("an article-id block is cut");
    for (size_t i = LowerBound(payload.bytes, hash); i < payload.bytes.size(); i += kIdEntryBytes) {
      const char* const entry = payload.bytes.data() + i;
      if (LoadFixed32(entry) != hash) return found;
      const uint32_t doc = LoadFixed32(entry + 4);
      if (doc >= layout_.documents) return Damaged("an article id names no document");
      KHOTIN_ASSIGN_OR_RETURN(const std::string id, ArticleId(doc));
      if (id == article_id) found = std::max(found.value_or(0), doc);
    }
  }
  return found;
}

}  // namespace khotin::index
