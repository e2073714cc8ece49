// Whether articles about one event find each other among other news.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "story_corpus.h"

namespace khotin::testing {
namespace {

constexpr size_t kNoise = 5000;

std::string FromEnvironment(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? std::string(value) : std::string(KHOTIN_SOURCE_DIR) + otherwise;
}

class StoriesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string labelled =
        FromEnvironment("KHOTIN_SHARED", "/../shared") + "/data/stories/stories-dev.jsonl";
    auto articles = ReadLabelledStories(labelled);
    if (!articles.ok()) GTEST_SKIP() << articles.status().message();
    const std::string folder = FromEnvironment("KHOTIN_VINEWS", "/build/bench/vinews");
    const auto noise = ReadNoise(folder, kNoise, 1);
    if (!noise.ok()) GTEST_SKIP() << noise.status().message();
    if (noise->size() < kNoise) GTEST_SKIP() << "too few articles at " << folder;
    articles_ = *std::move(articles);
    articles_.insert(articles_.end(), noise->begin(), noise->end());
  }

  BCubed Score(Arrival arrival, uint64_t seed) const {
    const auto order = ArrivalOrder(articles_, arrival, seed);
    return ScoreGrouping(articles_,
                         GroupArticles(articles_, order, story::DocumentFrequencies::BuiltIn()));
  }

  std::vector<StoryArticle> articles_;
};

TEST_F(StoriesTest, StoriesAreFoundInAnyOrder) {
  for (uint64_t seed = 0; seed < 2; ++seed) {
    const BCubed score = Score(Arrival::kShuffled, seed);
    EXPECT_GE(score.F1(), 0.93) << "seed " << seed;
    EXPECT_GE(score.NoiseF1(), 0.90) << "seed " << seed;
  }
}

TEST_F(StoriesTest, StoriesAreFoundAsTheyAppear) {
  const BCubed score = Score(Arrival::kByTime, 0);
  EXPECT_GE(score.F1(), 0.93);
  EXPECT_GE(score.NoiseF1(), 0.90);
}

TEST_F(StoriesTest, StoriesAreFoundWithoutDates) {
  for (StoryArticle& article : articles_) article.time.reset();
  const BCubed score = Score(Arrival::kShuffled, 0);
  EXPECT_GE(score.F1(), 0.90);
  EXPECT_GE(score.NoiseF1(), 0.88);
}

}  // namespace
}  // namespace khotin::testing
