#include "index/segment.h"

#include <limits>

#include "gmock/gmock.h"
#include "index/segment_testing.h"

namespace khotin::index {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

ModelDocument Article(const std::string& id, const std::vector<std::string>& words) {
  ModelDocument model;
  model.values.article_id = id;
  uint32_t position = 0;
  for (const std::string& word : words) model.positions[word].push_back(position++);
  model.values.lengths = {0, position};
  return model;
}

TEST(SegmentTest, EmptySegmentOpens) {
  const auto segment = OpenSegment(WriteModels({}));
  EXPECT_EQ(segment->stats().documents, 0U);
  EXPECT_EQ(*segment->OpenPostings("a"), nullptr);
  EXPECT_EQ(*segment->FindDocument("a"), absl::nullopt);
  EXPECT_FALSE(segment->Terms()->Next());
}

TEST(SegmentTest, ValuesSurvive) {
  ModelDocument model = Article("một", {"a", "b"});
  model.values.publish_seconds = std::numeric_limits<int64_t>::min();
  model.values.cluster = std::numeric_limits<uint64_t>::max();
  const auto blocks = WriteModels({Article("hai", {}), model});
  const auto segment = OpenSegment(blocks);
  EXPECT_EQ(segment->stats().documents, 2U);
  EXPECT_THAT(segment->stats().total_lengths, ElementsAre(0, 2));
  const auto values = segment->Values(1);
  ASSERT_TRUE(values.ok());
  EXPECT_EQ(values->article_id, "một");
  EXPECT_EQ(values->publish_seconds, model.values.publish_seconds);
  EXPECT_EQ(values->cluster, model.values.cluster);
  EXPECT_THAT(values->lengths, ElementsAre(0, 2));
  EXPECT_EQ(*segment->FindDocument("một"), absl::make_optional<DocId>(1));
  EXPECT_EQ(*segment->FindDocument("ba"), absl::nullopt);
  EXPECT_LT(segment->stats().bytes, blocks->bytes()) << "keys are not counted";
}

// Gives blocks of another source, unless told to fail, and counts how often it is asked.
class WatchedSource : public BlockSource {
 public:
  explicit WatchedSource(std::shared_ptr<const BlockSource> source) : source_(std::move(source)) {}
  absl::StatusOr<Block> Get(absl::string_view key) const override {
    ++asked;
    if (failing) return absl::DataLossError("damaged");
    return source_->Get(key);
  }
  mutable int asked = 0;
  bool failing = false;

