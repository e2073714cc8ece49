#include "silver_news.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "base/hash.h"
#include "base/status.h"
#include "entity/rules/date_rules.h"
#include "entity/rules/document.h"
#include "news_corpus.h"

namespace khotin::benchmarks {
namespace {

using entity::rules::Line;

// Shorter lines are captions and credits, longer ones no sentences.
constexpr size_t kLeastTokens = 6;
constexpr size_t kMostTokens = 60;

struct Choice {
  uint64_t order = 0;
  std::string text;
};

// The lines of all articles in an order that says nothing of them.
std::vector<Choice> ChooseLines(const std::vector<NewsArticle>& articles,
                                const absl::flat_hash_set<std::string>& left_out) {
  std::vector<Choice> choices;
  for (const NewsArticle& article : articles) {
    if (left_out.contains(article.id)) continue;
    choices.push_back({base::Hash64(article.title), article.title});
    for (const absl::string_view line :
         absl::StrSplit(article.text, '\n', absl::SkipWhitespace())) {
      choices.push_back({base::Hash64(line), std::string(line)});
    }
  }
  std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
    return a.order != b.order ? a.order < b.order : a.text < b.text;
  });
  const auto same = [](const Choice& a, const Choice& b) { return a.text == b.text; };
  choices.erase(std::unique(choices.begin(), choices.end(), same), choices.end());
  return choices;
}

}  // namespace

absl::StatusOr<std::vector<testing::TokenizedSentence>> LabelNews(
    const std::string& folder, const absl::flat_hash_set<std::string>& left_out,
    const entity::rules::Lexicon& lexicon, const entity::model::TagModel& model) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<NewsArticle> articles, ReadArticles(folder));
  std::vector<testing::TokenizedSentence> sentences;
  for (const Choice& choice : ChooseLines(articles, left_out)) {
    const text::Passage passage = {text::Field::kBody, 0, choice.text};
    testing::TokenizedSentence sentence;
    sentence.line = std::move(entity::rules::MakeLines(lexicon, {&passage, 1})[0]);
    if (sentence.line.size() < kLeastTokens || sentence.line.size() > kMostTokens) continue;
    sentence.dates = entity::rules::FindLineDates(sentence.line);
    const entity::model::LineFeatures features(lexicon, model.clusters(), sentence.line,
                                               sentence.dates);
    sentence.mentions = entity::model::FromTags(model.Decode(features));
    if (sentence.mentions.empty()) continue;
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace khotin::benchmarks
