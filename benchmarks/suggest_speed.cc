// What key phrases cost in the index and in time, and how fast texts are completed, on one thread
// with blocks in memory. Times are the thread's own, so that a busy machine does not count.
//
//   suggest_speed FOLDER [TITLES]
//
// FOLDER holds one article per .txt file: the title, a line break, the text. Titles drawn by a
// fixed seed are typed letter by letter, without diacritics.
#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "base/status.h"
#include "index/segment.h"
#include "news_corpus.h"
#include "query/completion.h"
#include "text/key_phrases.h"
#include "text/syllable.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kLengths[] = {1, 2, 3, 5, 8, 12};
constexpr size_t kLimit = 10;

std::vector<text::Passage> PassagesOf(const NewsArticle& article) {
  return {{text::Field::kTitle, 0, article.title}, {text::Field::kBody, 0, article.text}};
}

// Bytes of a segment of all articles, with key phrases or without.
absl::StatusOr<uint64_t> SegmentBytes(const std::vector<NewsArticle>& articles, bool phrases) {
  std::vector<index::DocumentTerms> documents;
  for (const NewsArticle& article : articles) {
    index::DocumentTerms& document = documents.emplace_back();
    document = index::BuildDocumentTerms(PassagesOf(article));
    document.values.article_id = article.id;
    if (!phrases) document.key_phrases.clear();
  }
  auto blocks = std::make_shared<index::MemoryBlocks>();
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(documents, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(const auto segment, index::Segment::Open(blocks));
  return segment->stats().bytes;
}

void PrintPhraseCost(const std::vector<NewsArticle>& articles) {
  size_t phrases = 0;
  const double start = ThreadSeconds();
  for (const NewsArticle& article : articles) {
    phrases += text::FindKeyPhrases(PassagesOf(article)).size();
  }
  const double seconds = ThreadSeconds() - start;
  const auto count = static_cast<double>(articles.size());
  std::printf("key phrases: %.1f an article, %.0f us an article\n",
              static_cast<double>(phrases) / count, seconds / count * 1e6);
}

absl::Status TimeLength(const index::IndexSnapshot& snapshot,
                        const std::vector<std::string>& titles, size_t length) {
  std::vector<double> times;
  size_t found = 0;
  for (const std::string& title : titles) {
    const query::TypedText typed = query::ReadTypedText(title.substr(0, length));
    if (typed.words.empty()) continue;
    const double start = ThreadSeconds();
    KHOTIN_ASSIGN_OR_RETURN(const auto phrases, query::CompletePhrases(snapshot, typed, kLimit));
    times.push_back(ThreadSeconds() - start);
    found += phrases.empty() ? 0 : 1;
  }
  if (times.empty()) return absl::OkStatus();
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (const double time : times) sum += time;
  const auto count = static_cast<double>(times.size());
  std::printf("%2zu letters: mean %.3f ms, p99 %.3f ms, max %.3f ms, %.0f %% have phrases\n",
              length, sum / count * 1e3, times[times.size() * 99 / 100] * 1e3, times.back() * 1e3,
              100 * static_cast<double>(found) / count);
  return absl::OkStatus();
}

absl::Status Run(const std::string& folder, size_t titles) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<NewsArticle> articles, ReadArticles(folder));
  if (articles.empty()) return absl::NotFoundError("no articles there");
  PrintPhraseCost(articles);
  KHOTIN_ASSIGN_OR_RETURN(const uint64_t with, SegmentBytes(articles, true));
  KHOTIN_ASSIGN_OR_RETURN(const uint64_t without, SegmentBytes(articles, false));
  std::printf("index: %.1f MiB, %.2f %% of it for key phrases\n",
              static_cast<double>(with) / (1 << 20),
              100 * static_cast<double>(with - without) / static_cast<double>(without));
  KHOTIN_ASSIGN_OR_RETURN(const BuiltIndex built, BuildIndex(articles, articles.size() / 2 + 1));
  std::mt19937 random(2017);
  std::vector<std::string> typed;
  for (size_t i = 0; i < titles; ++i) {
    typed.push_back(text::FoldedPhraseKey(articles[random() % articles.size()].title));
  }
  for (const size_t length : kLengths) {
    KHOTIN_RETURN_IF_ERROR(TimeLength(built.snapshot, typed, length));
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  size_t titles = 1000;
  if (argc < 2 || (argc > 2 && !absl::SimpleAtoi(argv[2], &titles))) {
    std::fprintf(stderr, "usage: suggest_speed FOLDER [TITLES]\n");
    return 2;
  }
  const absl::Status status = Run(argv[1], titles);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s: %s\n", argv[1], std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
