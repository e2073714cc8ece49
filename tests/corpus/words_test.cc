// What a model that has learnt one part of the treebank makes of the other.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "text/word_segment.h"
#include "treebank.h"
#include "word_training.h"

namespace khotin::testing {
namespace {

constexpr double kLeastF1 = 0.955;

std::string SharedFolder() {
  const char* folder = std::getenv("KHOTIN_SHARED");
  return folder != nullptr ? std::string(folder) : std::string(KHOTIN_SOURCE_DIR) + "/../shared";
}

std::vector<std::string> ShippedLists() {
  std::vector<std::string> words;
  const std::string models = std::string(KHOTIN_SOURCE_DIR) + "/models";
  for (const char* list :
       {"/word_segment/words.txt", "/word_segment/dictionary.txt", "/names/countries.tsv",
        "/names/people.tsv", "/names/places.tsv", "/names/provinces.tsv"}) {
    const auto read = ReadWordList(models + list);
    EXPECT_TRUE(read.ok()) << read.status();
    if (read.ok()) words.insert(words.end(), read->begin(), read->end());
  }
  return words;
}

TEST(WordsCorpusTest, LearnsFromOnePartWhatHoldsForTheOther) {
  const std::string folder = SharedFolder() + "/data/ud-vtb";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
  const auto train = ReadTreebank(folder + "/train.conllu");
  const auto dev = ReadTreebank(folder + "/dev.conllu");
  ASSERT_TRUE(train.ok() && dev.ok()) << train.status() << dev.status();
  const auto pairs = ReadPairs(std::string(KHOTIN_SOURCE_DIR) + "/models/word_segment/pairs.bin");
  ASSERT_TRUE(pairs.ok()) << pairs.status();
  const auto model = TrainWordModel(*train, *pairs, ShippedLists());
  ASSERT_TRUE(model.ok()) << model.status();
  const auto segmenter = text::WordSegmenter::Parse(*model);
  ASSERT_TRUE(segmenter.ok()) << segmenter.status();
  const WordScore score = ScoreWords(*segmenter, *dev, true);
  EXPECT_GE(score.F1(), kLeastF1) << score.Precision() << ' ' << score.Recall();
}

}  // namespace
}  // namespace khotin::testing
