// Segments whose bytes are anything: readers report damage and do nothing worse.
//
// The input is raw bytes for the decoders that read them directly, and a list of changes to the
// blocks of a small sound segment, whose checksums are put right again so that the changes reach
// the decoders behind them.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "index/block_format.h"
#include "index/coding.h"
#include "index/segment.h"
#include "index/segment_header.h"
#include "index/sorted_block.h"
#include "index/term_entry.h"

namespace khotin::index {
namespace {

constexpr size_t kTrailerBytes = 9;

struct StoredBlock {
  BlockKind kind;
  uint32_t number;
  std::string payload;
};

class PayloadSink : public BlockSink {
 public:
  absl::Status Put(uint32_t, std::string block) override {
    const size_t size = block.size() - kTrailerBytes;
    const auto kind = static_cast<BlockKind>(block[size + 4]);
    blocks.push_back({kind, LoadFixed32(block.data() + size), block.substr(0, size)});
    return absl::OkStatus();
  }
  std::vector<StoredBlock> blocks;
};

// Frequent terms in many groups, rare ones inline, with and without positions.
std::vector<StoredBlock> MakeSoundSegment() {
  std::vector<DocumentTerms> documents;
  for (uint32_t i = 0; i < 600; ++i) {
    DocumentTerms document;
    document.values.article_id = absl::StrCat("article", i);
    document.values.lengths = {i % 5, i % 70};
    document.units = {{"a", "a"}, {"á", "a"}, {"b", "b"}, {absl::StrCat("c", i / 7), {}}};
    document.units[3].folded = document.units[3].exact;
    document.text[0] = {3, 0};
    document.text[1] = {0, 1, 3, 0, kPassageBreak, 3, 0};
    if (i % 3 == 0) document.text[1].push_back(2);
    document.labels[0] = {absl::StrCat("source", i % 9)};
    document.labels[static_cast<size_t>(ValueField::kEntity)] = {absl::StrCat("e", i / 5), "all"};
    documents.push_back(std::move(document));
  }
  PayloadSink sink;
  WriteSegment(documents, &sink).IgnoreError();
  return sink.blocks;
}

void ReadPostings(Postings* postings) {
  for (uint32_t steps = 0; postings->doc() != kNoDoc && steps < 2000; ++steps) {
    postings->positions();
    postings->spellings();
    if (postings->doc() == kNoDoc) break;
    postings->SkipTo(postings->doc() + 1 + postings->frequency() % 40);
  }
}

void ReadSegment(const std::shared_ptr<const BlockSource>& source) {
  const auto opened = Segment::Open(source);
  if (!opened.ok()) return;
  const Segment& segment = **opened;
  const auto cursor = segment.Terms();
  for (int i = 0; i < 1000 && cursor->Next(); ++i) {
    const auto postings = cursor->OpenPostings();
    if (postings.ok()) ReadPostings(postings->get());
  }
  const auto postings = segment.OpenPostings("f1c7");
  if (postings.ok() && *postings != nullptr) ReadPostings(postings->get());
  segment.FindDocument("article77").status().IgnoreError();
  if (segment.stats().documents > 300) segment.Values(300).status().IgnoreError();
  segment.Lengths(IndexField::kText).status().IgnoreError();
  for (size_t i = 0; i < kNumberColumnCount; ++i) {
    segment.Numbers(static_cast<NumberColumn>(i)).status().IgnoreError();
  }
  for (size_t i = 0; i < kValueFieldCount; ++i) {
    segment.Facets(static_cast<ValueField>(i)).status().IgnoreError();
  }
}

void ReadDirectly(absl::string_view bytes) {
  ParseTermEntry(bytes, 1000).status().IgnoreError();
  DecodeHeader(bytes).status().IgnoreError();
  DeletedDocs::Decode(bytes).status().IgnoreError();
  const auto block = SortedBlock::Parse(bytes);
  if (!block.ok()) return;
  block->Find("key").status().IgnoreError();
  SortedBlockCursor cursor(*block);
  while (cursor.Next()) {
  }
}

}  // namespace
}  // namespace khotin::index

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using khotin::index::StoredBlock;
  static const auto* const kSound = new std::vector<StoredBlock>(khotin::index::MakeSoundSegment());
  khotin::index::ReadDirectly({reinterpret_cast<const char*>(data), size});

  std::vector<StoredBlock> blocks = *kSound;
  for (size_t i = 0; i + 4 <= size; i += 4) {
    std::string& payload = blocks[data[i] % blocks.size()].payload;
    if (payload.empty()) continue;
    const size_t at = (data[i + 1] * 256U + data[i + 2]) % payload.size();
    payload[at] = static_cast<char>(data[i + 3]);
  }
  auto source = std::make_shared<khotin::index::MemoryBlocks>();
  for (StoredBlock& block : blocks) {
    source->Put(block.number, SealBlock(block.kind, block.number, std::move(block.payload)))
        .IgnoreError();
  }
  khotin::index::ReadSegment(source);
  return 0;
}
