// Segments of random documents against plain maps, written at once and merged.
#include <algorithm>
#include <cstdlib>
#include <map>
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

struct ModelPosting {
  DocId doc;
  DocumentTerm term;
};
using Model = std::map<std::string, std::vector<ModelPosting>>;

Model MakeModel(const std::vector<DocumentTerms>& documents) {
  Model model;
  for (DocId doc = 0; doc < documents.size(); ++doc) {
    for (DocumentTerm& term : ListTerms(documents[doc])) {
      model[term.text].push_back({doc, std::move(term)});
    }
  }
  return model;
}

void ExpectSpellings(Postings* postings, const DocumentTerm& expected) {
  const auto codes = postings->spellings();
  const std::string own = expected.text.substr(2);
  for (size_t i = 0; i < expected.spellings.size(); ++i) {
    const uint32_t code = codes.empty() ? 0 : codes[i];
    ASSERT_EQ(code, postings->SpellingCode(expected.spellings[i], own)) << expected.text;
  }
}

void ExpectPostings(Postings* postings, const std::vector<ModelPosting>& expected) {
  ASSERT_NE(postings, nullptr);
  ASSERT_EQ(postings->document_frequency(), expected.size());
  for (const ModelPosting& each : expected) {
    ASSERT_EQ(postings->doc(), each.doc);
    ASSERT_EQ(postings->frequency(), each.term.frequency);
    const auto positions = postings->positions();
    ASSERT_EQ(std::vector<uint32_t>(positions.begin(), positions.end()), each.term.positions);
    ExpectSpellings(postings, each.term);
    postings->Next();
  }
  ASSERT_EQ(postings->doc(), kNoDoc);
}

void ExpectValues(const Segment& segment, const std::vector<DocumentTerms>& documents) {
  ASSERT_EQ(segment.stats().documents, documents.size());
  for (DocId doc = 0; doc < documents.size(); ++doc) {
    const DocumentValues& expected = documents[doc].values;
    const auto values = segment.Values(doc);
    ASSERT_TRUE(values.ok()) << values.status();
    ASSERT_EQ(values->article_id, expected.article_id);
    ASSERT_EQ(values->publish_seconds, expected.publish_seconds);
    ASSERT_EQ(values->cluster, expected.cluster);
    ASSERT_EQ(values->revision, expected.revision);
    for (size_t field = 0; field < kFieldCount; ++field) {
      ASSERT_EQ(ClassOfLength(values->lengths[field]), ClassOfLength(expected.lengths[field]));
    }
    ASSERT_EQ(*segment.FindDocument(expected.article_id), absl::make_optional(doc));
    for (size_t field = 0; field < kValueFieldCount; ++field) {
      const FacetColumn& column = **segment.Facets(static_cast<ValueField>(field));
      std::set<std::string> labels;
      for (const uint32_t ordinal : column.Ordinals(doc)) labels.insert(column.labels[ordinal]);
      const Labels& wanted = documents[doc].labels[field];
      ASSERT_EQ(labels, std::set<std::string>(wanted.begin(), wanted.end()));
    }
  }
}

void ExpectSegment(const Segment& segment, const std::vector<DocumentTerms>& documents) {
  ExpectValues(segment, documents);
  const auto cursor = segment.Terms();
  for (const auto& [term, postings] : MakeModel(documents)) {
    ASSERT_TRUE(cursor->Next());
    ASSERT_EQ(cursor->term(), term);
    auto opened = segment.OpenPostings(term);
    ASSERT_TRUE(opened.ok()) << opened.status();
    ExpectPostings(opened->get(), postings);
    if (::testing::Test::HasFatalFailure()) return;
  }
  ASSERT_FALSE(cursor->Next());
  ASSERT_TRUE(cursor->status().ok());
}

TEST(SegmentModelTest, SegmentsOfManySizes) {
  const uint32_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed));
  RandomDocuments random(seed);
  for (const size_t count : {1U, 2U, 127U, 128U, 129U, 256U, 1025U, 2500U}) {
    const std::vector<DocumentTerms> models = random.Take(count);
    ExpectSegment(*OpenSegment(WriteDocuments(models)), models);
    if (::testing::Test::HasFatalFailure()) return;
  }
}

