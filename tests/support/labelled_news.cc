#include "labelled_news.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "entity/rules/date_rules.h"
#include "nlohmann/json.hpp"

namespace khotin::testing {
namespace {

entity::EntityType TypeOf(const std::string& name) {
  for (int i = 1; i <= static_cast<int>(entity::EntityType::kMisc); ++i) {
    const auto type = static_cast<entity::EntityType>(i);
    if (entity::EntityTypeName(type) == name) return type;
  }
  return entity::EntityType::kUnspecified;
}

// Where each code point of `text` begins, and its end.
std::vector<size_t> CodePoints(const std::string& text) {
  std::vector<size_t> starts;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
  }
  starts.push_back(text.size());
  return starts;
}

absl::StatusOr<GoldSentence> ReadLine(const std::string& line) {
  const nlohmann::json json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::InvalidArgumentError("not a JSON object");
  GoldSentence sentence;
  sentence.article = json.value("article", "");
  sentence.split = json.value("split", "");
  sentence.text = json.value("text", "");
  const std::vector<size_t> starts = CodePoints(sentence.text);
  for (const auto& entity : json.value("entities", nlohmann::json::array())) {
    const size_t begin = entity.value("begin", size_t{0});
    const size_t end = entity.value("end", size_t{0});
    GoldMention mention;
    mention.type = TypeOf(entity.value("type", ""));
    if (begin >= end || end >= starts.size() || mention.type == entity::EntityType::kUnspecified) {
      return absl::InvalidArgumentError("an entity out of the text or of no known type");
    }
    mention.begin = starts[begin];
    mention.end = starts[end];
    sentence.mentions.push_back(mention);
  }
  std::sort(sentence.mentions.begin(), sentence.mentions.end(),
            [](const GoldMention& a, const GoldMention& b) {
              return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
            });
  return sentence;
}

}  // namespace

absl::StatusOr<std::vector<GoldSentence>> ReadGold(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  std::vector<GoldSentence> sentences;
  for (std::string line; std::getline(file, line);) {
    auto sentence = ReadLine(line);
    if (!sentence.ok()) {
      return base::Annotate(sentence.status(), absl::StrCat(path, ":", sentences.size() + 1));
    }
    sentences.push_back(*std::move(sentence));
  }
  return sentences;
}

TokenizedSentence Tokenized(const entity::rules::Lexicon& lexicon, const GoldSentence& sentence) {
  const text::Passage passage = {text::Field::kBody, 0, sentence.text};
  TokenizedSentence tokenized;
  tokenized.line = std::move(entity::rules::MakeLines(lexicon, {&passage, 1})[0]);
  const entity::rules::Line& line = tokenized.line;
  tokenized.dates = entity::rules::FindLineDates(line);
  for (const GoldMention& mention : sentence.mentions) {
    entity::rules::Found found;
    found.type = mention.type;
    bool any = false;
    for (size_t i = 0; i < line.size(); ++i) {
      const size_t begin = line.norm.offsets.ToOriginal(line.tokens[i].begin);
      const size_t end = line.norm.offsets.ToOriginal(line.tokens[i].end);
      if (end <= mention.begin || begin >= mention.end) continue;
      if (!any) found.begin = static_cast<uint32_t>(i);
      found.end = static_cast<uint32_t>(i + 1);
      any = true;
    }
    if (any) tokenized.mentions.push_back(std::move(found));
  }
  return tokenized;
}

}  // namespace khotin::testing
