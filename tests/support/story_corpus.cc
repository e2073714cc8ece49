#include "story_corpus.h"

#include <time.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "story/features.h"
#include "story/memory_index_test_util.h"
#include "text/date.h"
#include "text/passage.h"

namespace khotin::testing {
namespace {

// Seconds; the source writes Vietnamese time.
story::PublishTime ParseTime(const std::string& text) {
  const auto date = text::ParseTimestamp(text);
  if (!date.has_value() || date->day == 0) return {};
  const absl::CivilSecond civil(date->year, date->month, date->day, std::max(0, date->hour),
                                std::max(0, date->minute));
  return absl::ToUnixSeconds(absl::FromCivil(civil, absl::FixedTimeZone(7 * 3600)));
}

double ThreadSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

StoryArticle ReadPlainArticle(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  StoryArticle article;
  article.id = path.stem().string();
  std::getline(file, article.title);
  std::getline(file, article.lead);
  std::ostringstream body;
  body << file.rdbuf();
  article.body = std::move(body).str();
  return article;
}

}  // namespace

absl::StatusOr<std::vector<StoryArticle>> ReadLabelledStories(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  std::vector<StoryArticle> articles;
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) return absl::DataLossError(absl::StrCat(path, ": not JSON lines"));
    articles.push_back({json.value("id", ""), json.value("story", ""), json.value("title", ""),
                        json.value("summary", ""), json.value("body", ""),
                        ParseTime(json.value("time", ""))});
  }
  return articles;
}

absl::StatusOr<std::vector<StoryArticle>> ReadNoise(const std::string& folder, size_t count,
                                                    int parity) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  if (error) return absl::NotFoundError(absl::StrCat(folder, ": ", error.message()));
  std::sort(paths.begin(), paths.end());
  const size_t pairs = paths.size() / 2;
  count = std::min(count, pairs);
  std::vector<StoryArticle> articles;
  articles.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    articles.push_back(ReadPlainArticle(paths[2 * (i * pairs / count) + (parity != 0 ? 1 : 0)]));
  }
  return articles;
}

std::vector<size_t> ArrivalOrder(const std::vector<StoryArticle>& articles, Arrival arrival,
                                 uint64_t seed) {
  std::vector<size_t> order(articles.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::mt19937_64 random(seed);
  std::shuffle(order.begin(), order.end(), random);
  if (arrival == Arrival::kShuffled) return order;
  std::vector<int64_t> times;
  for (const StoryArticle& article : articles) {
    if (article.time.has_value()) times.push_back(*article.time);
  }
  if (times.empty()) return order;
  std::vector<int64_t> keys;
  keys.reserve(articles.size());
  for (const StoryArticle& article : articles) {
    keys.push_back(article.time.value_or(times[random() % times.size()]));
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return keys[a] < keys[b]; });
  return order;
}

Grouping GroupArticles(const std::vector<StoryArticle>& articles, const std::vector<size_t>& order,
                       const story::DocumentFrequencies& frequencies) {
  Grouping grouping;
  grouping.stories.resize(articles.size());
  story::MemoryIndex index;
  for (size_t i : order) {
    const StoryArticle& article = articles[i];
    const text::Passage passages[] = {{text::Field::kTitle, 0, article.title},
                                      {text::Field::kLead, 0, article.lead},
                                      {text::Field::kBody, 0, article.body}};
    const double begin = ThreadSeconds();
    story::Features features = story::ExtractFeatures(passages, frequencies);
    const double extracted = ThreadSeconds();
    grouping.stories[i] = index.Add({article.id, article.time, std::move(features)});
    grouping.feature_seconds += extracted - begin;
    grouping.assign_seconds += ThreadSeconds() - extracted;
  }
  return grouping;
}

BCubed ScoreGrouping(const std::vector<StoryArticle>& articles, const Grouping& grouping) {
  std::map<uint64_t, double> all, labelled;
  std::map<std::string, double> label;
  std::map<std::pair<uint64_t, std::string>, double> both;
  for (size_t i = 0; i < articles.size(); ++i) {
    const uint64_t story = grouping.stories[i];
    ++all[story];
    if (articles[i].label.empty()) continue;
    ++labelled[story];
    ++label[articles[i].label];
    ++both[{story, articles[i].label}];
  }
  BCubed score;
  double count = 0;
  for (const auto& [key, shared] : both) {
    const auto& [story, name] = key;
    count += shared;
    score.precision += shared * shared / labelled[story];
    score.recall += shared * shared / label[name];
    score.noise_precision += shared * shared / all[story];
  }
  if (count == 0) return score;
  score.precision /= count;
  score.recall /= count;
  score.noise_precision /= count;
  return score;
}

}  // namespace khotin::testing
