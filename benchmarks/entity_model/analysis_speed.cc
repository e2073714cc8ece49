// How fast texts are analyzed: tokens, words and entities, on one thread. Times are the thread's
// own, so that a busy machine does not count.
//
//   analysis_speed FOLDER [ARTICLES]
//
// FOLDER holds one article per .txt file: the title, a line break, the text, a line a passage.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "entity/recognizer.h"
#include "news_corpus.h"
#include "text/normalize.h"
#include "text/tokenize.h"
#include "text/word_segment.h"

namespace khotin::benchmarks {
namespace {

using Document = std::vector<text::Passage>;

Document PassagesOf(const NewsArticle& article) {
  Document passages = {{text::Field::kTitle, 0, article.title}};
  for (const absl::string_view line : absl::StrSplit(article.text, '\n', absl::SkipWhitespace())) {
    passages.push_back({text::Field::kBody, static_cast<int32_t>(passages.size()), line});
  }
  return passages;
}

template <typename Step>
double Time(const std::vector<Document>& documents, const Step& step) {
  const double start = ThreadSeconds();
  for (const Document& document : documents) step(document);
  return ThreadSeconds() - start;
}

// Words of the documents that have a letter or digit.
size_t CountSyllables(const std::vector<Document>& documents) {
  size_t syllables = 0;
  for (const Document& document : documents) {
    for (const text::Passage& passage : document) {
      const std::vector<text::Token> tokens = text::Tokenize(passage.text);
      syllables += static_cast<size_t>(std::count_if(
          tokens.begin(), tokens.end(), [](const text::Token& token) { return token.IsWord(); }));
    }
  }
  return syllables;
}

absl::Status Run(const std::string& folder, size_t limit) {
  double start = ThreadSeconds();
  const auto recognizer = entity::NewRecognizer();
  std::printf("loading what recognition needs: %.0f ms\n", (ThreadSeconds() - start) * 1e3);
  start = ThreadSeconds();
  const text::WordSegmenter& segmenter = text::WordSegmenter::BuiltIn();
  std::printf("loading what words need: %.0f ms\n", (ThreadSeconds() - start) * 1e3);
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<NewsArticle> articles, ReadArticles(folder));
  std::vector<Document> documents;
  for (size_t i = 0; i < std::min(limit, articles.size()); ++i) {
    documents.push_back(PassagesOf(articles[i]));
  }
  const auto syllables = static_cast<double>(CountSyllables(documents));
  const double words = Time(documents, [&](const Document& document) {
    for (const text::Passage& passage : document) {
      const text::Normalized normal = text::Normalize(passage.text);
      segmenter.Segment(normal.text, text::Tokenize(normal.text));
    }
  });
  const double entities =
      Time(documents, [&](const Document& document) { recognizer->Recognize(document); });
  std::printf(
      "%zu articles, %.0f syllables: tokens and words %.2f M/s, tokens and entities %.2f M/s, both "
      "%.2f M/s\n",
      documents.size(), syllables, syllables / words / 1e6, syllables / entities / 1e6,
      syllables / (words + entities) / 1e6);
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  size_t limit = 4000;
  if (argc < 2 || (argc > 2 && !absl::SimpleAtoi(argv[2], &limit))) {
    std::fprintf(stderr, "usage: analysis_speed FOLDER [ARTICLES]\n");
    return 2;
  }
  const absl::Status status = Run(argv[1], limit);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s: %s\n", argv[1], std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
