// Trains the sequence model of entities.
#ifndef KHOTIN_BENCHMARKS_ENTITY_MODEL_TAG_TRAINING_H_
#define KHOTIN_BENCHMARKS_ENTITY_MODEL_TAG_TRAINING_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/model/tag_model.h"
#include "entity/rules/lexicon.h"
#include "labelled_news.h"

namespace khotin::benchmarks {

struct TrainingOptions {
  int row_bits = 19;
  int epochs = 24;
  // Runs from other orders of the sentences, whose weights are averaged too.
  int runs = 2;
  double rate = 0.1;
  // Of the times that a sentence is seen, in so many what the name lists say is left out: the lists
  // were counted over the very articles, and would be trusted too much.
  double names_left_out = 0.4;
  // Features that are rarer than this are not learnt from: they would only spoil the weights of
  // those that share their rows.
  uint32_t least_count = 2;
  // Of all features, each time a token is seen (Wager et al., "Dropout Training as Adaptive
  // Regularization", 2013).
  double features_left_out = 0.4;
  // How much a sentence that a model labelled counts, of one that a reader did.
  double silver_weight = 0.3;
  uint32_t seed = 20171201;
};

// By AdaGrad (Duchi et al., 2011), one sentence at a time, the weights being the mean of those at
// the ends of the later half of the epochs of all runs. `silver` are sentences that a model
// labelled. The same sentences in the same order give the same model. Prints the loss of each
// epoch.
entity::model::TagModel TrainTags(const entity::rules::Lexicon& lexicon,
                                  entity::model::WordClusters clusters,
                                  absl::Span<const testing::TokenizedSentence> sentences,
                                  absl::Span<const testing::TokenizedSentence> silver,
                                  const TrainingOptions& options);

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_ENTITY_MODEL_TAG_TRAINING_H_
