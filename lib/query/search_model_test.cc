// Search over random articles against a scorer that looks at every one of them.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "query/ranking.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

// A syllable in several spellings; the first has no diacritics.
const std::vector<std::vector<std::string>>& Syllables() {
  static const auto* const kSyllables = new std::vector<std::vector<std::string>>{
      {"do", "đò", "đỏ", "dò"}, {"ben", "bến", "bền"}, {"song", "sông", "sóng"},
      {"mua", "mưa", "mùa"},    {"gio", "gió", "giờ"}, {"cho", "chợ", "chờ"},
      {"hoa", "hòa", "hóa"},    {"lua", "lúa", "lửa"}, {"ao", "áo", "ảo"}};
  return *kSyllables;
}

struct ModelWord {
  size_t syllable;
  size_t spelling;
  bool operator==(const ModelWord& other) const {
    return syllable == other.syllable && spelling == other.spelling;
  }
};
using ModelText = std::vector<ModelWord>;

std::string Spell(const ModelText& text) {
  return absl::StrJoin(text, " ", [](std::string* out, const ModelWord& word) {
    out->append(Syllables()[word.syllable][word.spelling]);
  });
}

struct ModelArticle {
  std::string id;
  ModelText fields[index::kFieldCount];
};

struct ModelClause {
  ModelText words;
  bool quoted = false;
  bool excluded = false;
  bool HasDiacritics() const {
    return std::any_of(words.begin(), words.end(), [](const ModelWord& w) { return w.spelling; });
  }
};

// The rules of docs/search.md, word for word and without an index.
class Oracle {
 public:
  Oracle(std::vector<ModelArticle> articles, Ranking ranking)
      : articles_(std::move(articles)), ranking_(ranking) {
    for (const ModelArticle& article : articles_) {
      for (size_t f = 0; f < index::kFieldCount; ++f) {
        average_[f] += static_cast<double>(article.fields[f].size());
      }
    }
    for (double& average : average_) {
      average = std::max(1.0, average / static_cast<double>(articles_.size()));
    }
  }

  // Score by article id, of those that match.
  std::map<std::string, double> Run(const std::vector<ModelClause>& clauses) const {
    std::map<std::string, double> scores;
    for (const ModelArticle& article : articles_) {
      if (Matches(article, clauses)) scores[article.id] = Score(article, clauses);
    }
    return scores;
  }

 private:
  static uint32_t Count(const ModelText& text, const ModelText& words, bool as_typed) {
    uint32_t count = 0;
    for (size_t at = 0; at + words.size() <= text.size(); ++at) {
      bool all = true;
      for (size_t i = 0; i < words.size(); ++i) {
        const bool exact = as_typed && words[i].spelling != 0;
        all =
            all && (exact ? text[at + i] == words[i] : text[at + i].syllable == words[i].syllable);
      }
      count += all ? 1 : 0;
    }
    return count;
  }

  // Articles whose better field holds `words`.
  double Weight(const ModelText& words, bool as_typed) const {
    double found = 0;
    for (size_t f = 0; f < index::kFieldCount; ++f) {
      const auto holds = [&](const ModelArticle& article) {
        return Count(article.fields[f], words, as_typed) > 0;
      };
      found = std::max(
          found, static_cast<double>(std::count_if(articles_.begin(), articles_.end(), holds)));
    }
    const auto all = static_cast<double>(articles_.size());
    return std::log1p((all - found + 0.5) / (found + 0.5));
  }

  // A phrase is as rare as its rarest pair.
  double FoldedWeight(const ModelClause& clause) const {
    if (clause.words.size() == 1) return Weight(clause.words, false);
    double weight = 0;
    for (size_t i = 0; i + 1 < clause.words.size(); ++i) {
      weight = std::max(weight, Weight({clause.words[i], clause.words[i + 1]}, false));
    }
    return weight;
  }

  double TypedWeight(const ModelClause& clause) const {
    return clause.words.size() == 1 && clause.HasDiacritics() ? Weight(clause.words, true)
                                                              : FoldedWeight(clause);
  }

