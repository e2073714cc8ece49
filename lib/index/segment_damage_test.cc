// A damaged segment: DATA_LOSS, never a crash and never a wrong answer.
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "index/block_format.h"
#include "index/segment_header.h"
#include "index/segment_testing.h"

namespace khotin::index {
namespace {

using Blocks = std::vector<std::pair<uint32_t, std::string>>;

Blocks SomeBlocks() {
  const std::vector<DocumentTerms> documents = RandomDocuments(5).Take(700);
  RecordingSink sink;
  EXPECT_TRUE(WriteSegment(documents, &sink).ok());
  return sink.blocks;
}

std::shared_ptr<MemoryBlocks> Put(const Blocks& blocks) {
  auto source = std::make_shared<MemoryBlocks>();
  for (const auto& [number, block] : blocks) EXPECT_TRUE(source->Put(number, block).ok());
  return source;
}

// Everything a segment can be asked, as one string; or the first error.
absl::StatusOr<std::string> ReadAll(const Blocks& blocks) {
  auto opened = Segment::Open(Put(blocks));
  if (!opened.ok()) return opened.status();
  const Segment& segment = **opened;
  const auto clusters = segment.Numbers(NumberColumn::kCluster);
  if (!clusters.ok()) return clusters.status();
  std::string all = absl::StrJoin(*clusters, " ");
  for (DocId doc = 0; doc < segment.stats().documents; ++doc) {
    const auto values = segment.Values(doc);
    if (!values.ok()) return values.status();
    const auto found = segment.FindDocument(values->article_id);
    if (!found.ok()) return found.status();
    absl::StrAppend(&all, values->article_id, values->cluster, found->value_or(kNoDoc), ";");
  }
  for (size_t field = 0; field < kValueFieldCount; ++field) {
    const auto facets = segment.Facets(static_cast<ValueField>(field));
    if (!facets.ok()) return facets.status();
    absl::StrAppend(&all, absl::StrJoin((*facets)->labels, " "),
                    absl::StrJoin((*facets)->ordinals, " "));
  }
  const auto cursor = segment.Terms();
  while (cursor->Next()) {
    auto postings = cursor->OpenPostings();
    if (!postings.ok()) return postings.status();
    for (Postings& p = **postings; p.doc() != kNoDoc; p.Next()) {
      absl::StrAppend(&all, p.doc(), ":", p.frequency(), ",");
      for (const uint32_t position : p.positions()) absl::StrAppend(&all, position, " ");
    }
    if (!(*postings)->status().ok()) return (*postings)->status();
  }
  if (!cursor->status().ok()) return cursor->status();
  return all;
}

TEST(SegmentDamageTest, AnyFlippedByteIsDataLoss) {
  const Blocks whole = SomeBlocks();
  ASSERT_TRUE(ReadAll(whole).ok());
  std::mt19937 random(3);
  for (size_t i = 0; i < whole.size(); ++i) {
    Blocks damaged = whole;
    std::string& block = damaged[i].second;
    const size_t at = random() % block.size();
    block[at] = static_cast<char>(block[at] ^ (1 << random() % 8));
    EXPECT_TRUE(absl::IsDataLoss(ReadAll(damaged).status())) << "block " << i << ", byte " << at;
  }
}

TEST(SegmentDamageTest, CutMissingAndSwappedBlocksAreDataLoss) {
  const Blocks whole = SomeBlocks();
  for (size_t i = 0; i < whole.size(); ++i) {
    Blocks damaged = whole;
    damaged[i].second.resize(damaged[i].second.size() / 2);
    EXPECT_TRUE(absl::IsDataLoss(ReadAll(damaged).status())) << "cut block " << i;
    damaged = whole;
    damaged.erase(damaged.begin() + static_cast<ptrdiff_t>(i));
    EXPECT_TRUE(absl::IsDataLoss(ReadAll(damaged).status())) << "missing block " << i;
    damaged = whole;
    damaged[i].second = whole[(i + 1) % whole.size()].second;
    EXPECT_TRUE(absl::IsDataLoss(ReadAll(damaged).status())) << "another block " << i;
  }
}

// Damage behind a checksum that is right: what the decoders themselves must survive.
TEST(SegmentDamageTest, DecodersSurviveAnyPayload) {
  const Blocks whole = SomeBlocks();
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    Blocks damaged = whole;
    const size_t i = random() % damaged.size();
    std::string payload = damaged[i].second;
    const auto kind = static_cast<BlockKind>(payload[payload.size() - 5]);
    payload.resize(payload.size() - 9);
    for (int change = 0; change < 3 && !payload.empty(); ++change) {
      payload[random() % payload.size()] = static_cast<char>(random());
    }
    if (random() % 5 == 0) payload.resize(random() % (payload.size() + 1));
    const uint32_t number = kind == BlockKind::kHeader ? kHeaderNumber : static_cast<uint32_t>(i);
    damaged[i].second = SealBlock(kind, number, payload);
    ReadAll(damaged).status().IgnoreError();
  }
}

TEST(SegmentDamageTest, NewerFormatIsRefusedByName) {
  Blocks blocks = SomeBlocks();
  std::string payload = blocks.back().second;
  payload.resize(payload.size() - 9);
  payload[4] = 9;
  blocks.back().second = SealBlock(BlockKind::kHeader, kHeaderNumber, payload);
  const absl::Status status = ReadAll(blocks).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(status));
  EXPECT_EQ(status.message(),
            absl::StrCat("segment: format 9; this program reads format ", kSegmentVersion));
}

}  // namespace
}  // namespace khotin::index
