// How well entities are found in labelled news that the model has not learnt from.
#include "labelled_news.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "entity/recognizer.h"

namespace khotin::testing {
namespace {

using entity::EntityType;

std::string SharedFolder() {
  const char* folder = std::getenv("KHOTIN_SHARED");
  return folder != nullptr ? std::string(folder) : std::string(KHOTIN_SOURCE_DIR) + "/../shared";
}

struct Score {
  int right = 0;
  int found = 0;
  int gold = 0;

  double F1() const { return 2.0 * right / (found + gold); }
};

bool Same(const entity::Mention& mention, const GoldMention& gold) {
  return mention.type == gold.type && mention.span.begin == gold.begin &&
         mention.span.end == gold.end;
}

// A little below what was measured (docs/entities.md).
TEST(LabelledNewsCorpusTest, EachTypeIsFoundAsWellAsItWas) {
  const std::string path = SharedFolder() + "/data/ner/sentences.jsonl";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const auto sentences = ReadGold(path);
  ASSERT_TRUE(sentences.ok()) << sentences.status();
  const auto recognizer = entity::NewRecognizer();
  std::array<Score, 7> scores{};
  for (const GoldSentence& sentence : *sentences) {
    if (sentence.split != "dev") continue;
    const text::Passage passage = {text::Field::kBody, 0, sentence.text};
    for (const entity::Mention& mention : recognizer->Recognize({&passage, 1})) {
      Score& score = scores[static_cast<size_t>(mention.type)];
      ++score.found;
      const bool right = std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                                     [&](const GoldMention& gold) { return Same(mention, gold); });
      score.right += right ? 1 : 0;
    }
    for (const GoldMention& gold : sentence.mentions) {
      ++scores[static_cast<size_t>(gold.type)].gold;
    }
  }
  const auto f1 = [&](EntityType type) { return scores[static_cast<size_t>(type)].F1(); };
  EXPECT_GE(f1(EntityType::kPerson), .935);
  EXPECT_GE(f1(EntityType::kOrganization), .89);
  EXPECT_GE(f1(EntityType::kLocation), .92);
  EXPECT_GE(f1(EntityType::kPosition), .91);
  EXPECT_GE(f1(EntityType::kDate), .955);
  EXPECT_GE(f1(EntityType::kMisc), .74);
}

}  // namespace
}  // namespace khotin::testing