  double Saturation(const ModelArticle& article, const ModelText& words, bool as_typed) const {
    double sum = 0;
    for (size_t f = 0; f < index::kFieldCount; ++f) {
      const double b = ranking_.length_weight[f];
      const auto length = static_cast<double>(article.fields[f].size());
      sum += ranking_.field_weight[f] * Count(article.fields[f], words, as_typed) /
             (1 - b + b * length / average_[f]);
    }
    return sum / (ranking_.k1 + sum);
  }

  bool Holds(const ModelArticle& article, const ModelClause& clause) const {
    return Saturation(article, clause.words, false) > 0;
  }

  bool Matches(const ModelArticle& article, const std::vector<ModelClause>& clauses) const {
    double all = 0;
    double held = 0;
    int free_words = 0;
    for (const ModelClause& clause : clauses) {
      const bool holds = Holds(article, clause);
      if (clause.excluded && holds) return false;
      if (clause.quoted && !clause.excluded && !holds) return false;
      if (clause.quoted || clause.excluded) continue;
      ++free_words;
      all += FoldedWeight(clause);
      if (holds) held += FoldedWeight(clause);
    }
    const double share = free_words <= ranking_.all_words_up_to ? 1 : ranking_.share;
    return held + 1e-9 >= share * all;
  }

  double Score(const ModelArticle& article, const std::vector<ModelClause>& clauses) const {
    double score = 0;
    double bonus = 1;
    bool all_as_typed = true;
    bool any_diacritics = false;
    std::vector<ModelClause> wanted;
    for (const ModelClause& clause : clauses) {
      if (!clause.excluded) wanted.push_back(clause);
    }
    for (const ModelClause& clause : wanted) {
      any_diacritics |= clause.HasDiacritics();
      bonus += TypedWeight(clause);
      const double typed = Saturation(article, clause.words, true);
      score += typed > 0 ? TypedWeight(clause) * typed
                         : ranking_.other_spelling * FoldedWeight(clause) *
                               Saturation(article, clause.words, false);
      all_as_typed = all_as_typed && typed > 0;
    }
    for (size_t i = 0; i + 1 < wanted.size(); ++i) {
      const ModelClause& a = wanted[i];
      const ModelClause& b = wanted[i + 1];
      if (a.words.size() > 1 || b.words.size() > 1) continue;
      if (a.HasDiacritics() && b.HasDiacritics()) continue;
      const ModelText pair = {a.words[0], b.words[0]};
      const double weight = ranking_.pair_weight * Weight(pair, false);
      bonus += weight;
      if (Saturation(article, a.words, true) > 0 && Saturation(article, b.words, true) > 0) {
        score += weight * Saturation(article, pair, false);
      }
    }
    return any_diacritics && all_as_typed ? score + bonus : score;
  }

  const std::vector<ModelArticle> articles_;
  const Ranking ranking_;
  double average_[index::kFieldCount] = {0, 0};
};

class SearchModelTest : public ::testing::Test {
 protected:
  SearchModelTest() {
    const char* const given = std::getenv("KHOTIN_TEST_SEED");
    seed_ = given == nullptr ? 4242U : static_cast<uint32_t>(std::strtoul(given, nullptr, 10));
    random_.seed(seed_);
  }

  size_t Below(size_t n) { return random_() % n; }

  ModelText RandomText(size_t length) {
    ModelText text;
    while (text.size() < length) {
      const size_t syllable = std::min(Below(Syllables().size()), Below(Syllables().size()));
      text.push_back({syllable, Below(Syllables()[syllable].size())});
    }
    return text;
  }

  std::vector<ModelArticle> RandomArticles(size_t count) {
    std::vector<ModelArticle> articles;
    for (size_t i = 0; i < count; ++i) {
      articles.push_back(
          {absl::StrCat("id", Below(10), "-", i), {RandomText(Below(5)), RandomText(Below(14))}});
    }
    return articles;
  }

