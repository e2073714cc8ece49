// How well FindSimilar's query finds the other articles of a story, and how long it takes.
//
//   similar_articles STORIES.jsonl NOISE [NAME=VALUE…]
//
// STORIES is one JSON object a line with story, id, title, summary, time and body; NOISE a folder
// of .txt articles that belong to no story. Prints, over the articles of stories of at least two:
// how many of the first ten are of the story, of as many as can be (recall@10), and the mean
// average precision at ten. NAME=VALUE sets a number of SimilarOptions.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "news_corpus.h"
#include "query/search.h"
#include "query/similar.h"
#include "story_corpus.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kDepth = 10;
constexpr size_t kNoise = 5000;
constexpr size_t kArticlesPerSegment = 4096;

struct Sums {
  double recall = 0;
  double precision = 0;
  double seconds = 0;
  int queries = 0;
};

bool Set(const std::string& argument, query::SimilarOptions* options) {
  const std::vector<std::string> parts = absl::StrSplit(argument, '=');
  double value = 0;
  if (parts.size() != 2 || !absl::SimpleAtod(parts[1], &value)) return false;
  if (parts[0] == "terms") {
    options->terms = static_cast<size_t>(value);
  } else if (parts[0] == "candidates") {
    options->candidates = static_cast<size_t>(value);
  } else if (parts[0] == "pair_weight") {
    options->pair_weight = value;
  } else {
    return false;
  }
  return true;
}

std::vector<text::Passage> PassagesOf(const NewsArticle& article) {
  return {{text::Field::kTitle, 0, article.title}, {text::Field::kBody, 0, article.text}};
}

absl::StatusOr<std::vector<std::string>> FindIds(const index::IndexSnapshot& snapshot,
                                                 const NewsArticle& article,
                                                 const query::SimilarOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const query::SimilarQuery similar,
                          query::MakeSimilarQuery(snapshot, PassagesOf(article), options));
  query::SearchOptions search;
  search.limit = kDepth + 1;
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult found,
                          query::Search(snapshot, similar.query, search));
  std::vector<std::string> ids;
  for (const query::Hit& hit : found.hits) {
    if (hit.values.article_id != article.id) ids.push_back(hit.values.article_id);
  }
  if (ids.size() > kDepth) ids.resize(kDepth);
  return ids;
}

void Add(const std::vector<std::string>& ids, const std::string& story,
         const std::map<std::string, std::string>& stories, size_t others, Sums* sums) {
  const size_t possible = std::min(others, kDepth);
  size_t hits = 0;
  double precision = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    const auto it = stories.find(ids[i]);
    if (it == stories.end() || it->second != story) continue;
    ++hits;
    precision += static_cast<double>(hits) / static_cast<double>(i + 1);
  }
  sums->recall += static_cast<double>(hits) / static_cast<double>(possible);
  sums->precision += precision / static_cast<double>(possible);
  ++sums->queries;
}

absl::Status Run(int argc, char** argv) {
  query::SimilarOptions options;
  options.least_articles = 2;
  for (int i = 3; i < argc; ++i) {
    if (!Set(argv[i], &options)) return absl::InvalidArgumentError(argv[i]);
  }
  KHOTIN_ASSIGN_OR_RETURN(auto labelled, testing::ReadLabelledStories(argv[1]));
  KHOTIN_ASSIGN_OR_RETURN(const auto noise, testing::ReadNoise(argv[2], kNoise, 0));
  labelled.insert(labelled.end(), noise.begin(), noise.end());
  std::vector<NewsArticle> articles;
  std::map<std::string, std::string> stories;
  std::map<std::string, size_t> sizes;
  for (const testing::StoryArticle& article : labelled) {
    articles.push_back({article.id, article.title, absl::StrCat(article.lead, "\n", article.body)});
    if (article.label.empty()) continue;
    stories[article.id] = article.label;
    ++sizes[article.label];
  }
  KHOTIN_ASSIGN_OR_RETURN(const BuiltIndex built, BuildIndex(articles, kArticlesPerSegment));
  Sums sums;
  for (const NewsArticle& article : articles) {
    const auto story = stories.find(article.id);
    if (story == stories.end() || sizes[story->second] < 2) continue;
    const double start = ThreadSeconds();
    KHOTIN_ASSIGN_OR_RETURN(const auto ids, FindIds(built.snapshot, article, options));
    sums.seconds += ThreadSeconds() - start;
    Add(ids, story->second, stories, sizes[story->second] - 1, &sums);
  }
  std::printf("%d articles: recall@10 %.4f, MAP@10 %.4f, %.0f us each\n", sums.queries,
              sums.recall / sums.queries, sums.precision / sums.queries,
              1e6 * sums.seconds / sums.queries);
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: similar_articles STORIES.jsonl NOISE [NAME=VALUE...]\n");
    return 2;
  }
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return 1;
}
