// Trains the model that models/word_segment ships.
//
//   word_segment_train OUTPUT PAIRS LIST… -- TREEBANK…
//
// PAIRS is a table that word_pair_cohesion made. Each LIST holds one word or name a line, each
// TREEBANK is a file of CoNLL-U. The same files give the same bytes.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "treebank.h"
#include "word_training.h"

namespace khotin::benchmarks {
namespace {

using Paths = absl::Span<char* const>;

absl::StatusOr<std::string> Train(const std::string& pairs, Paths lists, Paths treebanks) {
  const auto table = testing::ReadPairs(pairs);
  if (!table.ok()) return table.status();
  std::vector<std::string> words;
  for (const char* path : lists) {
    const auto read = testing::ReadWordList(path);
    if (!read.ok()) return read.status();
    words.insert(words.end(), read->begin(), read->end());
  }
  std::vector<testing::MarkedSentence> sentences;
  for (const char* path : treebanks) {
    const auto read = testing::ReadTreebank(path);
    if (!read.ok()) return read.status();
    sentences.insert(sentences.end(), read->begin(), read->end());
  }
  std::printf("%zu sentences, %zu words\n", sentences.size(), words.size());
  return testing::TrainWordModel(sentences, *table, words);
}

int Run(const std::string& output, const std::string& pairs, Paths lists, Paths treebanks) {
  const auto model = Train(pairs, lists, treebanks);
  if (!model.ok()) {
    std::fprintf(stderr, "%s\n", std::string(model.status().message()).c_str());
    return 1;
  }
  std::ofstream file(output, std::ios::binary);
  if (!(file << *model).flush()) {
    std::fprintf(stderr, "%s: cannot be written\n", output.c_str());
    return 1;
  }
  std::printf("%zu bytes\n", model->size());
  return 0;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Span<char* const> arguments(argv, static_cast<size_t>(argc));
  const auto border = std::find(arguments.begin(), arguments.end(), absl::string_view("--"));
  if (border == arguments.end() || border - arguments.begin() < 4 || arguments.end() - border < 2) {
    std::fprintf(stderr, "usage: word_segment_train OUTPUT PAIRS LIST... -- TREEBANK...\n");
    return 2;
  }
  const auto lists_end = static_cast<size_t>(border - arguments.begin());
  return khotin::benchmarks::Run(arguments[1], arguments[2], arguments.subspan(3, lists_end - 3),
                                 arguments.subspan(lists_end + 1));
}
