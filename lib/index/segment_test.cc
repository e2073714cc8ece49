#include "index/segment.h"

#include <limits>

#include "gmock/gmock.h"
#include "index/segment_testing.h"

namespace khotin::index {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(SegmentTest, EmptySegmentOpens) {
  const auto segment = OpenSegment(WriteDocuments({}));
  EXPECT_EQ(segment->stats().documents, 0U);
  EXPECT_EQ(*segment->OpenPostings("f1a"), nullptr);
  EXPECT_EQ(*segment->FindDocument("a"), absl::nullopt);
  EXPECT_FALSE(segment->Terms()->Next());
}

TEST(SegmentTest, ValuesSurvive) {
  DocumentTerms model = Article("một", {"a", "b"});
  model.values.publish_seconds = std::numeric_limits<int64_t>::min();
  model.values.cluster = std::numeric_limits<uint64_t>::max();
  model.values.revision = -5;
  const auto blocks = WriteDocuments({Article("hai", {}), model});
  const auto segment = OpenSegment(blocks);
  EXPECT_EQ(segment->stats().documents, 2U);
  EXPECT_THAT(segment->stats().total_lengths, ElementsAre(0, 2));
  const auto values = segment->Values(1);
  ASSERT_TRUE(values.ok());
  EXPECT_EQ(values->article_id, "một");
  EXPECT_EQ(values->publish_seconds, model.values.publish_seconds);
  EXPECT_EQ(values->cluster, model.values.cluster);
  EXPECT_EQ(values->revision, -5);
  EXPECT_THAT(values->lengths, ElementsAre(0, 2));
  EXPECT_EQ(*segment->FindDocument("một"), absl::make_optional<DocId>(1));
  EXPECT_EQ(*segment->FindDocument("ba"), absl::nullopt);
  EXPECT_EQ(segment->stats().bytes, blocks->bytes());
}

// Gives blocks of another source, unless told to fail, and counts how often it is asked.
class WatchedSource : public BlockSource {
 public:
  explicit WatchedSource(std::shared_ptr<const BlockSource> source) : source_(std::move(source)) {}
  absl::StatusOr<Block> Get(uint32_t number) const override {
    ++asked;
    if (failing) return absl::DataLossError("damaged");
    return source_->Get(number);
  }
  mutable int asked = 0;
  bool failing = false;

