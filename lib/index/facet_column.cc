#include "index/facet_column.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "index/coding.h"
#include "index/int_codec.h"

namespace khotin::index {
namespace {

constexpr size_t kDocumentsPerBlock = 2048;

}  // namespace

void FacetColumnWriter::Add(absl::Span<const absl::string_view> labels) {
  const size_t begin = ordinals_.size();
  for (const absl::string_view label : labels) {
    const auto [it, added] =
        numbers_.try_emplace(std::string(label), static_cast<uint32_t>(numbers_.size()));
    const auto first = ordinals_.begin() + static_cast<ptrdiff_t>(begin);
    if (std::find(first, ordinals_.end(), it->second) == ordinals_.end()) {
      ordinals_.push_back(it->second);
    }
  }
  counts_.push_back(static_cast<uint32_t>(ordinals_.size() - begin));
}

std::vector<absl::string_view> FacetColumnWriter::Rank() {
  std::vector<absl::string_view> labels(numbers_.size());
  for (const auto& [label, number] : numbers_) labels[number] = label;
  std::vector<uint32_t> order(labels.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return labels[a] < labels[b]; });
  std::vector<uint32_t> ranks(order.size());
  std::vector<absl::string_view> sorted(order.size());
  for (uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank;
    sorted[rank] = labels[order[rank]];
  }
  for (uint32_t& ordinal : ordinals_) ordinal = ranks[ordinal];
  auto begin = ordinals_.begin();
  for (const uint32_t count : counts_) {
    const auto end = begin + static_cast<ptrdiff_t>(count);
    std::sort(begin, end);
    begin = end;
  }
  return sorted;
}

absl::Status FacetColumnWriter::WriteLabels(absl::Span<const absl::string_view> labels,
                                            OrderedBlocks* blocks, FacetLayout* layout) const {
  layout->labels = static_cast<uint32_t>(labels.size());
  layout->labels_block = blocks->next_number();
  std::string block;
  for (size_t i = 0; i < labels.size(); ++i) {
    AppendVarint(labels[i].size(), &block);
    block.append(labels[i].data(), labels[i].size());
    if (block.size() < kBlockBytes && i + 1 < labels.size()) continue;
    KHOTIN_RETURN_IF_ERROR(
        blocks->Append(BlockKind::kFacetLabels, std::exchange(block, std::string())).status());
  }
  layout->labels_blocks = blocks->next_number() - layout->labels_block;
  return absl::OkStatus();
}

absl::Status FacetColumnWriter::WriteOrdinals(OrderedBlocks* blocks, FacetLayout* layout) const {
  layout->ordinals_block = blocks->next_number();
  const auto counts = absl::MakeConstSpan(counts_);
  auto ordinals = absl::MakeConstSpan(ordinals_);
  for (size_t first = 0; first < counts.size(); first += kDocumentsPerBlock) {
    const auto here = counts.subspan(first, kDocumentsPerBlock);
    size_t total = 0;
    for (const uint32_t count : here) total += count;
    std::string block;
    AppendInts(here, &block);
    AppendInts(ordinals.subspan(0, total), &block);
    ordinals.remove_prefix(total);
    KHOTIN_RETURN_IF_ERROR(blocks->Append(BlockKind::kFacetOrdinals, std::move(block)).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<FacetLayout> FacetColumnWriter::Write(OrderedBlocks* blocks) {
  FacetLayout layout;
  const std::vector<absl::string_view> labels = Rank();
  KHOTIN_RETURN_IF_ERROR(WriteLabels(labels, blocks, &layout));
  KHOTIN_RETURN_IF_ERROR(WriteOrdinals(blocks, &layout));
  return layout;
}

namespace {

absl::Status ReadLabels(const BlockReader& blocks, const FacetLayout& layout, FacetColumn* column) {
  for (uint32_t i = 0; i < layout.labels_blocks; ++i) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                            blocks.Read(BlockKind::kFacetLabels, layout.labels_block + i));
    ByteReader reader(payload.bytes);
    while (!reader.rest().empty()) {
      column->labels.emplace_back(reader.Bytes(reader.Varint32()));
      if (!reader.ok()) return Damaged("a block of labels is cut");
    }
  }
  if (column->labels.size() != layout.labels) return Damaged("labels are missing");
  column->by_label.reserve(column->labels.size());
  for (uint32_t i = 0; i < column->labels.size(); ++i) column->by_label[column->labels[i]] = i;
  return absl::OkStatus();
}

// Of `documents` documents, whose ordinals follow those read so far.
absl::Status ReadOrdinals(absl::string_view bytes, size_t documents, FacetColumn* column) {
  ByteReader reader(bytes);
  std::vector<uint32_t> counts(documents);
  ReadInts(documents, &reader, counts.data());
  uint64_t total = 0;
  for (const uint32_t count : counts) {
    total += count;
    column->begins.push_back(static_cast<uint32_t>(column->ordinals.size() + total));
  }
  if (!reader.ok() || total > MaxIntsIn(bytes.size()) ||
      column->ordinals.size() + total > UINT32_MAX) {
    return Damaged("a block of values is cut");
  }
  const size_t before = column->ordinals.size();
  column->ordinals.resize(before + total);
  if (!ReadInts(total, &reader, column->ordinals.data() + before)) {
    return Damaged("a block of values is cut");
  }
  for (size_t i = before; i < column->ordinals.size(); ++i) {
    if (column->ordinals[i] >= column->labels.size()) return Damaged("a value has no label");
    ++column->documents[column->ordinals[i]];
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<FacetColumn> ReadFacetColumn(const BlockReader& blocks, const FacetLayout& layout,
                                            uint32_t documents) {
  FacetColumn column;
  KHOTIN_RETURN_IF_ERROR(ReadLabels(blocks, layout, &column));
  column.documents.resize(column.labels.size());
  column.begins.push_back(0);
  uint32_t number = layout.ordinals_block;
  for (size_t first = 0; first < documents; first += kDocumentsPerBlock) {
    KHOTIN_ASSIGN_OR_RETURN(const Payload payload,
                            blocks.Read(BlockKind::kFacetOrdinals, number++));
    KHOTIN_RETURN_IF_ERROR(
        ReadOrdinals(payload.bytes, std::min(kDocumentsPerBlock, documents - first), &column));
  }
  return column;
}

}  // namespace khotin::index
