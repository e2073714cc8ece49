#include "story/document_frequencies.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace khotin::story {
namespace {

constexpr uint64_t kBucketStep = 65536;  // terms this far apart share a bucket

DocumentFrequencies Table(const std::vector<std::pair<uint64_t, uint32_t>>& counts,
                          uint32_t documents = 28399) {
  return DocumentFrequencies::Parse(EncodeDocumentFrequencies(counts, documents)).value();
}

TEST(DocumentFrequenciesTest, TheRarerTheHeavier) {
  const DocumentFrequencies table = Table({{1, 5}, {2, 50}, {3, 500}, {4, 3000}});
  EXPECT_GT(table.InverseFrequency(9), table.InverseFrequency(1));
  EXPECT_GT(table.InverseFrequency(1), table.InverseFrequency(2));
  EXPECT_GT(table.InverseFrequency(2), table.InverseFrequency(3));
  EXPECT_GT(table.InverseFrequency(3), table.InverseFrequency(4));
  EXPECT_GT(table.InverseFrequency(4), 0);
}

TEST(DocumentFrequenciesTest, StopWordsWeighNothing) {
  EXPECT_EQ(Table({{1, 20000}}).InverseFrequency(1), 0);
}

TEST(DocumentFrequenciesTest, HalfTheCollectionGivesTheSameTable) {
  EXPECT_EQ(Table({{1, 400}}, 28000).InverseFrequency(1),
            Table({{1, 200}}, 14000).InverseFrequency(1));
}

TEST(DocumentFrequenciesTest, AFullBucketKeepsTheMostFrequent) {
  const DocumentFrequencies table = Table({{kBucketStep * 1, 8},
                                           {kBucketStep * 2, 100},
                                           {kBucketStep * 3, 100},
                                           {kBucketStep * 4, 100},
                                           {kBucketStep * 5, 100}});
  EXPECT_EQ(table.InverseFrequency(kBucketStep * 1), table.InverseFrequency(7));
  for (uint64_t i = 2; i <= 5; ++i) {
    EXPECT_LT(table.InverseFrequency(kBucketStep * i), table.InverseFrequency(7));
  }
}

TEST(DocumentFrequenciesTest, TheOrderOfCountsMakesNoDifference) {
  EXPECT_EQ(EncodeDocumentFrequencies({{1, 5}, {2, 5}, {3, 9}}, 100),
            EncodeDocumentFrequencies({{3, 9}, {2, 5}, {1, 5}}, 100));
}

TEST(DocumentFrequenciesTest, OtherBytesAreRefused) {
  EXPECT_FALSE(DocumentFrequencies::Parse("").ok());
  EXPECT_FALSE(DocumentFrequencies::Parse(std::string(1000, 'x')).ok());
}

}  // namespace
}  // namespace khotin::story
