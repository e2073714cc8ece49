// How fast the index is built and asked, on one thread with blocks in memory. Times are the
// thread's own, so that a busy machine does not count.
//
//   search_speed FOLDER [QUERIES-PER-CLASS]
//
// FOLDER holds one article per .txt file: the title, a line break, the text. Queries are drawn from
// the articles themselves by a fixed seed: words that stand together in a sentence make the queries
// that want all or some of them, words in a row the phrases.
#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "index/term.h"
#include "news_corpus.h"
#include "query/query_parser.h"
#include "query/search.h"
#include "text/normalize.h"

namespace khotin::benchmarks {
namespace {

struct QueryClass {
  const char* name;
  std::vector<std::string> queries;
};

std::vector<std::string> Words(const std::string& text, bool folded) {
  const text::Normalized normalized = text::Normalize(text);
  std::vector<std::string> words;
  for (const index::Unit& unit : index::SplitUnits(normalized.text)) {
    const auto keys = index::MakeUnitKeys(
        absl::string_view(normalized.text).substr(unit.begin, unit.end - unit.begin));
    words.push_back(folded ? keys.folded : keys.exact);
  }
  return words;
}

class QueryMaker {
 public:
  QueryMaker(const std::vector<NewsArticle>* articles, size_t count)
      : articles_(*articles), count_(count) {}

  // `least` to `most` words of a stretch of a text with `joint` between them, in quotes or not.
  std::vector<std::string> Runs(size_t least, size_t most, bool folded, const char* joint = " ",
                                const char* quote = "") {
    std::vector<std::string> queries;
    while (queries.size() < count_) {
      const auto words = Words(articles_[random_() % articles_.size()].text, folded);
      const size_t length = least + random_() % (most - least + 1);
      if (words.size() < 4 * length) continue;
      const size_t begin = random_() % (words.size() - length);
      const auto first = words.begin() + static_cast<ptrdiff_t>(begin);
      const std::string joined =
          absl::StrJoin(first, first + static_cast<ptrdiff_t>(length), joint);
      queries.push_back(absl::StrCat(quote, joined, quote));
    }
    return queries;
  }

  std::vector<std::string> Titles(bool folded, const char* joint = " ") {
    std::vector<std::string> queries;
    while (queries.size() < count_) {
      const auto words = Words(articles_[random_() % articles_.size()].title, folded);
      if (words.size() > 4) queries.push_back(absl::StrJoin(words, joint));
    }
    return queries;
  }

 private:
  const std::vector<NewsArticle>& articles_;
  const size_t count_;
  std::mt19937 random_{2017};
};

struct Timing {
  std::vector<double> micros;  // CPU, parsing included; sorted
  double matches = 0;          // a query, in the mean

  double Mean() const {
    double sum = 0;
    for (const double each : micros) sum += each;
    return sum / static_cast<double>(micros.size());
  }
};

absl::StatusOr<Timing> Time(const index::IndexSnapshot& snapshot, const QueryClass& queries,
                            query::TotalMode total) {
  Timing timing;
  query::SearchOptions options;
  options.limit = 10;
  options.total = total;
  for (const std::string& text : queries.queries) {
    const double start = ThreadSeconds();
    KHOTIN_ASSIGN_OR_RETURN(const query::QueryTree parsed, query::ParseQueryTree(text));
    KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult result,
                            query::Search(snapshot, parsed, options));
    timing.micros.push_back(1e6 * (ThreadSeconds() - start));
    timing.matches += static_cast<double>(result.total + result.collapsed);
  }
  timing.matches /= static_cast<double>(queries.queries.size());
  std::sort(timing.micros.begin(), timing.micros.end());
  return timing;
}

absl::Status Measure(const index::IndexSnapshot& snapshot, const QueryClass& queries) {
  const auto estimate = query::TotalMode::kEstimate;
  KHOTIN_RETURN_IF_ERROR(Time(snapshot, queries, estimate).status());  // warms up
  KHOTIN_ASSIGN_OR_RETURN(const Timing first, Time(snapshot, queries, estimate));
  KHOTIN_ASSIGN_OR_RETURN(const Timing all, Time(snapshot, queries, query::TotalMode::kExact));
  const size_t count = first.micros.size();
  std::printf("%-36s %8.0f %8.0f %8.0f   %9.0f   %9.0f %9.0f\n", queries.name, first.Mean(),
              first.micros[count / 2], first.micros[count * 99 / 100], all.Mean(), all.matches,
              first.matches);
  return absl::OkStatus();
}

absl::Status Run(int argc, char** argv) {
  int per_class = 1000;
  if (argc < 2 || (argc > 2 && !absl::SimpleAtoi(argv[2], &per_class)) || per_class < 1) {
    return absl::InvalidArgumentError("usage: search_speed FOLDER [QUERIES-PER-CLASS]");
  }
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, ReadArticles(argv[1]));
  if (articles.empty()) return absl::NotFoundError("no articles");
  KHOTIN_ASSIGN_OR_RETURN(const BuiltIndex built, BuildIndex(articles, 2000));
  const auto count = static_cast<double>(articles.size());
  std::printf(
      "%zu articles: %.0f docs/s analyzed, %.0f docs/s written, %.0f docs/s merged, %.1f MB\n",
      articles.size(), count / built.analyze_seconds, count / built.write_seconds,
      count / built.merge_seconds, static_cast<double>(built.bytes) / 1e6);
  std::printf(
      "top-10, CPU microseconds                mean   median      p99   with total     matches "
      "estimated\n");
  QueryMaker maker(&articles, static_cast<size_t>(per_class));
  const QueryClass classes[] = {
      {"all of 2-3 words, no diacritics", maker.Runs(2, 3, true)},
      {"all of 2-3 words, diacritics", maker.Runs(2, 3, false)},
      {"any of 2-4 words, no diacritics", maker.Runs(2, 4, true, " OR ")},
      {"any of 2-4 words, diacritics", maker.Runs(2, 4, false, " OR ")},
      {"enough of 4-6 words, no diacritics", maker.Runs(4, 6, true)},
      {"enough of 4-6 words, diacritics", maker.Runs(4, 6, false)},
      {"phrase of 2-4 words, no diacritics", maker.Runs(2, 4, true, " ", "\"")},
      {"phrase of 2-4 words, diacritics", maker.Runs(2, 4, false, " ", "\"")},
      {"any of a whole title, no diacritics", maker.Titles(true, " OR ")},
      {"whole title, no diacritics", maker.Titles(true)},
      {"whole title, diacritics", maker.Titles(false)}};
  for (const QueryClass& each : classes) KHOTIN_RETURN_IF_ERROR(Measure(built.snapshot, each));
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}
