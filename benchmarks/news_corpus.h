// A folder of articles as an index: what the search benchmarks run over.
#ifndef KHOTIN_BENCHMARKS_NEWS_CORPUS_H_
#define KHOTIN_BENCHMARKS_NEWS_CORPUS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/snapshot.h"

namespace khotin::benchmarks {

// One article: the file's name without its ending, its first line, and the rest.
struct NewsArticle {
  std::string id;
  std::string title;
  std::string text;
};

// Every *.txt of `folder`, by name. Files that are not valid UTF-8 are left out.
absl::StatusOr<std::vector<NewsArticle>> ReadArticles(const std::string& folder);

// Processor time of the calling thread.
double ThreadSeconds();

struct BuiltIndex {
  index::IndexSnapshot snapshot;
  // In processor time.
  double analyze_seconds = 0;  // text to terms
  double write_seconds = 0;    // terms to segments
  double merge_seconds = 0;    // segments to one
  uint64_t bytes = 0;
};

// Segments of `articles_per_segment` articles, merged into one.
absl::StatusOr<BuiltIndex> BuildIndex(const std::vector<NewsArticle>& articles,
                                      size_t articles_per_segment);

// Lines of a tab-separated file as fields.
absl::StatusOr<std::vector<std::vector<std::string>>> ReadTable(const std::string& path);

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_NEWS_CORPUS_H_
