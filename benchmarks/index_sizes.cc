// Where the bytes of an index are: index_sizes STORE (docs/benchmarks.md).
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status.h"
#include "index/block_format.h"
#include "index/coding.h"
#include "index/inline_postings.h"
#include "index/int_codec.h"
#include "index/segment.h"
#include "index/segment_header.h"
#include "index/sorted_block.h"
#include "index/term.h"
#include "index/term_entry.h"
#include "store/database.h"
#include "store/keys.h"
#include "store/segment_blocks.h"

namespace khotin::benchmarks {
namespace {

using index::BlockKind;
using index::ByteReader;

// Of the terms of one kind and field: numbers, then bytes.
struct TermSizes {
  uint64_t terms = 0;
  uint64_t inline_terms = 0;
  uint64_t postings = 0;
  uint64_t keys = 0;   // in dictionary blocks, with all sizes that stand there
  uint64_t heads = 0;  // of entries: document frequencies, spellings
  uint64_t chunks = 0;
  uint64_t inline_postings = 0;
  uint64_t inline_positions = 0;
  uint64_t group_tables = 0;
  uint64_t documents = 0;
  uint64_t frequencies = 0;
  uint64_t positions = 0;
};

struct Row {
  const char* name;
  uint64_t TermSizes::*member;
};
constexpr Row kRows[] = {
    {"terms", &TermSizes::terms},
    {"  in the dictionary", &TermSizes::inline_terms},
    {"postings", &TermSizes::postings},
    {"bytes of keys", &TermSizes::keys},
    {"heads, spellings", &TermSizes::heads},
    {"lists of chunks", &TermSizes::chunks},
    {"inline postings", &TermSizes::inline_postings},
    {"inline positions", &TermSizes::inline_positions},
    {"tables of groups", &TermSizes::group_tables},
    {"documents", &TermSizes::documents},
    {"frequencies", &TermSizes::frequencies},
    {"positions", &TermSizes::positions},
};

constexpr std::array<const char*, 13> kBlockNames = {"",
                                                     "header",
                                                     "numbers",
                                                     "lengths",
                                                     "article ids",
                                                     "id index",
                                                     "postings",
                                                     "positions",
                                                     "dictionary",
                                                     "dictionary index",
                                                     "id table",
                                                     "value labels",
                                                     "values of documents"};

struct BlockSizes {
  uint64_t blocks = 0;
  uint64_t bytes = 0;
};

class Sizes {
 public:
  absl::Status Add(const std::shared_ptr<const index::BlockSource>& source) {
    blocks_ = std::make_unique<index::BlockReader>(source);
    KHOTIN_ASSIGN_OR_RETURN(const index::Payload header,
                            blocks_->Read(BlockKind::kHeader, index::kHeaderNumber));
    KHOTIN_ASSIGN_OR_RETURN(const index::SegmentHeader decoded, index::DecodeHeader(header.bytes));
    documents_ = decoded.columns.documents;
    Count(*header.block);
    for (uint64_t bytes = 0, number = 0; bytes < decoded.bytes; ++number) {
      KHOTIN_ASSIGN_OR_RETURN(const index::Block block, source->Get(static_cast<uint32_t>(number)));
      bytes += block->size();
      if (Count(*block) != BlockKind::kDictionary) continue;
      KHOTIN_ASSIGN_OR_RETURN(const index::Payload payload,
                              blocks_->Read(BlockKind::kDictionary, static_cast<uint32_t>(number)));
      KHOTIN_RETURN_IF_ERROR(AddDictionary(payload.bytes));
    }
    return absl::OkStatus();
  }

  void Print() const {
    for (const auto& [kind, sizes] : by_block_) {
      absl::PrintF("%-20s%9d blocks%13d bytes\n", kBlockNames[static_cast<size_t>(kind)],
                   sizes.blocks, sizes.bytes);
    }
    absl::PrintF("\n%-20s", "by kind of term");
    for (const auto& [kind, sizes] : by_term_) absl::PrintF("%11s", kind);
    absl::PrintF("\n");
    for (const Row& row : kRows) {
      absl::PrintF("%-20s", row.name);
      for (const auto& [kind, sizes] : by_term_) absl::PrintF("%11d", sizes.*row.member);
      absl::PrintF("\n");
    }
  }

 private:
  BlockKind Count(const std::string& block) {
    const auto kind = static_cast<BlockKind>(block[block.size() - 5]);
    ++by_block_[kind].blocks;
    by_block_[kind].bytes += block.size();
    return kind;
  }

  absl::Status AddDictionary(absl::string_view bytes) {
    KHOTIN_ASSIGN_OR_RETURN(const index::SortedBlock block, index::SortedBlock::Parse(bytes));
    index::SortedBlockCursor cursor(block);
    for (size_t before = cursor.bytes_left(); cursor.Next(); before = cursor.bytes_left()) {
      const size_t named = cursor.key()[0] == static_cast<char>(index::TermKind::kPhrase) ? 1 : 2;
      TermSizes& sizes = by_term_[cursor.key().substr(0, named)];
      ++sizes.terms;
      sizes.keys += before - cursor.bytes_left() - cursor.value().size();
      KHOTIN_RETURN_IF_ERROR(AddEntry(cursor.value(), &sizes));
    }
    return cursor.status();
  }

