// Learns the word clusters of the entity model from raw news.
//
//   entity_clusters FOLDER OUTPUT [CLASSES [LEAST [ROUNDS]]]
//
// FOLDER holds one article per .txt file. Words, as they are written, of LEAST and more uses are
// divided into CLASSES classes. The same files give the same bytes, which hold hashes of words and
// numbers of classes: no sentence can be read from them.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "entity/model/features.h"
#include "entity/model/word_clusters.h"
#include "entity/rules/document.h"
#include "exchange_clustering.h"
#include "news_corpus.h"

namespace khotin::benchmarks {
namespace {

struct Options {
  std::string folder;
  std::string output;
  size_t classes = 512;
  uint32_t least = 5;
  int rounds = 8;
};

// The words of one article, by their hashes; 0 ends a line.
std::vector<uint64_t> FormsOf(const NewsArticle& article) {
  std::vector<text::Passage> passages = {{text::Field::kTitle, 0, article.title}};
  for (const absl::string_view line : absl::StrSplit(article.text, '\n', absl::SkipWhitespace())) {
    passages.push_back({text::Field::kBody, static_cast<int32_t>(passages.size()), line});
  }
  std::vector<uint64_t> forms;
  for (const auto& line : entity::rules::MakeLines(entity::rules::Lexicon::BuiltIn(), passages)) {
    for (const auto& term : line.terms) forms.push_back(entity::model::WordForm(term));
    forms.push_back(0);
  }
  return forms;
}

struct Corpus {
  std::vector<uint32_t> words;  // running text; 0 for what has no class
  std::vector<uint64_t> forms;  // of each word; the first is 0
};

Corpus NumberWords(const std::vector<uint64_t>& running, uint32_t least) {
  absl::flat_hash_map<uint64_t, uint32_t> counts;
  for (const uint64_t form : running) ++counts[form];
  Corpus corpus;
  corpus.forms = {0};
  for (const auto& [form, count] : counts) {
    if (form != 0 && count >= least) corpus.forms.push_back(form);
  }
  std::sort(corpus.forms.begin(), corpus.forms.end());
  absl::flat_hash_map<uint64_t, uint32_t> numbers;
  for (uint32_t i = 1; i < corpus.forms.size(); ++i) numbers[corpus.forms[i]] = i;
  corpus.words.reserve(running.size());
  for (const uint64_t form : running) {
    const auto found = numbers.find(form);
    corpus.words.push_back(found == numbers.end() ? 0 : found->second);
  }
  return corpus;
}

std::vector<Neighbours> CountNeighbours(const Corpus& corpus) {
  absl::flat_hash_map<uint64_t, uint32_t> pairs;
  std::vector<Neighbours> words(corpus.forms.size());
  for (size_t i = 0; i < corpus.words.size(); ++i) {
    ++words[corpus.words[i]].count;
    if (i > 0) ++pairs[uint64_t{corpus.words[i - 1]} << 32 | corpus.words[i]];
  }
  std::vector<std::pair<uint64_t, uint32_t>> sorted(pairs.begin(), pairs.end());
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [pair, times] : sorted) {
    const auto a = static_cast<uint32_t>(pair >> 32);
    const auto b = static_cast<uint32_t>(pair);
    if (a == b) {
      words[a].itself = times;
      continue;
    }
    words[a].behind.emplace_back(b, times);
    words[b].before.emplace_back(a, times);
  }
  return words;
}

absl::Status Run(const Options& options) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<NewsArticle> articles, ReadArticles(options.folder));
  std::vector<uint64_t> running;
  for (const NewsArticle& article : articles) {
    const std::vector<uint64_t> forms = FormsOf(article);
    running.insert(running.end(), forms.begin(), forms.end());
  }
  const Corpus corpus = NumberWords(running, options.least);
  std::printf("%zu words, %zu different ones\n", corpus.words.size(), corpus.forms.size() - 1);
  const std::vector<uint16_t> classes =
      ClusterWords(CountNeighbours(corpus), options.classes, options.rounds);
  const entity::model::WordClusters clusters(absl::MakeConstSpan(corpus.forms).subspan(1),
                                             absl::MakeConstSpan(classes).subspan(1));
  const std::string bytes = clusters.Encode();
  std::ofstream file(options.output, std::ios::binary);
  if (!(file << bytes).flush()) return absl::UnavailableError(options.output + ": not written");
  std::printf("%zu bytes\n", bytes.size());
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  Options options;
  const bool valid = argc >= 3 && argc <= 6 &&
                     (argc < 4 || absl::SimpleAtoi(argv[3], &options.classes)) &&
                     (argc < 5 || absl::SimpleAtoi(argv[4], &options.least)) &&
                     (argc < 6 || absl::SimpleAtoi(argv[5], &options.rounds));
  if (!valid) {
    std::fprintf(stderr, "usage: entity_clusters FOLDER OUTPUT [CLASSES [LEAST [ROUNDS]]]\n");
    return 2;
  }
  options.folder = argv[1];
  options.output = argv[2];
  const absl::Status status = Run(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "entity_clusters: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
