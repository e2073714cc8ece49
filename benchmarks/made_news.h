// Any number of made-up articles of real words, from a folder of real ones.
#ifndef KHOTIN_BENCHMARKS_MADE_NEWS_H_
#define KHOTIN_BENCHMARKS_MADE_NEWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "news_corpus.h"

namespace khotin::benchmarks {

// What an article shares with the others.
enum class MadeKind {
  // An original one in which three words of ten are others of the corpus: as unlike the others as
  // unrelated news are, stock phrases included. One of ten is a version of one of the last thousand
  // with a word in fifty changed, one of twenty an exact copy.
  kReworded,
  // Sentences of the corpus, drawn at random: each stands in many articles. A hard case, unlike any
  // real archive.
  kRecombined,
};

// Deterministic: article `number` is the same in every run with the same corpus. Thread-safe.
class MadeNews {
 public:
  MadeNews(const std::vector<NewsArticle>* articles, MadeKind kind);

  std::string Text(uint64_t number) const;

 private:
  std::string Reworded(uint64_t number) const;
  std::string Recombined(uint64_t number) const;

  const std::vector<NewsArticle>& articles_;
  const MadeKind kind_;
  std::vector<std::string> words_;      // a sample of the running text
  std::vector<std::string> sentences_;  // only for kRecombined
};

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_MADE_NEWS_H_