  std::vector<ModelClause> RandomClauses() {
    std::vector<ModelClause> clauses = {{RandomText(1), false, false}};
    while (Below(4) != 0 && clauses.size() < 7) {
      const bool quoted = Below(5) == 0;
      clauses.push_back({RandomText(quoted ? 1 + Below(3) : 1), quoted, Below(8) == 0});
    }
    std::swap(clauses[0], clauses[Below(clauses.size())]);
    return clauses;
  }

  static std::string Type(const std::vector<ModelClause>& clauses) {
    return absl::StrJoin(clauses, " ", [](std::string* out, const ModelClause& clause) {
      const absl::string_view quote = clause.quoted ? "\"" : "";
      absl::StrAppend(out, clause.excluded ? "-" : "", quote, Spell(clause.words), quote);
    });
  }

  static std::vector<TestArticle> Write(const std::vector<ModelArticle>& articles) {
    std::vector<TestArticle> written;
    for (const ModelArticle& article : articles) {
      written.push_back({article.id, Spell(article.fields[0]), Spell(article.fields[1])});
    }
    return written;
  }

  uint32_t seed_;
  std::mt19937 random_;
};

TEST_F(SearchModelTest, FindsAndScoresWhatTheOracleDoes) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const std::vector<ModelArticle> articles = RandomArticles(300);
  const Oracle oracle(articles, Ranking());
  const index::IndexSnapshot one = MakeSnapshot(Write(articles));
  const index::IndexSnapshot many = MakeSnapshot(Write(articles), {1, 1, 40, 170});
  for (int round = 0; round < 400; ++round) {
    const std::vector<ModelClause> clauses = RandomClauses();
    const std::string typed = Type(clauses);
    const auto expected = oracle.Run(clauses);
    SearchOptions options;
    options.limit = 1000;
    const SearchResult result = MustSearch(one, typed, options);
    const SearchResult spread = MustSearch(many, typed, options);
    ASSERT_EQ(result.total, expected.size()) << typed;
    ASSERT_EQ(result.hits.size(), expected.size()) << typed;
    ASSERT_EQ(Ids(result), Ids(spread)) << typed;
    for (size_t i = 0; i < result.hits.size(); ++i) {
      const Hit& hit = result.hits[i];
      const auto found = expected.find(hit.values.article_id);
      ASSERT_NE(found, expected.end()) << typed;
      ASSERT_NEAR(hit.score, found->second, 1e-9) << typed << " in " << hit.values.article_id;
      ASSERT_EQ(hit.score, spread.hits[i].score) << "bit for bit: " << typed;
      if (i == 0) continue;
      const Hit& before = result.hits[i - 1];
      ASSERT_TRUE(before.score > hit.score ||
                  (before.score == hit.score && before.values.article_id < hit.values.article_id));
    }
  }
}

TEST_F(SearchModelTest, PagesCoverEveryHitOnce) {
  SCOPED_TRACE(absl::StrCat("KHOTIN_TEST_SEED=", seed_));
  const index::IndexSnapshot snapshot = MakeSnapshot(Write(RandomArticles(200)), {60, 130});
  for (const char* typed : {"do", "đò", "do ben", "mưa sông"}) {
    SearchOptions options;
    options.limit = 1000;
    const std::vector<std::string> all = Ids(MustSearch(snapshot, typed, options));
    for (const int limit : {1, 3, 7, 50}) {
      options = SearchOptions();
      options.limit = limit;
      std::vector<std::string> paged;
      for (bool more = true; more;) {
        const SearchResult page = MustSearch(snapshot, typed, options);
        ASSERT_EQ(page.total, all.size());
        for (const std::string& id : Ids(page)) paged.push_back(id);
        more = page.more;
        ASSERT_EQ(more, paged.size() < all.size());
        if (more)
          options.after = Cursor{page.hits.back().score, page.hits.back().values.article_id};
      }
      ASSERT_EQ(paged, all) << typed << " by " << limit;
    }
  }
}

}  // namespace
}  // namespace khotin::query
