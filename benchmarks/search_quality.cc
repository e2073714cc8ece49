// How well the ranking does on judged queries: nDCG@10 over the judged articles only.
//
//   search_quality FOLDER QUERIES.tsv JUDGMENTS.tsv [NAME=VALUE…]
//
// FOLDER holds one article per .txt file: the title, a line break, the text. QUERIES has an id and
// a query per line, JUDGMENTS an id, an article (its file's name without .txt) and a grade.
// NAME=VALUE sets a number of the ranking to another value than the measured one, to compare;
// `--` begins another set of values over the same index. `split=N` counts the first N queries and
// the others apart; `verbose=1` prints every query.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "news_corpus.h"
#include "query/query_parser.h"
#include "query/ranking.h"
#include "query/search.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kDepth = 10;

struct JudgedQuery {
  std::string id;
  std::string text;
  std::map<std::string, int> grades;
};

struct Settings {
  query::Ranking ranking;
  int split = 0;
  bool verbose = false;
};

double Gain(int grade) { return std::exp2(grade) - 1; }

double Dcg(const std::vector<int>& grades) {
  double sum = 0;
  for (size_t i = 0; i < std::min(grades.size(), kDepth); ++i) {
    sum += Gain(grades[i]) / std::log2(static_cast<double>(i) + 2);
  }
  return sum;
}

absl::StatusOr<double> Ndcg(const index::IndexSnapshot& snapshot, const JudgedQuery& judged,
                            const Settings& settings, uint64_t* total) {
  KHOTIN_ASSIGN_OR_RETURN(const query::QueryTree parsed, query::ParseQueryTree(judged.text));
  query::SearchOptions options;
  options.limit = static_cast<int>(snapshot.documents);
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult result,
                          query::SearchRanked(snapshot, parsed, options, settings.ranking));
  *total = result.total;
  std::vector<int> found;
  for (const query::Hit& hit : result.hits) {
    const auto grade = judged.grades.find(hit.values.article_id);
    if (grade != judged.grades.end()) found.push_back(grade->second);
  }
  std::vector<int> ideal;
  for (const auto& grade : judged.grades) ideal.push_back(grade.second);
  std::sort(ideal.rbegin(), ideal.rend());
  return Dcg(found) / std::max(Dcg(ideal), 1e-9);
}

absl::StatusOr<std::vector<JudgedQuery>> ReadQueries(const char* queries, const char* judgments) {
  KHOTIN_ASSIGN_OR_RETURN(const auto query_rows, ReadTable(queries));
  KHOTIN_ASSIGN_OR_RETURN(const auto grade_rows, ReadTable(judgments));
  std::map<std::string, std::map<std::string, int>> grades;
  for (const auto& row : grade_rows) {
    int grade = 0;
    if (row.size() == 3 && absl::SimpleAtoi(row[2], &grade)) grades[row[0]][row[1]] = grade;
  }
  std::vector<JudgedQuery> judged;
  for (const auto& row : query_rows) {
    if (row.size() >= 2) judged.push_back({row[0], row[1], grades[row[0]]});
  }
  return judged;
}

bool Set(const std::string& argument, Settings* settings) {
  const std::vector<std::string> parts = absl::StrSplit(argument, '=');
  double value = 0;
  if (parts.size() != 2 || !absl::SimpleAtod(parts[1], &value)) return false;
  query::Ranking& ranking = settings->ranking;
  const std::map<std::string, double*> numbers = {
      {"typed_share", &ranking.typed_share}, {"title_weight", &ranking.title_weight},
      {"pair_weight", &ranking.pair_weight}, {"as_typed_weight", &ranking.as_typed_weight},
      {"share_base", &ranking.share_base},   {"share_words", &ranking.share_words},
      {"least_share", &ranking.least_share}};
  const auto number = numbers.find(parts[0]);
  if (number != numbers.end()) {
    *number->second = value;
  } else if (parts[0] == "split") {
    settings->split = static_cast<int>(value);
  } else if (parts[0] == "verbose") {
    settings->verbose = value != 0;
  } else {
    return false;
  }
  return true;
}

// The first `settings.split` queries of the file and the others apart.
absl::Status Measure(const index::IndexSnapshot& snapshot, const std::vector<JudgedQuery>& queries,
                     const Settings& settings) {
  double sums[2] = {0, 0};
  int counts[2] = {0, 0};
  int number = 0;
  for (const JudgedQuery& judged : queries) {
    uint64_t total = 0;
    KHOTIN_ASSIGN_OR_RETURN(const double ndcg, Ndcg(snapshot, judged, settings, &total));
    const int kind = number++ < settings.split ? 0 : 1;
    sums[kind] += ndcg;
    ++counts[kind];
    if (settings.verbose) {
      std::printf("%-6s %.3f %7llu  %s\n", judged.id.c_str(), ndcg,
                  static_cast<unsigned long long>(total), judged.text.c_str());
    }
  }
  std::printf("nDCG@10: %.4f over the first %d queries, %.4f over the other %d, %.4f over all\n",
              sums[0] / std::max(counts[0], 1), counts[0], sums[1] / std::max(counts[1], 1),
              counts[1], (sums[0] + sums[1]) / std::max(counts[0] + counts[1], 1));
  return absl::OkStatus();
}

absl::Status Run(int argc, char** argv) {
  if (argc < 4) return absl::InvalidArgumentError("usage: FOLDER QUERIES JUDGMENTS [NAME=VALUE…]");
  Settings settings;
  std::vector<Settings> all;
  for (int i = 4; i < argc; ++i) {
    if (std::string(argv[i]) == "--") {
      all.push_back(settings);
      settings = Settings();
    } else if (!Set(argv[i], &settings)) {
      return absl::InvalidArgumentError(argv[i]);
    }
  }
  all.push_back(settings);
  KHOTIN_ASSIGN_OR_RETURN(const auto queries, ReadQueries(argv[2], argv[3]));
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, ReadArticles(argv[1]));
  KHOTIN_ASSIGN_OR_RETURN(const BuiltIndex built, BuildIndex(articles, 4000));
  for (const Settings& each : all) KHOTIN_RETURN_IF_ERROR(Measure(built.snapshot, queries, each));
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}
