// How well articles are grouped into stories, and how fast.
//
//   story_grouping STORIES.jsonl NEWS_FOLDER [NOISE [FREQUENCIES.bin [PARITY]]]
//
// Labelled articles are mixed into NOISE articles of the folder (5,000), and grouped one at a time
// in shuffled orders and by time, with their dates, with noise dated among them, with a tenth of
// the dates wrong, and without any. FREQUENCIES replaces the table that is compiled in, PARITY (0
// or 1) picks the half of the folder that noise is of: a table counted on the other half has not
// seen it.
#include <cstdio>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/status.h"
#include "story_corpus.h"

namespace khotin::benchmarks {
namespace {

using testing::Arrival;
using testing::StoryArticle;

constexpr int kShuffles = 4;

absl::StatusOr<story::DocumentFrequencies> ReadFrequencies(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return story::DocumentFrequencies::Parse(bytes.str());
}

void Report(const char* name, const std::vector<StoryArticle>& articles, Arrival arrival,
            uint64_t seed, const story::DocumentFrequencies& frequencies) {
  const auto order = testing::ArrivalOrder(articles, arrival, seed);
  const auto grouping = testing::GroupArticles(articles, order, frequencies);
  const auto score = testing::ScoreGrouping(articles, grouping);
  const std::set<uint64_t> stories(grouping.stories.begin(), grouping.stories.end());
  const double count = static_cast<double>(articles.size());
  std::printf(
      "%-14s P %.3f R %.3f F1 %.3f, with noise P %.3f F1 %.3f; %zu stories; "
      "us/article: features %.0f, assignment %.0f\n",
      name, score.precision, score.recall, score.F1(), score.noise_precision, score.NoiseF1(),
      stories.size(), 1e6 * grouping.feature_seconds / count,
      1e6 * grouping.assign_seconds / count);
}

std::vector<StoryArticle> WithWrongDates(std::vector<StoryArticle> articles) {
  std::mt19937_64 random(1);
  constexpr int64_t kDay = 86400;
  for (StoryArticle& article : articles) {
    if (!article.time.has_value() || random() % 10 != 0) continue;
    *article.time += (static_cast<int64_t>(random() % 4000) - 2000) * kDay;
  }
  return articles;
}

// Noise takes the dates of labelled articles, give or take half a day.
std::vector<StoryArticle> WithDatedNoise(std::vector<StoryArticle> articles) {
  std::vector<int64_t> times;
  for (const StoryArticle& article : articles) {
    if (article.time.has_value()) times.push_back(*article.time);
  }
  std::mt19937_64 random(1);
  constexpr int64_t kDay = 86400;
  for (StoryArticle& article : articles) {
    if (article.time.has_value() || times.empty()) continue;
    const auto jitter = static_cast<int64_t>(random() % kDay) - kDay / 2;
    article.time = times[random() % times.size()] + jitter;
  }
  return articles;
}

std::vector<StoryArticle> WithoutDates(std::vector<StoryArticle> articles) {
  for (StoryArticle& article : articles) article.time.reset();
  return articles;
}

absl::Status Run(const std::string& labelled, const std::string& folder, size_t noise,
                 const story::DocumentFrequencies& frequencies, int parity) {
  KHOTIN_ASSIGN_OR_RETURN(auto articles, testing::ReadLabelledStories(labelled));
  const size_t count = articles.size();
  KHOTIN_ASSIGN_OR_RETURN(const auto news, testing::ReadNoise(folder, noise, parity));
  articles.insert(articles.end(), news.begin(), news.end());
  std::printf("%zu labelled articles, %zu of noise\n", count, news.size());
  for (int i = 0; i < kShuffles; ++i) {
    Report("shuffled", articles, Arrival::kShuffled, static_cast<uint64_t>(i), frequencies);
  }
  Report("by time", articles, Arrival::kByTime, 0, frequencies);
  Report("dated noise", WithDatedNoise(articles), Arrival::kShuffled, 0, frequencies);
  Report("wrong dates", WithWrongDates(articles), Arrival::kShuffled, 0, frequencies);
  for (int i = 0; i < 2; ++i) {
    Report("without dates", WithoutDates(articles), Arrival::kShuffled, static_cast<uint64_t>(i),
           frequencies);
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr,
                 "usage: story_grouping STORIES.jsonl NEWS_FOLDER [NOISE [FREQUENCIES [0|1]]]\n");
    return 2;
  }
  using khotin::story::DocumentFrequencies;
  const auto table = argc > 4 ? khotin::benchmarks::ReadFrequencies(argv[4])
                              : absl::StatusOr<DocumentFrequencies>(DocumentFrequencies::BuiltIn());
  const absl::Status status =
      !table.ok() ? table.status()
                  : khotin::benchmarks::Run(argv[1], argv[2], argc > 3 ? std::stoul(argv[3]) : 5000,
                                            *table, argc > 5 ? std::stoi(argv[5]) : 1);
  if (status.ok()) return 0;
  std::fprintf(stderr, "story_grouping: %s\n", status.ToString().c_str());
  return 1;
}
