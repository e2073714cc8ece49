#include "news_corpus.h"

#include <time.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "dedupe/signature.h"
#include "text/utf8.h"

namespace khotin::benchmarks {
namespace {

absl::StatusOr<std::string> ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path.string(), ": cannot be read"));
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

index::DocumentTerms Analyze(const NewsArticle& article) {
  const text::Passage passages[] = {{text::Field::kTitle, 0, article.title},
                                    {text::Field::kBody, 0, article.text}};
  index::DocumentTerms terms = index::BuildDocumentTerms(passages);
  terms.values.article_id = article.id;
  return terms;
}

// Of articles with the same text.
uint64_t Cluster(const NewsArticle& article) {
  const text::Passage passages[] = {{text::Field::kBody, 0, article.text}};
  return dedupe::MakeSignature(passages).fingerprint.low;
}

absl::StatusOr<std::shared_ptr<const index::Segment>> WriteOne(
    const std::vector<index::DocumentTerms>& documents) {
  auto blocks = std::make_shared<index::MemoryBlocks>();
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(documents, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(auto segment, index::Segment::Open(blocks));
  return std::shared_ptr<const index::Segment>(std::move(segment));
}

}  // namespace

double ThreadSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

absl::StatusOr<std::vector<NewsArticle>> ReadArticles(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  if (error) return absl::NotFoundError(absl::StrCat(folder, ": ", error.message()));
  std::sort(paths.begin(), paths.end());
  std::vector<NewsArticle> articles;
  for (const auto& path : paths) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
    if (!text::ValidateUtf8(bytes).ok()) continue;
    const size_t line_end = std::min(bytes.find('\n'), bytes.size());
    articles.push_back({path.stem().string(), bytes.substr(0, line_end), bytes.substr(line_end)});
  }
  return articles;
}

absl::StatusOr<BuiltIndex> BuildIndex(const std::vector<NewsArticle>& articles,
                                      size_t articles_per_segment) {
  BuiltIndex built;
  std::vector<index::MergeInput> inputs;
  std::vector<index::DocumentTerms> batch;
  for (size_t i = 0; i < articles.size(); ++i) {
    double start = ThreadSeconds();
    batch.push_back(Analyze(articles[i]));
    built.analyze_seconds += ThreadSeconds() - start;
    batch.back().values.cluster = Cluster(articles[i]);
    if (batch.size() < articles_per_segment && i + 1 < articles.size()) continue;
    start = ThreadSeconds();
    KHOTIN_ASSIGN_OR_RETURN(auto segment, WriteOne(batch));
    inputs.push_back({std::move(segment), nullptr});
    batch.clear();
    built.write_seconds += ThreadSeconds() - start;
  }
  const double start = ThreadSeconds();
  auto blocks = std::make_shared<index::MemoryBlocks>();
  KHOTIN_RETURN_IF_ERROR(index::MergeSegments(inputs, blocks.get()));
  built.merge_seconds = ThreadSeconds() - start;
  KHOTIN_ASSIGN_OR_RETURN(auto merged, index::Segment::Open(blocks));
  built.bytes = merged->stats().bytes;
  built.snapshot.documents = merged->stats().documents;
  built.snapshot.total_lengths = merged->stats().total_lengths;
  built.snapshot.segments.push_back({std::move(merged), nullptr});
  return built;
}

absl::StatusOr<std::vector<std::vector<std::string>>> ReadTable(const std::string& path) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::vector<std::vector<std::string>> rows;
  for (const absl::string_view line : absl::StrSplit(bytes, '\n', absl::SkipEmpty())) {
    rows.push_back(absl::StrSplit(line, '\t'));
  }
  return rows;
}

}  // namespace khotin::benchmarks