  absl::Status AddEntry(absl::string_view value, TermSizes* sizes) {
    KHOTIN_ASSIGN_OR_RETURN(const index::TermEntry entry, index::ParseTermEntry(value, documents_));
    sizes->postings += entry.document_frequency;
    if (entry.is_inline) {
      sizes->heads += value.size() - entry.inline_bytes.size();
      return AddInline(entry, sizes);
    }
    ByteReader head(value);
    head.Varint64();
    if (entry.has_positions) {
      for (uint64_t left = head.Varint64(); left > 0 && head.ok(); --left) {
        head.Bytes(head.Varint32());
      }
    }
    sizes->heads += value.size() - head.rest().size();
    sizes->chunks += head.rest().size();
    for (const index::ChunkRef& chunk : entry.chunks) {
      KHOTIN_RETURN_IF_ERROR(AddChunk(entry, chunk, sizes));
    }
    return absl::OkStatus();
  }

  absl::Status AddInline(const index::TermEntry& entry, TermSizes* sizes) {
    ++sizes->inline_terms;
    std::vector<uint32_t> gaps(entry.document_frequency);
    std::vector<uint32_t> frequencies(entry.all_frequencies_one ? 0 : gaps.size());
    ByteReader reader(entry.inline_bytes);
    if (!index::ReadInlinePostings(documents_, &reader, absl::MakeSpan(gaps),
                                   absl::MakeSpan(frequencies))) {
      return index::Damaged("inline postings are cut");
    }
    sizes->inline_postings += entry.inline_bytes.size() - reader.rest().size();
    sizes->inline_positions += reader.rest().size();
    return absl::OkStatus();
  }

  absl::Status AddChunk(const index::TermEntry& entry, const index::ChunkRef& chunk,
                        TermSizes* sizes) {
    KHOTIN_ASSIGN_OR_RETURN(const index::Payload payload,
                            blocks_->Read(BlockKind::kPostings, chunk.block));
    ByteReader reader(payload.bytes.substr(std::min<size_t>(chunk.offset, payload.bytes.size())));
    const size_t before = reader.rest().size();
    std::vector<uint32_t> group_sizes((chunk.count + index::kIntGroup - 1) / index::kIntGroup);
    for (uint32_t& size : group_sizes) {
      reader.Varint32();
      size = reader.Varint32();
      reader.Byte();
      if (entry.has_positions) sizes->positions += reader.Varint32();
    }
    sizes->group_tables += before - reader.rest().size();
    size_t left = chunk.count;
    for (const uint32_t size : group_sizes) {
      const size_t count = std::min(left, index::kIntGroup);
      left -= count;
      ByteReader group(reader.Bytes(size));
      std::array<uint32_t, index::kIntGroup> documents;
      index::ReadGroup(count, &group, documents.data());
      sizes->documents += size - group.rest().size();
      sizes->frequencies += group.rest().size();
    }
    return reader.ok() ? absl::OkStatus() : index::Damaged("a chunk is cut");
  }

  std::unique_ptr<index::BlockReader> blocks_;
  uint32_t documents_ = 0;
  std::map<BlockKind, BlockSizes> by_block_;
  std::map<std::string, TermSizes> by_term_;
};

absl::StatusOr<std::vector<uint64_t>> SegmentIds(const store::Database& database) {
  std::vector<uint64_t> ids;
  std::string next;
  for (bool more = true; more;) {
    more = false;
    KHOTIN_RETURN_IF_ERROR(database.Scan(store::Family::kSegments, "", next, nullptr,
                                         [&](absl::string_view key, absl::string_view) {
                                           ids.push_back(store::ReadBigEndian64(key));
                                           next = store::BigEndian64(ids.back() + 1);
                                           more = true;
                                           return false;
                                         }));
  }
  return ids;
}

absl::Status Run(const std::string& folder) {
  store::StoreOptions options;
  options.path = folder;
  options.read_only = true;
  KHOTIN_ASSIGN_OR_RETURN(const std::shared_ptr<store::Database> database,
                          store::Database::Open(options));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<uint64_t> ids, SegmentIds(*database));
  Sizes sizes;
  for (const uint64_t id : ids) {
    KHOTIN_RETURN_IF_ERROR(sizes.Add(std::make_shared<store::SegmentBlocks>(database, id)));
  }
  sizes.Print();
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s STORE\n", argv[0]);
    return 2;
  }
  const absl::Status status = khotin::benchmarks::Run(argv[1]);
  if (!status.ok()) std::fprintf(stderr, "%s: %s\n", argv[0], status.ToString().c_str());
  return status.ok() ? 0 : 1;
}
