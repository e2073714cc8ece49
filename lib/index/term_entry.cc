#include "index/term_entry.h"

#include "index/block_format.h"
#include "index/coding.h"
#include "index/int_codec.h"

namespace khotin::index {
namespace {

constexpr uint64_t kInline = 1;
constexpr uint64_t kAllOne = 2;
constexpr uint64_t kPositions = 4;

// Reads one chunk; false when it cannot follow `before` documents up to `*next_doc`.
bool ReadChunk(ByteReader* reader, bool has_positions, uint64_t* next_doc, ChunkRef* chunk) {
  chunk->count = reader->Varint32();
  const uint64_t last_doc = *next_doc + reader->Varint32();
  chunk->block = reader->Varint32();
  chunk->offset = reader->Varint32();
  chunk->bound = reader->Byte();
  if (has_positions) {
    chunk->positions_block = reader->Varint32();
    chunk->positions_offset = reader->Varint32();
  }
  if (last_doc > UINT32_MAX - 1 || chunk->count > last_doc - *next_doc + 1) return false;
  chunk->last_doc = static_cast<uint32_t>(last_doc);
  *next_doc = last_doc + 1;
  return reader->ok() && chunk->count > 0;
}

void AppendSpellings(const std::vector<absl::string_view>& spellings, std::string* out) {
  AppendVarint(spellings.size(), out);
  for (const absl::string_view spelling : spellings) {
    AppendVarint(spelling.size(), out);
    out->append(spelling.data(), spelling.size());
  }
}

void ReadSpellings(ByteReader* reader, std::vector<absl::string_view>* spellings) {
  for (uint64_t left = reader->Varint64(); left > 0 && reader->ok(); --left) {
    spellings->push_back(reader->Bytes(reader->Varint32()));
  }
}

}  // namespace

std::string EncodeTermEntry(const TermEntry& entry) {
  std::string out;
  const uint64_t flags = (entry.is_inline ? kInline : 0) |
                         (entry.all_frequencies_one ? kAllOne : 0) |
                         (entry.has_positions ? kPositions : 0);
  AppendVarint(uint64_t{entry.document_frequency} * 8 + flags, &out);
  if (entry.has_positions) AppendSpellings(entry.spellings, &out);
  if (entry.is_inline) {
    out.append(entry.inline_bytes.data(), entry.inline_bytes.size());
    return out;
  }
  AppendVarint(entry.chunks.size(), &out);
  uint32_t next_doc = 0;
  for (const ChunkRef& chunk : entry.chunks) {
    AppendVarint(chunk.count, &out);
    AppendVarint(chunk.last_doc - next_doc, &out);
    AppendVarint(chunk.block, &out);
    AppendVarint(chunk.offset, &out);
    out.push_back(static_cast<char>(chunk.bound));
    if (entry.has_positions) {
      AppendVarint(chunk.positions_block, &out);
      AppendVarint(chunk.positions_offset, &out);
    }
    next_doc = chunk.last_doc + 1;
  }
  return out;
}

absl::StatusOr<uint32_t> ParseDocumentFrequency(absl::string_view bytes, uint32_t documents) {
  ByteReader reader(bytes);
  const uint64_t frequency = reader.Varint64() / 8;
  if (!reader.ok() || frequency == 0 || frequency > documents) {
    return Damaged("a term has more documents than its segment, or none");
  }
  return static_cast<uint32_t>(frequency);
}

absl::StatusOr<TermEntry> ParseTermEntry(absl::string_view bytes, uint32_t documents) {
  ByteReader reader(bytes);
  const uint64_t head = reader.Varint64();
  TermEntry entry;
  if (!reader.ok() || head / 8 == 0 || head / 8 > documents) {
    return Damaged("a term has more documents than its segment, or none");
  }
  entry.document_frequency = static_cast<uint32_t>(head / 8);
  entry.is_inline = (head & kInline) != 0;
  entry.all_frequencies_one = (head & kAllOne) != 0;
  entry.has_positions = (head & kPositions) != 0;
  if (entry.has_positions) ReadSpellings(&reader, &entry.spellings);
  if (!reader.ok()) return Damaged("a term's spellings are cut");
  if (entry.is_inline) {
    if (entry.document_frequency >= kIntGroup) return Damaged("an inline term is too long");
    entry.inline_bytes = reader.rest();
    return entry;
  }
  const uint64_t chunks = reader.Varint64();
  uint64_t next_doc = 0;
  uint64_t postings = 0;
  for (uint64_t i = 0; i < chunks; ++i) {
    ChunkRef chunk;
    const bool last = i + 1 == chunks;
    if (!ReadChunk(&reader, entry.has_positions, &next_doc, &chunk) || next_doc > documents ||
        (!last && chunk.count % kIntGroup != 0)) {
      return Damaged("a term's list of chunks is damaged");
    }
    postings += chunk.count;
    entry.chunks.push_back(chunk);
  }
  if (!reader.ok() || postings != entry.document_frequency) {
    return Damaged("a term's chunks do not add up");
  }
  return entry;
}

}  // namespace khotin::index
