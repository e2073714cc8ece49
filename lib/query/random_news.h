// Random articles and queries over few words, for tests against a model.
#ifndef KHOTIN_QUERY_RANDOM_NEWS_H_
#define KHOTIN_QUERY_RANDOM_NEWS_H_

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "query/search_testing.h"

namespace khotin::query {

// Syllables in several spellings, the first without diacritics; frequent ones first.
inline const std::vector<std::vector<std::string>>& Syllables() {
  static const auto* const kSyllables = new std::vector<std::vector<std::string>>{
      {"do", "đò", "đỏ", "dò"}, {"ben", "bến", "bền"}, {"song", "sông", "sóng"},
      {"mua", "mưa", "mùa"},    {"gio", "gió", "giờ"}, {"cho", "chợ", "chờ"},
      {"hoa", "hòa", "hóa"},    {"lua", "lúa", "lửa"}, {"ao", "áo", "ảo"}};
  return *kSyllables;
}

class RandomNewsTest : public ::testing::Test {
 protected:
  RandomNewsTest() {
    const char* const given = std::getenv("KHOTIN_TEST_SEED");
    seed_ = given == nullptr ? 4242U : static_cast<uint32_t>(std::strtoul(given, nullptr, 10));
    random_.seed(seed_);
  }

  size_t Below(size_t n) { return random_() % n; }

  std::string RandomWord() {
    const auto& spellings =
        Syllables()[std::min(Below(Syllables().size()), Below(Syllables().size()))];
    return spellings[Below(spellings.size())];
  }

  std::string RandomText(size_t words) {
    std::vector<std::string> text;
    while (text.size() < words) text.push_back(RandomWord());
    return absl::StrJoin(text, " ");
  }

  // Some of them copies in one cluster.
  std::vector<TestArticle> RandomArticles(size_t count) {
    std::vector<TestArticle> articles;
    for (size_t i = 0; i < count; ++i) {
      TestArticle article = {"", RandomText(Below(5)), RandomText(Below(14)), random_(), "", 0};
      if (i > 0 && Below(6) == 0) article = articles[Below(i)];
      article.id = absl::StrCat("id", Below(10), "-", i);
      article.source = absl::StrCat("s", Below(3), ".vn");
      article.publish_seconds = Below(4) == 0 ? 0 : static_cast<int64_t>(1500000000 + Below(4));
      articles.push_back(std::move(article));
    }
    return articles;
  }

  std::string RandomOperand(int depth) {
    switch (Below(depth > 2 ? 5 : 9)) {
      case 0:
        return absl::StrCat("\"", RandomText(1 + Below(3)), "\"");
      case 1:
        return absl::StrCat("title:", RandomWord());
      case 2:
        return absl::StrCat(RandomWord(), " NEAR/", Below(4), " ", RandomWord());
      case 3:
        return absl::StrCat("(", RandomWord(), " OR ", RandomOr(depth), ")");
      case 4:
        return absl::StrCat("-", RandomExcluded());
      case 5:
        return absl::StrCat("source:s", Below(3), ".vn");
      case 6:
        return absl::StrCat("+(", RandomQuery(depth + 1), ")");
      default:
        return RandomWord();
    }
  }

  std::string RandomExcluded() {
    return Below(2) == 0 ? RandomWord() : absl::StrCat("(", RandomText(2 + Below(5)), ")");
  }

  std::string RandomOr(int depth) {
    return Below(2) == 0 ? RandomWord() : absl::StrCat("(", RandomQuery(depth + 1), ")");
  }

  // One or another, up to seven.
  std::string RandomPhrases() {
    std::vector<std::string> phrases(1 + Below(7));
    for (std::string& phrase : phrases) {
      phrase = absl::StrCat("\"", RandomText(2 + Below(2)), "\"");
    }
    return absl::StrJoin(phrases, " OR ");
  }

  // Begins with a word, so that something is looked for.
  std::string RandomQuery(int depth = 0) {
    std::string query = RandomWord();
    while (Below(3) != 0) absl::StrAppend(&query, " ", RandomWord());
    while (Below(3) == 0) absl::StrAppend(&query, " ", RandomOperand(depth));
    return query;
  }

  uint32_t seed_;
  std::mt19937 random_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_RANDOM_NEWS_H_