 private:
  const std::shared_ptr<const BlockSource> source_;
};

TEST(SegmentTest, ColumnsAreReadOnceAndAgainAfterAFailure) {
  ModelDocument copy = Article("1", {"a"});
  copy.values.cluster = 7;
  const auto source = std::make_shared<WatchedSource>(WriteModels({copy, Article("2", {})}));
  const auto segment = OpenSegment(source);
  source->failing = true;
  EXPECT_TRUE(absl::IsDataLoss(segment->Clusters().status()));
  EXPECT_TRUE(absl::IsDataLoss(segment->Lengths(IndexField::kText).status()));
  source->failing = false;
  EXPECT_THAT(*segment->Clusters(), ElementsAre(7, 0)) << "0 is no cluster";
  EXPECT_THAT(*segment->Lengths(IndexField::kText), ElementsAre(1, 0));
  source->asked = 0;
  EXPECT_THAT(*segment->Clusters(), ElementsAre(7, 0));
  EXPECT_THAT(*segment->Lengths(IndexField::kTitle), ElementsAre(0, 0));
  EXPECT_EQ(source->asked, 0);
}

TEST(SegmentTest, PostingsOfARareTerm) {
  const auto segment = OpenSegment(
      WriteModels({Article("1", {"a", "b", "a"}), Article("2", {"b"}), Article("3", {"a"})}));
  EXPECT_EQ(*segment->DocumentFrequency("a"), 2U);
  EXPECT_EQ(*segment->DocumentFrequency("c"), 0U);
  const auto postings = *segment->OpenPostings("a");
  ASSERT_NE(postings, nullptr);
  EXPECT_EQ(postings->doc(), 0U);
  EXPECT_EQ(postings->frequency(), 2U);
  EXPECT_EQ(postings->max_frequency(), 2U);
  EXPECT_THAT(postings->positions(), ElementsAre(0, 2));
  postings->Next();
  EXPECT_EQ(postings->doc(), 2U);
  EXPECT_THAT(postings->positions(), ElementsAre(0));
  postings->Next();
  EXPECT_EQ(postings->doc(), kNoDoc);
  postings->Next();
  postings->SkipTo(1);
  EXPECT_EQ(postings->doc(), kNoDoc) << "the end is the end";
  EXPECT_TRUE(postings->status().ok());
}

// Enough documents for several chunks, postings blocks and positions blocks.
TEST(SegmentTest, SkipsReachEveryDocumentOfALongTerm) {
  std::vector<ModelDocument> models;
  for (uint32_t i = 0; i < 40000; ++i) {
    std::vector<std::string> words(1 + i % 3, "common");
    models.push_back(
        Article(absl::StrCat("d", i), i % 2 == 0 ? words : std::vector<std::string>()));
  }
  const auto segment = OpenSegment(WriteModels(models));
  for (const uint32_t stride : {1U, 2U, 7U, 127U, 128U, 1000U, 9999U, 39998U, 39999U, 50000U}) {
    const auto postings = *segment->OpenPostings("common");
    EXPECT_EQ(postings->document_frequency(), 20000U);
    EXPECT_EQ(postings->max_frequency(), 3U);
    for (uint32_t target = 0; target < 50000; target += stride) {
      postings->SkipTo(target);
      const uint32_t expected = target + target % 2;
      ASSERT_EQ(postings->doc(), expected < 40000 ? expected : kNoDoc);
      if (postings->doc() == kNoDoc) break;
      ASSERT_EQ(postings->frequency(), 1 + expected % 3);
      if (target % 5 == 0) {
        ASSERT_EQ(postings->positions().size(), postings->frequency());
        ASSERT_EQ(postings->positions().back(), expected % 3);
      }
    }
    ASSERT_TRUE(postings->status().ok()) << postings->status();
  }
}

TEST(SegmentTest, SkippingNeverGoesBack) {
  std::vector<ModelDocument> models;
  for (int i = 0; i < 500; ++i) models.push_back(Article(absl::StrCat(i), {"a"}));
  const auto segment = OpenSegment(WriteModels(models));
  const auto postings = *segment->OpenPostings("a");
  postings->SkipTo(300);
  postings->SkipTo(7);
  EXPECT_EQ(postings->doc(), 300U);
}

TEST(SegmentTest, BlocksAreOfModestSizeAndKeysRise) {
  RandomDocuments random(11);
  std::vector<DocumentTerms> documents;
  for (const ModelDocument& model : random.Take(9000)) documents.push_back(ToTerms(model));
  RecordingSink sink;
  ASSERT_TRUE(WriteSegment(documents, &sink).ok());
  EXPECT_GT(sink.blocks.size(), 20U);
  for (const auto& [key, block] : sink.blocks) EXPECT_LE(block.size(), 40U << 10);
}

TEST(SegmentTest, RefusesWhatItCannotKeep) {
  MemoryBlocks blocks;
  const std::vector<DocumentTerms> twice = {ToTerms(Article("1", {})), ToTerms(Article("1", {}))};
  EXPECT_THAT(std::string(WriteSegment(twice, &blocks).message()),
              HasSubstr("\"1\" is there twice"));
  const std::vector<DocumentTerms> nameless = {ToTerms(Article("", {}))};
  EXPECT_TRUE(absl::IsInvalidArgument(WriteSegment(nameless, &blocks)));
  ModelDocument bare;
  bare.values.article_id = "2";
  bare.frequencies["a"] = 3;
  const std::vector<DocumentTerms> mixed = {ToTerms(Article("1", {"a"})), ToTerms(bare)};
  EXPECT_TRUE(absl::IsInvalidArgument(WriteSegment(mixed, &blocks)));
}

TEST(DeletedDocsTest, KeepsASetAndItsBytes) {
  DeletedDocs deleted;
  EXPECT_FALSE(deleted.Contains(5));
  for (const DocId doc : {64U, 5U, 63U, 5U, 100000U}) deleted = deleted.With(doc);
  EXPECT_EQ(deleted.count(), 4U);
  const auto decoded = DeletedDocs::Decode(deleted.Encode());
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->count(), 4U);
  for (const DocId doc : {5U, 63U, 64U, 100000U}) EXPECT_TRUE(decoded->Contains(doc));
  for (const DocId doc : {0U, 4U, 6U, 65U, 99999U, kNoDoc}) EXPECT_FALSE(decoded->Contains(doc));
  EXPECT_EQ(decoded->Encode(), deleted.Encode());
}

TEST(DeletedDocsTest, DamageIsDataLoss) {
  for (const absl::string_view bytes :
       {"", "\x02\x01", "\x01\x01\x01", "\x01\xFF\xFF\xFF\xFF\x0F"}) {
    EXPECT_TRUE(absl::IsDataLoss(DeletedDocs::Decode(bytes).status()));
  }
}

TEST(MemoryBlocksTest, KeepsBlocksAndCountsBytes) {
  MemoryBlocks blocks;
  EXPECT_TRUE(absl::IsNotFound(blocks.Get("k").status()));
  ASSERT_TRUE(blocks.Put("k", "block").ok());
  EXPECT_EQ(**blocks.Get("k"), "block");
  EXPECT_EQ(blocks.bytes(), 6U);
}

}  // namespace
}  // namespace khotin::index
