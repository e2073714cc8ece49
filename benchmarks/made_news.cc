#include "made_news.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kWordSample = 1 << 18;
constexpr uint64_t kSeed = 2017;

std::mt19937_64 RandomFor(uint64_t number, uint64_t salt) {
  std::seed_seq seed{kSeed, number, salt};
  return std::mt19937_64(seed);
}

}  // namespace

MadeNews::MadeNews(const std::vector<NewsArticle>* articles, MadeKind kind)
    : articles_(*articles), kind_(kind) {
  for (const NewsArticle& article : articles_) {
    for (const absl::string_view word : absl::StrSplit(article.text, ' ', absl::SkipEmpty())) {
      if (words_.size() < kWordSample) words_.emplace_back(word);
    }
    if (kind_ != MadeKind::kRecombined) continue;
    for (const absl::string_view sentence : absl::StrSplit(article.text, ". ", absl::SkipEmpty())) {
      sentences_.emplace_back(sentence);
    }
  }
}

std::string MadeNews::Text(uint64_t number) const {
  if (kind_ == MadeKind::kRecombined) return Recombined(number);
  constexpr uint64_t kVersionOf = 10;
  constexpr uint64_t kCopyOf = 20;
  constexpr uint64_t kReach = 1000;
  if (number < kReach || (number % kVersionOf != 3 && number % kCopyOf != 7)) {
    return Reworded(number);
  }
  // Of an article that is no version itself.
  std::mt19937_64 random = RandomFor(number, 1);
  const uint64_t original = (number - 1 - random() % (kReach - 20)) / kVersionOf * kVersionOf;
  if (number % kCopyOf == 7) return Reworded(original);
  std::vector<std::string> words = absl::StrSplit(Reworded(original), ' ');
  constexpr size_t kEveryEdited = 50;
  for (size_t i = random() % kEveryEdited; i < words.size(); i += kEveryEdited) {
    words[i] = words_[random() % words_.size()];
  }
  return absl::StrJoin(words, " ");
}

std::string MadeNews::Reworded(uint64_t number) const {
  std::mt19937_64 random = RandomFor(number, 2);
  std::string text;
  for (const absl::string_view word :
       absl::StrSplit(articles_[random() % articles_.size()].text, ' ', absl::SkipEmpty())) {
    const bool other = random() % 10 < 3;
    absl::StrAppend(&text, text.empty() ? "" : " ",
                    other ? words_[random() % words_.size()] : word);
  }
  return text;
}

std::string MadeNews::Recombined(uint64_t number) const {
  std::mt19937_64 random = RandomFor(number, 3);
  const uint64_t count = 10 + random() % 20;
  std::string text;
  for (uint64_t i = 0; i < count; ++i) {
    absl::StrAppend(&text, sentences_[random() % sentences_.size()], ". ");
  }
  return text;
}

}  // namespace khotin::benchmarks
