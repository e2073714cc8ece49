#include "index/postings.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "index/inline_postings.h"
#include "index/position_codec.h"
#include "index/segment.h"
#include "index/spelling_codes.h"

namespace khotin::index {
namespace {

// Positions of one document in the format's measure; more is damage.
constexpr uint32_t kMaxFrequency = 1U << 30;
// Stands for the offset of the lower parts of positions that are whole.
constexpr uint32_t kWhole = UINT32_MAX;

}  // namespace

absl::StatusOr<std::unique_ptr<Postings>> Postings::Open(const Segment* segment,
                                                         const BlockReader* blocks,
                                                         absl::string_view term, Payload dictionary,
                                                         absl::string_view entry) {
  KHOTIN_ASSIGN_OR_RETURN(TermEntry parsed, ParseTermEntry(entry, segment->stats().documents));
  std::unique_ptr<Postings> postings(new Postings);
  if (parsed.has_positions) {
    if (term.size() < 2 || term[1] < '0' || FieldOf(term) > IndexField::kText) {
      return Damaged("a term with positions has no field");
    }
    postings->field_ = FieldOf(term);
  }
  postings->entry_ = std::make_shared<const TermEntry>(std::move(parsed));
  postings->segment_ = segment;
  postings->blocks_ = blocks;
  postings->dictionary_ = std::move(dictionary);
  KHOTIN_RETURN_IF_ERROR(postings->Start());
  return postings;
}

absl::StatusOr<std::unique_ptr<Postings>> Postings::Reopen() const {
  std::unique_ptr<Postings> postings(new Postings);
  postings->entry_ = entry_;
  postings->segment_ = segment_;
  postings->field_ = field_;
  postings->blocks_ = blocks_;
  postings->dictionary_ = dictionary_;
  KHOTIN_RETURN_IF_ERROR(postings->Start());
  return postings;
}

absl::Status Postings::Start() {
  if (entry_->is_inline) return OpenInline();
  EnterChunks(0, 0);
  return status_;
}

absl::Status Postings::OpenInline() {
  const uint32_t documents = segment_->stats().documents;
  ByteReader reader(entry_->inline_bytes);
  size_ = entry_->document_frequency;
  const auto frequencies = absl::MakeSpan(frequencies_).subspan(0, size_);
  const bool all_one = entry_->all_frequencies_one;
  if (!ReadInlinePostings(documents, &reader, absl::MakeSpan(docs_).subspan(0, size_),
                          all_one ? absl::Span<uint32_t>() : frequencies)) {
    return Damaged("inline postings are cut");
  }
  if (all_one) std::fill(frequencies.begin(), frequencies.end(), 0U);
  for (uint32_t& frequency : frequencies) ++frequency;
  frequencies_ready_ = true;
  if (SumDocs(0) > documents) return Damaged("a posting names no document");
  inline_positions_ = reader.rest();
  doc_ = docs_[0];
  return absl::OkStatus();
}

void Postings::Stop(absl::Status status) {
  status_.Update(status);
  doc_ = kNoDoc;
  // Next() finds the end at once and again.
  index_ = size_ = 0;
  groups_.clear();
  frequencies_ready_ = true;
  chunk_ = entry_->chunks.size();
}

void Postings::NextBlock() {
  if (status_.ok() && EnterGroups(group_ + 1, 0)) return;
  if (status_.ok()) EnterChunks(chunk_ + 1, 0);
}

// Without a branch that depends on the documents: processors cannot foresee those.
uint32_t Postings::SeekInGroup(DocId target) const {
  static_assert(kIntGroup == 128, "seven halvings");
  uint32_t at = 0;
  for (uint32_t step = kIntGroup / 2; step > 0; step /= 2) {
    at += docs_[at + step - 1] < target ? step : 0;
  }
  return at;
}

void Postings::Skip(DocId target) {
  if (size_ > 0 && target <= docs_[size_ - 1]) {
    // Most skips are short.
    for (int steps = 0; steps < 4; ++steps) {
      if (docs_[++index_] >= target) {
        doc_ = docs_[index_];
        return;
      }
    }
    index_ = SeekInGroup(target);
    doc_ = docs_[index_];
    return;
  }
  if (status_.ok() && EnterGroups(group_ + 1, target)) return;
  if (status_.ok()) EnterChunks(chunk_ + 1, target);
}

bool Postings::EnterGroups(size_t group, DocId target) {
  const auto first = groups_.begin() + static_cast<ptrdiff_t>(std::min(group, groups_.size()));
  const auto found = std::lower_bound(first, groups_.end(), target,
                                      [](const Group& at, DocId doc) { return at.last_doc < doc; });
  if (found == groups_.end()) return false;
  const absl::Status loaded = LoadGroup(static_cast<size_t>(found - groups_.begin()));
  if (!loaded.ok()) {
    Stop(loaded);
    return false;
  }
  index_ = target == 0 ? 0 : SeekInGroup(target);
  doc_ = docs_[index_];
  return true;
}

size_t Postings::SeekChunk(size_t chunk, DocId target) const {
  const auto& chunks = entry_->chunks;
  while (chunk < chunks.size() && chunks[chunk].last_doc < target) ++chunk;
  return chunk;
}

void Postings::EnterChunks(size_t chunk, DocId target) {
  chunk = SeekChunk(chunk, target);
  if (chunk >= entry_->chunks.size()) {
    Stop(absl::OkStatus());
    return;
  }
  const absl::Status loaded = LoadChunk(chunk);
  if (!loaded.ok()) {
    Stop(loaded);
    return;
  }
  EnterGroups(0, target);
}

absl::Status Postings::LoadChunk(size_t chunk) {
  const ChunkRef& ref = entry_->chunks[chunk];
  chunk_ = chunk;
  bound_group_ = 0;
  groups_.clear();
  if (chunk_payload_.block == nullptr || chunk_block_ != ref.block) {
    KHOTIN_ASSIGN_OR_RETURN(chunk_payload_, blocks_->Read(BlockKind::kPostings, ref.block));
    chunk_block_ = ref.block;
  }
  if (ref.offset > chunk_payload_.bytes.size()) return Damaged("a chunk lies outside its block");
  ByteReader reader(chunk_payload_.bytes.substr(ref.offset));
  return ReadGroupTable(ref, &reader);
}

absl::Status Postings::ReadGroupTable(const ChunkRef& chunk, ByteReader* reader) {
  const size_t count = (chunk.count + kIntGroup - 1) / kIntGroup;
  uint64_t next_doc = chunk_ == 0 ? 0 : uint64_t{entry_->chunks[chunk_ - 1].last_doc} + 1;
  uint64_t offset = 0;
  uint64_t positions_offset = 0;
  for (size_t i = 0; i < count && reader->ok(); ++i) {
    Group group{};
    const uint64_t last_doc = next_doc + reader->Varint32();
    group.offset = static_cast<uint32_t>(offset);
    group.positions_offset = static_cast<uint32_t>(positions_offset);
    offset += reader->Varint32();
    group.bound = reader->Byte();
    if (entry_->has_positions) group.positions_size = reader->Varint32();
    positions_offset += group.positions_size;
    if (last_doc > chunk.last_doc || offset > UINT32_MAX || positions_offset > UINT32_MAX) break;
    group.last_doc = static_cast<DocId>(last_doc);
    next_doc = last_doc + 1;
    groups_.push_back(group);
  }
  chunk_bytes_ = reader->Bytes(offset);
  if (!reader->ok() || groups_.size() != count || groups_.back().last_doc != chunk.last_doc) {
    groups_.clear();
    return Damaged("a chunk's table of groups is damaged");
  }
  return absl::OkStatus();
}

absl::Status Postings::LoadGroup(size_t group) {
  group_ = group;
  index_ = 0;
  positions_ready_ = false;
  const auto before = static_cast<uint32_t>(group * kIntGroup);
  size_ = std::min<uint32_t>(kIntGroup, entry_->chunks[chunk_].count - before);
  DocId first_possible = 0;
  if (group > 0) {
    first_possible = groups_[group - 1].last_doc + 1;
  } else if (chunk_ > 0) {
    first_possible = entry_->chunks[chunk_ - 1].last_doc + 1;
  }
  ByteReader reader(chunk_bytes_.substr(groups_[group].offset));
  KHOTIN_RETURN_IF_ERROR(DecodeDocs(first_possible, groups_[group].last_doc, &reader));
  frequency_bytes_ = reader.rest();
  return absl::OkStatus();
}

void Postings::LoadFrequencies() {
  ByteReader reader(frequency_bytes_);
  frequencies_ready_ = true;
  if (!ReadGroup(size_, &reader, frequencies_.data())) {
    frequencies_.fill(1);
    Stop(Damaged("a group of frequencies is cut"));
    return;
  }
  for (uint32_t i = 0; i < size_; ++i) ++frequencies_[i];
}

uint8_t Postings::MaxBound(const Saturation& saturation, absl::Span<const LengthClass> lengths) {
  uint8_t bound = 0;
  if (entry_->is_inline) {
    float largest = 0;
    for (uint32_t i = 0; i < size_; ++i) {
      if (docs_[i] < lengths.size()) {
        largest = std::max(largest, saturation(frequencies_[i], lengths[docs_[i]]));
      }
    }
    inline_bound_ = bound = BoundOf(largest);
  }
  for (const ChunkRef& chunk : entry_->chunks) bound = std::max(bound, chunk.bound);
  return bound;
}

uint8_t Postings::BoundIn(DocId begin, DocId end) {
  if (doc_ >= end) return 0;
  if (entry_->is_inline) {
    SkipTo(begin);
    return doc_ < end ? inline_bound_ : 0;
  }
  const size_t chunk = SeekChunk(chunk_, begin);
  if (chunk >= entry_->chunks.size()) return 0;
  if (chunk != chunk_) {
    EnterChunks(chunk, begin);
    if (doc_ >= end) return 0;
  }
  uint8_t bound = GroupBoundIn(begin, end);
  for (size_t later = chunk_ + 1; later < entry_->chunks.size(); ++later) {
    if (entry_->chunks[later - 1].last_doc + 1 >= end) break;
    bound = std::max(bound, entry_->chunks[later].bound);
  }
  return bound;
}

uint8_t Postings::GroupBoundIn(DocId begin, DocId end) {
  uint8_t bound = 0;
  while (bound_group_ < groups_.size() && groups_[bound_group_].last_doc < begin) ++bound_group_;
  for (size_t group = bound_group_; group < groups_.size(); ++group) {
    bound = std::max(bound, groups_[group].bound);
    if (groups_[group].last_doc + 1 >= end) break;
  }
  return bound;
}

absl::Status Postings::DecodeDocs(DocId first_possible, DocId last_doc, ByteReader* reader) {
  frequencies_ready_ = false;
  if (!ReadGroup(size_, reader, docs_.data())) return Damaged("a group of postings is cut");
  if (SumDocs(first_possible) == uint64_t{last_doc} + 1) return absl::OkStatus();
  return Damaged("a group of postings ends on another document");
}

// Four at a time: one sum that goes from each document to the next would take most of the time.
// Cannot wrap: 128 values of 32 bits.
uint64_t Postings::SumDocs(DocId first_possible) {
  std::fill(docs_.begin() + size_, docs_.end(), 0U);
  uint64_t next = first_possible;
  for (uint32_t i = 0; i < size_; i += 4) {
    const uint64_t first = docs_[i];
    const uint64_t second = first + docs_[i + 1] + 1;
    const uint64_t third = second + docs_[i + 2] + 1;
    const uint64_t fourth = third + docs_[i + 3] + 1;
    docs_[i] = static_cast<DocId>(next + first);
    docs_[i + 1] = static_cast<DocId>(next + second);
    docs_[i + 2] = static_cast<DocId>(next + third);
    docs_[i + 3] = static_cast<DocId>(next + fourth);
    next += fourth + 1;
  }
  std::fill(docs_.begin() + size_, docs_.end(), kNoDoc);  // for SeekInGroup
  return next - (kIntGroup - size_) % 4;
}

absl::Span<const uint32_t> Postings::positions() {
  if (!entry_->has_positions || doc_ == kNoDoc) return {};
  if (!positions_ready_) {
    const absl::Status loaded = LoadPositions();
    if (!loaded.ok()) {
      Stop(loaded);
      return {};
    }
  }
  const uint32_t begin = positions_begin_[index_];
  const auto here = absl::MakeSpan(positions_).subspan(begin, positions_begin_[index_ + 1] - begin);
  uint32_t& offset = positions_[positions_begin_[size_] + index_];
  if (offset != kWhole) {
    AddLowerParts(lengths_[doc_], code_bytes_, offset, here);
    offset = kWhole;
  }
  return here;
}

absl::Span<const uint32_t> Postings::spellings() {
  if (entry_->spellings.empty() || doc_ == kNoDoc) return {};
  if (!codes_ready_) {
    // The codes begin behind the lower parts of the positions.
    ByteReader reader(code_bytes_.substr((uint64_t{positions_.back()} + 7) / 8));
    codes_ready_ = ReadSpellingCodes(
        positions_begin_[size_], static_cast<uint32_t>(entry_->spellings.size()), &reader, &codes_);
    if (!codes_ready_) {
      Stop(Damaged("codes of spellings are damaged"));
      return {};
    }
  }
  const uint32_t begin = positions_begin_[index_];
  return absl::MakeConstSpan(codes_).subspan(begin, positions_begin_[index_ + 1] - begin);
}

uint32_t Postings::SpellingCode(absl::string_view exact_key, absl::string_view folded_key) const {
  if (exact_key == folded_key) return 0;
  const auto found = std::find(entry_->spellings.begin(), entry_->spellings.end(), exact_key);
  return 1 + static_cast<uint32_t>(found - entry_->spellings.begin());
}

absl::Status Postings::LoadPositions() {
  if (!frequencies_ready_) LoadFrequencies();
  KHOTIN_RETURN_IF_ERROR(status_);
  if (lengths_.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(lengths_, segment_->Lengths(field_));
  }
  if (entry_->is_inline) return DecodePositions(inline_positions_);
  const ChunkRef& ref = entry_->chunks[chunk_];
  if (positions_payload_.block == nullptr || positions_block_ != ref.positions_block) {
    KHOTIN_ASSIGN_OR_RETURN(positions_payload_,
                            blocks_->Read(BlockKind::kPositions, ref.positions_block));
    positions_block_ = ref.positions_block;
  }
  const Group& group = groups_[group_];
  const uint64_t begin = uint64_t{ref.positions_offset} + group.positions_offset;
  const absl::string_view bytes = positions_payload_.bytes;
  if (begin + group.positions_size > bytes.size()) {
    return Damaged("positions lie outside their block");
  }
  return DecodePositions(bytes.substr(begin, group.positions_size));
}

absl::Status Postings::DecodePositions(absl::string_view bytes) {
  uint64_t total = 0;
  for (uint32_t i = 0; i < size_; ++i) {
    positions_begin_[i] = static_cast<uint32_t>(total);
    total += std::min(frequencies_[i], kMaxFrequency);
    // Each takes a bit at least.
    if (frequencies_[i] > kMaxFrequency || total > 8 * bytes.size()) {
      return Damaged("a frequency has no positions");
    }
  }
  positions_begin_[size_] = static_cast<uint32_t>(total);
  std::array<LengthClass, kIntGroup> lengths;
  for (uint32_t i = 0; i < size_; ++i) {
    if (docs_[i] >= lengths_.size()) return Damaged("a posting names no document");
    lengths[i] = lengths_[docs_[i]];
  }
  // Behind the positions stands where the lower parts of each document are, and where they end.
  positions_.resize(total + size_ + 1);
  ByteReader reader(bytes);
  if (!ReadUpperParts(absl::MakeConstSpan(lengths).subspan(0, size_),
                      absl::MakeConstSpan(frequencies_).subspan(0, size_), &reader,
                      absl::MakeSpan(positions_).subspan(0, total),
                      absl::MakeSpan(positions_).subspan(total))) {
    return Damaged("positions are cut");
  }
  code_bytes_ = reader.rest();
  codes_ready_ = false;
  positions_ready_ = true;
  return absl::OkStatus();
}

}  // namespace khotin::index
