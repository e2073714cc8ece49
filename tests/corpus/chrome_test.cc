// What is kept and left of news articles in the chrome of made-up sites, once cleaning has learned.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "chrome_score.h"
#include "wrapped_articles.h"

namespace khotin::testing {
namespace {

constexpr size_t kArticles = 2000;
constexpr size_t kWarmUp = 20;
constexpr uint64_t kSeed = 3;

// The unpacked articles: KHOTIN_VINEWS, else where the benchmarks put them.
std::string NewsFolder() {
  const char* folder = std::getenv("KHOTIN_VINEWS");
  return folder != nullptr ? std::string(folder)
                           : std::string(KHOTIN_SOURCE_DIR) + "/build/bench/vinews";
}

std::vector<PlainArticle> ReadNews(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<PlainArticle> news;
  const size_t step = std::max<size_t>(1, paths.size() / (2 * kArticles));
  for (size_t i = 0; i < paths.size() && news.size() < kArticles; i += step) {
    std::ifstream in(paths[i], std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    PlainArticle article = ParsePlainArticle(bytes.str(), kSeed);
    if (!article.paragraphs.empty()) news.push_back(std::move(article));
  }
  return news;
}

// Of the articles behind the first of each site.
ChromeScore ScoreAfterLearning(const std::vector<PlainArticle>& news,
                               absl::Span<const Site> sites) {
  const std::vector<WrappedArticle> wrapped = WrapArticles(news, sites, kSeed);
  const LearningRun run = LearnThrough(wrapped, true);
  ChromeScore sum;
  for (size_t i = 0; i < wrapped.size(); ++i) {
    if (wrapped[i].number >= kWarmUp) sum.Add(run.scores[i]);
  }
  return sum;
}

class ChromeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    news_ = ReadNews(NewsFolder());
    if (news_.size() < kArticles) GTEST_SKIP() << "no articles at " << NewsFolder();
  }

  std::vector<PlainArticle> news_;
};

TEST_F(ChromeTest, KeepsBodiesAndLeavesNoChrome) {
  const ChromeScore score = ScoreAfterLearning(news_, KnownSites());
  EXPECT_GE(score.Kept(), 99.5);
  EXPECT_LE(score.Left(), 0.5);
}

TEST_F(ChromeTest, HoldsOnSitesThatNoRuleWasMadeWith) {
  const ChromeScore score = ScoreAfterLearning(news_, HeldOutSites());
  EXPECT_GE(score.Kept(), 99.5);
  EXPECT_LE(score.Left(), 3.0);
}

}  // namespace
}  // namespace khotin::testing