// By looking at every term.
std::vector<TermCount> CountTerms(const std::vector<DocumentTerms>& documents,
                                  const std::string& prefix, size_t limit) {
  std::vector<TermCount> terms;
  for (const auto& [term, postings] : MakeModel(documents)) {
    if (term.compare(0, prefix.size(), prefix) != 0) continue;
    terms.push_back({term, static_cast<uint32_t>(postings.size())});
  }
  std::stable_sort(terms.begin(), terms.end(), [](const TermCount& a, const TermCount& b) {
    return a.documents > b.documents;
  });
  if (terms.size() > limit) terms.resize(limit);
  return terms;
}

TEST(SegmentModelTest, TheMostFrequentTermsOfAPrefix) {
  const uint32_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed));
  RandomDocuments random(seed);
  const std::vector<DocumentTerms> models = random.Take(2000);
  const auto segment = OpenSegment(WriteDocuments(models));
  for (const std::string& prefix : std::vector<std::string>{"k", "kc", "kcum tu 1", "kthu hai",
                                                            "v3person", "f1w1", "kzz", "z", ""}) {
    for (const size_t limit : {0U, 1U, 7U, 100U}) {
      const auto found =
          segment->FrequentTerms(prefix, limit, [](absl::string_view) { return true; });
      ASSERT_TRUE(found.ok()) << found.status();
      const auto expected = CountTerms(models, prefix, limit);
      ASSERT_EQ(found->size(), expected.size()) << prefix;
      for (size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ((*found)[i].term, expected[i].term) << prefix;
        EXPECT_EQ((*found)[i].documents, expected[i].documents) << (*found)[i].term;
      }
    }
  }
}

TEST(SegmentModelTest, RandomSkipsAgreeWithTheModel) {
  const uint32_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed));
  RandomDocuments random(seed);
  const std::vector<DocumentTerms> models = random.Take(3000);
  const auto segment = OpenSegment(WriteDocuments(models));
  std::mt19937 steps(seed);
  const Model model = MakeModel(models);
  for (const std::string& term : std::vector<std::string>{"f1w0", "f1w1", "e1w3!1", "f0w17",
                                                          "f1w900", "p1w0 w0", "v0source1 vn"}) {
    const auto postings = *segment->OpenPostings(term);
    ASSERT_NE(postings, nullptr) << term;
    std::set<DocId> docs;
    for (const ModelPosting& each : model.at(term)) docs.insert(each.doc);
    for (DocId target = 0; target < 3000;) {
      target += static_cast<DocId>(steps() % (steps() % 4 == 0 ? 700 : 20));
      postings->SkipTo(target);
      const auto next = docs.lower_bound(target);
      target = next == docs.end() ? 3000 : *next;
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
  for (const size_t count : {300U, 1U, 0U, 900U, 40U}) {
    const std::vector<DocumentTerms> models = random.Take(count);
    DeletedDocs deleted;
    for (DocId doc = 0; doc < models.size(); ++doc) {
      if (count == 40U || choose() % 4 == 0) {
        deleted = deleted.With(doc);
      } else {
        live.push_back(models[doc]);
      }
    }
    inputs.push_back({OpenSegment(WriteDocuments(models)),
                      count == 1U ? nullptr : std::make_shared<DeletedDocs>(deleted)});
    if (count == 1U && deleted.count() == 1) {
      live.push_back(models[0]);
    }
  }
  RecordingSink at_once;
  RecordingSink merged;
  ASSERT_TRUE(WriteSegment(live, &at_once).ok());
  const absl::Status status = MergeSegments(inputs, &merged);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(merged.blocks, at_once.blocks);

  auto blocks = std::make_shared<MemoryBlocks>();
  for (const auto& [number, block] : merged.blocks) ASSERT_TRUE(blocks->Put(number, block).ok());
  ExpectSegment(*OpenSegment(blocks), live);
}

TEST(SegmentModelTest, MergingNothingGivesAnEmptySegment) {
  auto blocks = std::make_shared<MemoryBlocks>();
  ASSERT_TRUE(MergeSegments({}, blocks.get()).ok());
  EXPECT_EQ(OpenSegment(blocks)->stats().documents, 0U);
}

}  // namespace
}  // namespace khotin::index
