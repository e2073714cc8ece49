// Labelled sentences: what the entity model is trained and measured on.
#ifndef KHOTIN_TESTS_SUPPORT_LABELLED_NEWS_H_
#define KHOTIN_TESTS_SUPPORT_LABELLED_NEWS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "entity/mention.h"
#include "entity/rules/document.h"
#include "entity/rules/lexicon.h"

namespace khotin::testing {

struct GoldMention {
  entity::EntityType type = entity::EntityType::kUnspecified;
  // [begin, end) in bytes of the sentence.
  size_t begin = 0;
  size_t end = 0;
};

struct GoldSentence {
  std::string article;
  std::string split;
  std::string text;
  std::vector<GoldMention> mentions;  // by begin, the longer first
};

// One JSON object a line: `text`, `article`, `split`, `entities` of `type`, `begin`, `end` in code
// points. Errors name the file and the line.
absl::StatusOr<std::vector<GoldSentence>> ReadGold(const std::string& path);

// A sentence as recognizers see it, and its mentions by tokens: those that begin or end inside a
// token take all of it.
struct TokenizedSentence {
  entity::rules::Line line;
  std::vector<entity::rules::Found> dates;  // that rules find
  std::vector<entity::rules::Found> mentions;
};
TokenizedSentence Tokenized(const entity::rules::Lexicon& lexicon, const GoldSentence& sentence);

}  // namespace khotin::testing

#endif  // KHOTIN_TESTS_SUPPORT_LABELLED_NEWS_H_