 private:
  const std::shared_ptr<const BlockSource> source_;
};

TEST(SegmentTest, ColumnsAreReadOnceAndAgainAfterAFailure) {
  DocumentTerms copy = Article("1", {"a"});
  copy.values.cluster = 7;
  const auto source = std::make_shared<WatchedSource>(WriteDocuments({copy, Article("2", {})}));
  const auto segment = OpenSegment(source);
  source->failing = true;
  EXPECT_TRUE(absl::IsDataLoss(segment->Numbers(NumberColumn::kCluster).status()));
  EXPECT_TRUE(absl::IsDataLoss(segment->Lengths(IndexField::kText).status()));
  source->failing = false;
  EXPECT_THAT(*segment->Numbers(NumberColumn::kCluster), ElementsAre(7, 0)) << "0 is no cluster";
  EXPECT_THAT(*segment->Lengths(IndexField::kText), ElementsAre(1, 0));
  source->asked = 0;
  EXPECT_THAT(*segment->Numbers(NumberColumn::kCluster), ElementsAre(7, 0));
  EXPECT_THAT(*segment->Lengths(IndexField::kTitle), ElementsAre(0, 0));
  EXPECT_EQ(source->asked, 0);
}

TEST(SegmentTest, PostingsOfARareTerm) {
  const auto segment = OpenSegment(
      WriteDocuments({Article("1", {"a", "b", "a"}), Article("2", {"b"}), Article("3", {"a"})}));
  EXPECT_EQ(*segment->DocumentFrequency("f1a"), 2U);
  EXPECT_EQ(*segment->DocumentFrequency("f1c"), 0U);
  const auto postings = *segment->OpenPostings("f1a");
  ASSERT_NE(postings, nullptr);
  EXPECT_EQ(postings->doc(), 0U);
  EXPECT_EQ(postings->frequency(), 2U);
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
  std::vector<DocumentTerms> models;
  for (uint32_t i = 0; i < 40000; ++i) {
    std::vector<std::string> words(1 + i % 3, "common");
    models.push_back(
        Article(absl::StrCat("d", i), i % 2 == 0 ? words : std::vector<std::string>()));
  }
  const auto segment = OpenSegment(WriteDocuments(models));
  for (const uint32_t stride : {1U, 2U, 7U, 127U, 128U, 1000U, 9999U, 39998U, 39999U, 50000U}) {
    const auto postings = *segment->OpenPostings("f1common");
    EXPECT_EQ(postings->document_frequency(), 20000U);
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

TEST(SegmentTest, PositionsTellTheSpelling) {
  const auto segment = OpenSegment(WriteDocuments(
      {Article("1", {"la!1", "la", "la!2", "la!1"}), Article("2", {"la!1"}), Article("3", {"x"})}));
  const auto postings = *segment->OpenPostings("f1la");
  EXPECT_THAT(postings->spelling_keys(), ElementsAre("la!1", "la!2")) << "the frequent one first";
  EXPECT_EQ(postings->SpellingCode("la", "la"), 0U);
  EXPECT_EQ(postings->SpellingCode("la!2", "la"), 2U);
  EXPECT_EQ(postings->SpellingCode("la!9", "la"), 3U) << "stands nowhere";
  EXPECT_THAT(postings->positions(), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(postings->spellings(), ElementsAre(1, 0, 2, 1));
  const auto plain = *segment->OpenPostings("f1x");
  EXPECT_THAT(plain->positions(), ElementsAre(0));
  EXPECT_TRUE(plain->spellings().empty());
  EXPECT_FALSE((*segment->OpenPostings("e1la!1"))->has_positions());
}

TEST(SegmentTest, ReopenedPostingsStartAgain) {
  std::vector<DocumentTerms> models;
  for (int i = 0; i < 500; ++i) models.push_back(Article(absl::StrCat(i), {"a", "b", "a"}));
  const auto segment = OpenSegment(WriteDocuments(models));
  const auto postings = *segment->OpenPostings("f1a");
  postings->SkipTo(300);
  const auto again = *postings->Reopen();
  EXPECT_EQ(again->doc(), 0U);
  EXPECT_EQ(again->frequency(), 2U);
  again->SkipTo(400);
  EXPECT_THAT(again->positions(), ElementsAre(0, 2));
  EXPECT_EQ(postings->doc(), 300U);
}

TEST(SegmentTest, VisitsEveryPostingUpToABorder) {
  std::vector<DocumentTerms> models;
  for (int i = 0; i < 1000; ++i) {
    models.push_back(Article(absl::StrCat(i), {i % 3 == 0 ? "a" : "b"}));
  }
  const auto segment = OpenSegment(WriteDocuments(models));
  const auto postings = *segment->OpenPostings("f1a");
  std::vector<DocId> visited;
  for (const DocId end : {1U, 2U, 400U, 400U, 1000U, 5000U}) {
    postings->VisitUpTo(end, [&](DocId doc, uint32_t frequency) {
      EXPECT_LT(doc, end);
      EXPECT_EQ(frequency, 1U);
      visited.push_back(doc);
    });
  }
  ASSERT_EQ(visited.size(), 334U);
  for (size_t i = 0; i < visited.size(); ++i) EXPECT_EQ(visited[i], 3 * i);
}

TEST(SegmentTest, BoundsAreNeverExceeded) {
  const std::vector<DocumentTerms> documents = RandomDocuments(12).Take(3000);
  const auto segment = OpenSegment(WriteDocuments(documents));
  const Saturation& saturation = SharedSaturation(TermKind::kFolded, IndexField::kText);
  const auto lengths = *segment->Lengths(IndexField::kText);
  for (const char* term : {"f1w0", "f1w1", "f1w17", "f1w900"}) {
    const auto bounds = *segment->OpenPostings(term);
    const auto postings = *segment->OpenPostings(term);
    const uint8_t all = bounds->MaxBound(saturation, lengths);
    for (DocId begin = 0; begin < 3000; begin += 250) {
      const uint8_t bound = bounds->BoundIn(begin, begin + 250);
      EXPECT_LE(bound, all);
      postings->VisitUpTo(begin + 250, [&](DocId doc, uint32_t frequency) {
        EXPECT_LE(saturation(frequency, lengths[doc]), Unbound(bound)) << term << " in " << doc;
      });
    }
  }
}

TEST(SegmentTest, ValuesAreTermsAndFacets) {
  DocumentTerms first = Article("1", {});
  first.labels[static_cast<size_t>(ValueField::kAuthor)] = {"Hoàng Sơn", "Mai Hà", "Hoàng Sơn"};
  DocumentTerms second = Article("2", {});
  second.labels[static_cast<size_t>(ValueField::kAuthor)] = {"HOÀNG SƠN"};
  const auto segment = OpenSegment(WriteDocuments({first, Article("3", {}), second}));
  const FacetColumn& authors = **segment->Facets(ValueField::kAuthor);
  EXPECT_THAT(authors.labels, ElementsAre("HOÀNG SƠN", "Hoàng Sơn", "Mai Hà"));
  EXPECT_THAT(authors.Ordinals(0), ElementsAre(1, 2)) << "once each";
  EXPECT_TRUE(authors.Ordinals(1).empty());
  EXPECT_THAT(authors.Ordinals(2), ElementsAre(0));
  const auto postings = *segment->OpenPostings(MakeValueTerm(ValueField::kAuthor, "hoang son"));
  ASSERT_NE(postings, nullptr);
  EXPECT_EQ(postings->document_frequency(), 2U);
  EXPECT_TRUE((*segment->Facets(ValueField::kSource))->labels.empty());
}

TEST(SegmentTest, TermsFromAPrefixOn) {
  const auto segment = OpenSegment(WriteDocuments({Article("1", {"ba", "bao", "ca"})}));
  const auto cursor = segment->TermsFrom("f1bb");
  ASSERT_TRUE(cursor->Next());
  EXPECT_EQ(cursor->term(), "f1ca");
  EXPECT_FALSE(segment->TermsFrom("z")->Next());
}

TEST(SegmentTest, SkippingNeverGoesBack) {
  std::vector<DocumentTerms> models;
  for (int i = 0; i < 500; ++i) models.push_back(Article(absl::StrCat(i), {"a"}));
  const auto segment = OpenSegment(WriteDocuments(models));
  const auto postings = *segment->OpenPostings("f1a");
  postings->SkipTo(300);
  postings->SkipTo(7);
  EXPECT_EQ(postings->doc(), 300U);
}

TEST(SegmentTest, BlocksAreOfModestSizeAndNumbersRise) {
  const std::vector<DocumentTerms> documents = RandomDocuments(11).Take(9000);
  RecordingSink sink;
  ASSERT_TRUE(WriteSegment(documents, &sink).ok());
  EXPECT_GT(sink.blocks.size(), 20U);
  for (const auto& [number, block] : sink.blocks) EXPECT_LE(block.size(), 40U << 10);
}

TEST(SegmentTest, RefusesWhatItCannotKeep) {
  MemoryBlocks blocks;
  const std::vector<DocumentTerms> twice = {Article("1", {}), Article("1", {})};
  EXPECT_THAT(std::string(WriteSegment(twice, &blocks).message()),
              HasSubstr("\"1\" is there twice"));
  const std::vector<DocumentTerms> nameless = {Article("", {})};
  EXPECT_TRUE(absl::IsInvalidArgument(WriteSegment(nameless, &blocks)));
  DocumentTerms wordy = Article("2", {});
  wordy.labels[0] = {std::string(kMaxLabelBytes + 1, 'x')};
  const std::vector<DocumentTerms> too_long = {wordy};
  EXPECT_TRUE(absl::IsInvalidArgument(WriteSegment(too_long, &blocks)));
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
  EXPECT_TRUE(absl::IsNotFound(blocks.Get(0).status()));
  ASSERT_TRUE(blocks.Put(2, "block").ok());
  EXPECT_EQ(**blocks.Get(2), "block");
  EXPECT_TRUE(absl::IsNotFound(blocks.Get(1).status()));
  EXPECT_TRUE(absl::IsNotFound(blocks.Get(kHeaderNumber).status()));
  EXPECT_EQ(blocks.bytes(), 5U);
}

}  // namespace
}  // namespace khotin::index
