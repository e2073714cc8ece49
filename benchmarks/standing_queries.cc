// How fast saved queries are matched with new articles, on one thread. Times are the thread's own,
// so that a busy machine does not count.
//
//   standing_queries FOLDER [QUERIES]
//
// FOLDER holds one article per .txt file: the title, a line break, the text. Queries are two or
// three words side by side of titles drawn by a fixed seed, every second one quoted, one in eight
// with an alternative; the articles that come are other ones than those. Each batch is also matched
// by searching its segment with every query, as one would without standing queries, and the two
// answers are compared.
#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "index/segment.h"
#include "news_corpus.h"
#include "query/query_parser.h"
#include "query/search.h"
#include "query/standing_query.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kBatchSizes[] = {1, 16, 128};
constexpr size_t kArticles = 1280;
constexpr uint32_t kSeed = 2017;

std::vector<index::DocumentTerms> TermsOf(const std::vector<NewsArticle>& articles, size_t begin,
                                          size_t end) {
  std::vector<index::DocumentTerms> documents;
  for (size_t i = begin; i < end; ++i) {
    const text::Passage passages[] = {{text::Field::kTitle, 0, articles[i].title},
                                      {text::Field::kBody, 0, articles[i].text}};
    documents.push_back(index::CutIntoUnits(passages));
    documents.back().values.article_id = articles[i].id;
  }
  return documents;
}

std::string DrawWords(const std::vector<NewsArticle>& articles, size_t from, std::mt19937* random) {
  const auto& article = articles[from + (*random)() % (articles.size() - from)];
  std::string letters = article.title;
  for (char& c : letters) {
    if (absl::ascii_ispunct(c)) c = ' ';
  }
  const std::vector<std::string> words = absl::StrSplit(letters, ' ', absl::SkipWhitespace());
  const size_t count = std::min<size_t>(words.size(), 2 + (*random)() % 2);
  if (count == 0) return "";
  const size_t begin = (*random)() % (words.size() - count + 1);
  return absl::StrJoin(words.begin() + static_cast<ptrdiff_t>(begin),
                       words.begin() + static_cast<ptrdiff_t>(begin + count), " ");
}

std::vector<query::QueryTree> DrawQueries(const std::vector<NewsArticle>& articles, size_t count) {
  std::mt19937 random(kSeed);
  std::vector<query::QueryTree> queries;
  while (queries.size() < count) {
    std::string typed = DrawWords(articles, kArticles, &random);
    if (random() % 2 == 0) typed = absl::StrCat("\"", typed, "\"");
    if (random() % 8 == 0) {
      absl::StrAppend(&typed, " OR \"", DrawWords(articles, kArticles, &random), "\"");
    }
    auto query = query::ParseQueryTree(typed);
    // What others match depends on an archive, of which there is none here.
    const bool usable = query.ok() && !query::NeedsWeights(query->root, query::Ranking());
    if (usable) queries.push_back(*std::move(query));
  }
  return queries;
}

struct Cost {
  double make_seconds = 0;
  double match_seconds = 0;
  double search_seconds = 0;
  uint64_t matches = 0;
  uint64_t searched = 0;  // matches by searching
};

absl::StatusOr<uint64_t> SearchAll(absl::Span<const index::DocumentTerms> documents,
                                   const std::vector<query::QueryTree>& queries) {
  auto blocks = std::make_shared<index::MemoryBlocks>(true);
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(documents, blocks.get()));
  index::IndexSnapshot snapshot;
  snapshot.segments.emplace_back();
  KHOTIN_ASSIGN_OR_RETURN(snapshot.segments[0].segment, index::Segment::Open(blocks));
  query::Ranking never_relaxed;
  never_relaxed.enough_hits = 0;
  query::SearchOptions options;
  options.limit = static_cast<int>(documents.size());
  uint64_t found = 0;
  for (const query::QueryTree& query : queries) {
    KHOTIN_ASSIGN_OR_RETURN(const auto result,
                            query::SearchRanked(snapshot, query, options, never_relaxed));
    found += result.hits.size();
  }
  return found;
}

absl::StatusOr<Cost> MatchBatches(const std::vector<NewsArticle>& articles, size_t batch_size,
                                  const std::vector<query::QueryTree>& trees,
                                  const std::vector<query::StandingQuery>& queries) {
  Cost cost;
  for (size_t begin = 0; begin < kArticles; begin += batch_size) {
    double start = ThreadSeconds();
    const auto documents = TermsOf(articles, begin, begin + batch_size);
    KHOTIN_ASSIGN_OR_RETURN(const auto batch, query::DocumentBatch::Make(documents));
    cost.make_seconds += ThreadSeconds() - start;
    start = ThreadSeconds();
    for (const query::StandingQuery& query : queries) {
      KHOTIN_ASSIGN_OR_RETURN(const auto matches, query.Match(batch, {}));
      cost.matches += matches.size();
    }
    cost.match_seconds += ThreadSeconds() - start;
    start = ThreadSeconds();
    KHOTIN_ASSIGN_OR_RETURN(const uint64_t searched, SearchAll(documents, trees));
    cost.search_seconds += ThreadSeconds() - start;
    cost.searched += searched;
  }
  return cost;
}

absl::Status Run(const std::string& folder, size_t count) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<NewsArticle> articles, ReadArticles(folder));
  if (articles.size() < 2 * kArticles) return absl::NotFoundError("too few articles there");
  const std::vector<query::QueryTree> trees = DrawQueries(articles, count);
  const double start = ThreadSeconds();
  const std::vector<query::StandingQuery> queries(trees.begin(), trees.end());
  std::printf("seed %u, %zu queries, made ready in %.0f ms\n", kSeed, count,
              (ThreadSeconds() - start) * 1e3);
  for (const size_t size : kBatchSizes) {
    KHOTIN_ASSIGN_OR_RETURN(const Cost cost, MatchBatches(articles, size, trees, queries));
    if (cost.matches != cost.searched) return absl::InternalError("the two answers differ");
    const double batches = static_cast<double>(kArticles / size);
    std::printf(
        "batches of %3zu: %.2f ms to make one ready, %.2f ms to match it (%.1f us an article), "
        "%.1f times as fast as searching; %.1f matches an article\n",
        size, cost.make_seconds / batches * 1e3, cost.match_seconds / batches * 1e3,
        cost.match_seconds / kArticles * 1e6,
        cost.search_seconds / (cost.match_seconds + cost.make_seconds),
        static_cast<double>(cost.matches) / kArticles);
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  size_t queries = 10000;
  if (argc < 2 || (argc > 2 && !absl::SimpleAtoi(argv[2], &queries))) {
    std::fprintf(stderr, "usage: standing_queries FOLDER [QUERIES]\n");
    return 2;
  }
  const absl::Status status = Run(argv[1], queries);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s: %s\n", argv[1], std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
