#include "index/segment_header.h"

#include "absl/strings/str_cat.h"
#include "index/coding.h"
#include "index/postings.h"

namespace khotin::index {
namespace {

constexpr absl::string_view kMagic = "KSEG";

}  // namespace

std::string EncodeHeader(const SegmentHeader& header) {
  std::string out(kMagic);
  AppendVarint(kSegmentVersion, &out);
  AppendVarint(header.columns.documents, &out);
  for (const uint64_t length : header.columns.total_lengths) AppendVarint(length, &out);
  for (const uint32_t block : header.columns.number_blocks) AppendVarint(block, &out);
  AppendVarint(header.columns.lengths_block, &out);
  AppendVarint(header.columns.ids_block, &out);
  AppendVarint(header.columns.id_table_block, &out);
  AppendVarint(header.columns.id_index_block, &out);
  for (const FacetLayout& facet : header.facets) {
    AppendVarint(facet.labels, &out);
    AppendVarint(facet.labels_block, &out);
    AppendVarint(facet.labels_blocks, &out);
    AppendVarint(facet.ordinals_block, &out);
  }
  AppendVarint(header.index_block, &out);
  AppendVarint(header.index_blocks, &out);
  AppendVarint(header.bytes, &out);
  return out;
}

absl::StatusOr<SegmentHeader> DecodeHeader(absl::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Bytes(kMagic.size()) != kMagic) return Damaged("the header is no segment's");
  const uint32_t version = reader.Varint32();
  if (version != kSegmentVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("segment: format ", version, "; this program reads format ", kSegmentVersion));
  }
  SegmentHeader header;
  header.columns.documents = reader.Varint32();
  for (uint64_t& length : header.columns.total_lengths) length = reader.Varint64();
  for (uint32_t& block : header.columns.number_blocks) block = reader.Varint32();
  header.columns.lengths_block = reader.Varint32();
  header.columns.ids_block = reader.Varint32();
  header.columns.id_table_block = reader.Varint32();
  header.columns.id_index_block = reader.Varint32();
  for (FacetLayout& facet : header.facets) {
    facet.labels = reader.Varint32();
    facet.labels_block = reader.Varint32();
    facet.labels_blocks = reader.Varint32();
    facet.ordinals_block = reader.Varint32();
  }
  header.index_block = reader.Varint32();
  header.index_blocks = reader.Varint32();
  header.bytes = reader.Varint64();
  if (!reader.ok() || header.columns.documents == kNoDoc) return Damaged("the header is cut");
  return header;
}

}  // namespace khotin::index
