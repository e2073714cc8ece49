// How well and how fast a model of words divides a treebank.
//
//   word_segment_score TREEBANK [MODEL]
//
// Without MODEL the one that is compiled in. Speed is that of one core, by its processor time, for
// the treebank as running text, keys and all, without and with its tokens being found.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "text/tokenize.h"
#include "text/word_segment.h"
#include "treebank.h"

namespace khotin::benchmarks {
namespace {

constexpr int kRounds = 20;

void PrintScore(const char* what, const testing::WordScore& score) {
  std::printf("%s: precision %.2f, recall %.2f, F1 %.2f\n", what, 100 * score.Precision(),
              100 * score.Recall(), 100 * score.F1());
}

double Seconds(std::clock_t since) {
  return static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
}

void PrintSpeed(const text::WordSegmenter& segmenter,
                const std::vector<testing::MarkedSentence>& sentences) {
  std::string running;
  for (const testing::MarkedSentence& sentence : sentences) running += sentence.text + "\n";
  size_t words = 0;
  double tokenizing = 0;
  double segmenting = 0;
  size_t syllables = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::clock_t begin = std::clock();
    const std::vector<text::Token> tokens = text::Tokenize(running);
    tokenizing += Seconds(begin);
    const std::clock_t middle = std::clock();
    words += segmenter.Segment(running, tokens).size();
    segmenting += Seconds(middle);
    for (const text::Token& token : tokens) syllables += token.IsWord() ? 1 : 0;
  }
  std::printf("%.2f M syllables/s, %.2f M with tokens (%zu words)\n",
              static_cast<double>(syllables) / segmenting / 1e6,
              static_cast<double>(syllables) / (segmenting + tokenizing) / 1e6, words / kRounds);
}

int Run(const text::WordSegmenter& segmenter, const std::string& treebank) {
  const auto sentences = testing::ReadTreebank(treebank);
  if (!sentences.ok()) {
    std::fprintf(stderr, "%s\n", std::string(sentences.status().message()).c_str());
    return 1;
  }
  PrintScore("words and marks", testing::ScoreWords(segmenter, *sentences, true));
  PrintScore("words alone", testing::ScoreWords(segmenter, *sentences, false));
  PrintSpeed(segmenter, *sentences);
  return 0;
}

int RunWith(const std::string& model, const std::string& treebank) {
  std::ifstream file(model, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto segmenter = text::WordSegmenter::Parse(bytes.str());
  if (!segmenter.ok()) {
    std::fprintf(stderr, "%s: %s\n", model.c_str(),
                 std::string(segmenter.status().message()).c_str());
    return 1;
  }
  return Run(*segmenter, treebank);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: word_segment_score TREEBANK [MODEL]\n");
    return 2;
  }
  using namespace khotin;
  return argc == 3 ? benchmarks::RunWith(argv[2], argv[1])
                   : benchmarks::Run(text::WordSegmenter::BuiltIn(), argv[1]);
}
