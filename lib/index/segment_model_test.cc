// Segments of random documents against plain maps, written at once and merged.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "index/segment_testing.h"

namespace khotin::index {
namespace {

// Another seed can be given in KHOTIN_TEST_SEED.
uint32_t Seed() {
  const char* const given = std::getenv("KHOTIN_TEST_SEED");
  const uint32_t seed =
      given == nullptr ? 20261126U : static_cast<uint32_t>(std::strtoul(given, nullptr, 10));
  ::testing::Test::RecordProperty("seed", std::to_string(seed));
  return seed;
}

void ExpectPostings(const Segment& segment, const std::string& term,
                    const std::vector<ModelDocument>& models, bool with_positions) {
  auto opened = segment.OpenPostings(term);
  ASSERT_TRUE(opened.ok()) << opened.status();
  Postings* const postings = opened->get();
  ASSERT_NE(postings, nullptr) << term;
  ASSERT_EQ(postings->has_positions(), with_positions);
  uint32_t count = 0;
  for (DocId doc = 0; doc < models.size(); ++doc) {
    const auto positions = models[doc].positions.find(term);
    const auto frequency = models[doc].frequencies.find(term);
    if (positions == models[doc].positions.end() && frequency == models[doc].frequencies.end()) {
      continue;
    }
    ++count;
    ASSERT_EQ(postings->doc(), doc) << term;
    if (with_positions) {
      const auto read = postings->positions();
      ASSERT_EQ(std::vector<uint32_t>(read.begin(), read.end()), positions->second) << term;
      ASSERT_EQ(postings->frequency(), positions->second.size());
    } else {
      ASSERT_EQ(postings->frequency(), frequency->second);
    }
    postings->Next();
  }
  ASSERT_EQ(postings->doc(), kNoDoc);
  ASSERT_EQ(postings->document_frequency(), count);
  ASSERT_EQ(*segment.DocumentFrequency(term), count);
}

void ExpectSegment(const Segment& segment, const std::vector<ModelDocument>& models) {
  ASSERT_EQ(segment.stats().documents, models.size());
  const auto clusters = segment.Clusters();
  ASSERT_TRUE(clusters.ok()) << clusters.status();
  ASSERT_EQ(clusters->size(), models.size());
  std::set<std::string> with_positions;
  std::set<std::string> without;
  for (DocId doc = 0; doc < models.size(); ++doc) {
    const DocumentValues& expected = models[doc].values;
    const auto values = segment.Values(doc);
    ASSERT_TRUE(values.ok()) << values.status();
    ASSERT_EQ(values->article_id, expected.article_id);
    ASSERT_EQ(values->publish_seconds, expected.publish_seconds);
    ASSERT_EQ(values->cluster, expected.cluster);
    ASSERT_EQ((*clusters)[doc], expected.cluster);
    ASSERT_EQ(values->lengths, expected.lengths);
    ASSERT_EQ(*segment.FindDocument(expected.article_id), absl::make_optional(doc));
    for (const auto& entry : models[doc].positions) with_positions.insert(entry.first);
    for (const auto& entry : models[doc].frequencies) without.insert(entry.first);
  }
  for (const std::string& term : with_positions) ExpectPostings(segment, term, models, true);
  for (const std::string& term : without) ExpectPostings(segment, term, models, false);

  std::set<std::string> all = with_positions;
  all.insert(without.begin(), without.end());
  const auto cursor = segment.Terms();
  for (const std::string& term : all) {
    ASSERT_TRUE(cursor->Next());
    ASSERT_EQ(cursor->term(), term);
  }
  ASSERT_FALSE(cursor->Next());
  ASSERT_TRUE(cursor->status().ok());
}

TEST(SegmentModelTest, SegmentsOfManySizes) {
  const uint32_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed));
  RandomDocuments random(seed);
  for (const size_t count : {1U, 2U, 127U, 128U, 129U, 256U, 1025U, 2500U}) {
    const std::vector<ModelDocument> models = random.Take(count);
    ExpectSegment(*OpenSegment(WriteModels(models)), models);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

TEST(SegmentModelTest, RandomSkipsAgreeWithTheModel) {
  const uint32_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed));
  RandomDocuments random(seed);
  const std::vector<ModelDocument> models = random.Take(3000);
  const auto segment = OpenSegment(WriteModels(models));
  std::mt19937 steps(seed);
  for (const std::string& term :
       std::vector<std::string>{"w0", "w1", "w3", "w17", "w900", "x0", "x5"}) {
    const auto postings = *segment->OpenPostings(term);
    ASSERT_NE(postings, nullptr);
    for (DocId target = 0; target < 3000;) {
      target += static_cast<DocId>(steps() % (steps() % 4 == 0 ? 700 : 20));
      postings->SkipTo(target);
      while (target < 3000 && models[target].positions.count(term) == 0 &&
             models[target].frequencies.count(term) == 0) {
        ++target;
      }
      ASSERT_EQ(postings->doc(), target < 3000 ? target : kNoDoc) << term;
    }
  }
}

TEST(SegmentModelTest, MergingEqualsWritingTheLiveDocumentsAtOnce) {
  const uint32_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed));
  RandomDocuments random(seed);
  std::mt19937 choose(seed);
  std::vector<MergeInput> inputs;
  std::vector<DocumentTerms> live;
  std::vector<ModelDocument> live_models;
  for (const size_t count : {300U, 1U, 0U, 900U, 40U}) {
    const std::vector<ModelDocument> models = random.Take(count);
    DeletedDocs deleted;
    for (DocId doc = 0; doc < models.size(); ++doc) {
      if (count == 40U || choose() % 4 == 0) {
        deleted = deleted.With(doc);
      } else {
        live.push_back(ToTerms(models[doc]));
        live_models.push_back(models[doc]);
      }
    }
    inputs.push_back({OpenSegment(WriteModels(models)),
                      count == 1U ? nullptr : std::make_shared<DeletedDocs>(deleted)});
    if (count == 1U && deleted.count() == 1) {
      live.push_back(ToTerms(models[0]));
      live_models.push_back(models[0]);
    }
  }
  RecordingSink at_once;
  RecordingSink merged;
  ASSERT_TRUE(WriteSegment(live, &at_once).ok());
  const absl::Status status = MergeSegments(inputs, &merged);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(merged.blocks, at_once.blocks);

  auto blocks = std::make_shared<MemoryBlocks>();
  for (const auto& [key, block] : merged.blocks) ASSERT_TRUE(blocks->Put(key, block).ok());
  ExpectSegment(*OpenSegment(blocks), live_models);
}

TEST(SegmentModelTest, MergingNothingGivesAnEmptySegment) {
  auto blocks = std::make_shared<MemoryBlocks>();
  ASSERT_TRUE(MergeSegments({}, blocks.get()).ok());
  EXPECT_EQ(OpenSegment(blocks)->stats().documents, 0U);
}

}  // namespace
}  // namespace khotin::index
