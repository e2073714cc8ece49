#include "tag_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace khotin::benchmarks {
namespace {

using entity::model::kRowSize;
using entity::model::kTagCount;
using entity::model::Tag;

using Row = std::array<float, kRowSize>;

// The features of a sentence, token by token, as rows of the table of weights.
struct RowLists {
  std::vector<uint32_t> rows;
  std::vector<uint32_t> ends;  // of each token
};

struct Example {
  RowLists all;
  RowLists without_names;
  std::vector<Tag> tags;
  float weight = 1;
};

using FeatureCounts = absl::flat_hash_map<uint64_t, uint32_t>;

void CountFeatures(const entity::model::LineFeatures& features, FeatureCounts* counts) {
  entity::model::TokenFeatures token;
  for (size_t i = 0; i < features.size(); ++i) {
    features.Get(i, &token);
    for (const uint64_t feature : token) ++(*counts)[feature];
  }
}

RowLists ListRows(const entity::model::LineFeatures& features, const FeatureCounts& counts,
                  uint32_t least, uint64_t mask) {
  RowLists lists;
  entity::model::TokenFeatures token;
  for (size_t i = 0; i < features.size(); ++i) {
    features.Get(i, &token);
    for (const uint64_t feature : token) {
      if (counts.at(feature) < least) continue;
      lists.rows.push_back(static_cast<uint32_t>(feature & mask));
    }
    lists.ends.push_back(static_cast<uint32_t>(lists.rows.size()));
  }
  return lists;
}

RowLists LeaveOut(const RowLists& lists, double share, std::mt19937* random) {
  const auto threshold = static_cast<uint32_t>(share * 4294967295.0);
  RowLists kept;
  kept.rows.reserve(lists.rows.size());
  uint32_t at = 0;
  for (const uint32_t end : lists.ends) {
    for (; at < end; ++at) {
      if ((*random)() >= threshold) kept.rows.push_back(lists.rows[at]);
    }
    kept.ends.push_back(static_cast<uint32_t>(kept.rows.size()));
  }
  return kept;
}

class Trainer {
 public:
  Trainer(int row_bits, double rate, double left_out)
      : rate_(static_cast<float>(rate)),
        left_out_(static_cast<float>(left_out)),
        weights_(size_t{1} << row_bits),
        squares_(weights_.size()),
        sums_(weights_.size()) {}

  // Makes a step for one sentence; its loss.
  double Learn(const RowLists& lists, const std::vector<Tag>& tags, float weight) {
    weight_ = weight;
    const size_t size = tags.size();
    if (size == 0) return 0;
    Score(lists, size);
    const double log_sum = Forward(size);
    Backward(size);
    const double loss = log_sum - ScoreOfTags(tags);
    Step(lists, tags);
    return loss;
  }

  // Forgets the weights, but not the mean.
  void Restart() {
    std::fill(weights_.begin(), weights_.end(), Row{});
    std::fill(squares_.begin(), squares_.end(), Row{});
    transitions_.fill(Row{});
    transition_squares_.fill(Row{});
  }

  void AddToMean() {
    for (size_t i = 0; i < weights_.size(); ++i) {
      for (size_t k = 0; k < kTagCount; ++k) sums_[i][k] += weights_[i][k];
    }
    for (size_t i = 0; i < kTagCount; ++i) {
      for (size_t k = 0; k < kTagCount; ++k) transition_sums_[i][k] += transitions_[i][k];
    }
    ++means_;
  }

  entity::model::TagWeights Rounded(int row_bits) const {
    constexpr float kUnit = 24;  // of a weight of 1
    constexpr int16_t kForbidden = -30000;
    entity::model::TagWeights rounded;
    rounded.row_bits = row_bits;
    rounded.rows.resize(weights_.size() * kRowSize);
    const float scale = kUnit / static_cast<float>(means_);
    const float row_scale = scale * (1 - left_out_);
    for (size_t i = 0; i < weights_.size(); ++i) {
      for (size_t k = 0; k < kTagCount; ++k) {
        const float weight = std::nearbyint(sums_[i][k] * row_scale);
        rounded.rows[i * kRowSize + k] = static_cast<int8_t>(std::clamp(weight, -127.F, 127.F));
      }
    }
    for (size_t i = 0; i < kTagCount; ++i) {
      for (size_t k = 0; k < kTagCount; ++k) {
        const float weight = std::nearbyint(transition_sums_[i][k] * scale);
        rounded.transitions[i][k] =
            entity::model::MayFollow(static_cast<Tag>(i), static_cast<Tag>(k))
                ? static_cast<int16_t>(std::clamp(weight, -1000.F, 1000.F))
                : kForbidden;
      }
    }
    return rounded;
  }

 private:
  void Score(const RowLists& lists, size_t size) {
    scores_.assign(size, Row{});
    uint32_t at = 0;
    for (size_t i = 0; i < size; ++i) {
      Row& score = scores_[i];
      for (; at < lists.ends[i]; ++at) {
        const Row& row = weights_[lists.rows[at]];
        for (size_t k = 0; k < kRowSize; ++k) score[k] += row[k];
      }
    }
    for (size_t i = 0; i < kTagCount; ++i) {
      for (size_t k = 0; k < kTagCount; ++k) {
        const bool may = entity::model::MayFollow(static_cast<Tag>(i), static_cast<Tag>(k));
        moves_[i][k] = may ? std::exp(transitions_[i][k]) : 0.F;
      }
    }
    local_.resize(size);
    log_scale_ = 0;
    for (size_t i = 0; i < size; ++i) {
      const float top = *std::max_element(scores_[i].begin(), scores_[i].begin() + kTagCount);
      log_scale_ += top;
      for (size_t k = 0; k < kTagCount; ++k) local_[i][k] = std::exp(scores_[i][k] - top);
      if (i > 0) continue;
      for (size_t k = 0; k < kTagCount; ++k) {
        if (!entity::model::MayStart(static_cast<Tag>(k))) local_[i][k] = 0;
      }
    }
  }

  double Forward(size_t size) {
    forward_.assign(size, Row{});
    scales_.assign(size, 0);
    double log_sum = log_scale_;
    for (size_t i = 0; i < size; ++i) {
      Row& now = forward_[i];
      float sum = 0;
      for (size_t k = 0; k < kTagCount; ++k) {
        float in = i == 0 ? 1.F : 0.F;
        if (i > 0) {
          for (size_t b = 0; b < kTagCount; ++b) in += forward_[i - 1][b] * moves_[b][k];
        }
        now[k] = in * local_[i][k];
        sum += now[k];
      }
      sum = std::max(sum, 1e-30F);
      scales_[i] = 1 / sum;
      for (size_t k = 0; k < kTagCount; ++k) now[k] *= scales_[i];
      log_sum += std::log(static_cast<double>(sum));
    }
    return log_sum;
  }

  void Backward(size_t size) {
    backward_.assign(size, Row{});
    for (size_t k = 0; k < kTagCount; ++k) backward_[size - 1][k] = 1;
    for (size_t i = size - 1; i-- > 0;) {
      for (size_t b = 0; b < kTagCount; ++b) {
        float out = 0;
        for (size_t k = 0; k < kTagCount; ++k) {
          out += moves_[b][k] * local_[i + 1][k] * backward_[i + 1][k];
        }
        backward_[i][b] = out * scales_[i + 1];
      }
    }
  }

  double ScoreOfTags(const std::vector<Tag>& tags) const {
    double score = 0;
    for (size_t i = 0; i < tags.size(); ++i) {
      const auto tag = static_cast<size_t>(tags[i]);
      score += scores_[i][tag];
      if (i > 0) score += transitions_[static_cast<size_t>(tags[i - 1])][tag];
    }
    return score;
  }

  void Step(const RowLists& lists, const std::vector<Tag>& tags) {
    constexpr float kSmall = 1e-3F;
    uint32_t at = 0;
    for (size_t i = 0; i < tags.size(); ++i) {
      Row slope{};
      float most = 0;
      for (size_t k = 0; k < kTagCount; ++k) {
        slope[k] = forward_[i][k] * backward_[i][k];
        if (k == static_cast<size_t>(tags[i])) slope[k] -= 1;
        slope[k] *= weight_;
        most = std::max(most, std::fabs(slope[k]));
      }
      const uint32_t end = lists.ends[i];
      if (most > kSmall) {
        for (uint32_t f = at; f < end; ++f) StepRow(slope, lists.rows[f]);
      }
      at = end;
      if (i > 0) StepMoves(tags, i);
    }
  }

  void StepRow(const Row& slope, uint32_t row) {
    constexpr float kEase = 1e-2F;
    Row& weights = weights_[row];
    Row& squares = squares_[row];
    for (size_t k = 0; k < kRowSize; ++k) {
      squares[k] += slope[k] * slope[k];
      weights[k] -= rate_ * slope[k] / std::sqrt(squares[k] + kEase);
    }
  }

  void StepMoves(const std::vector<Tag>& tags, size_t i) {
    constexpr float kEase = 1;
    for (size_t b = 0; b < kTagCount; ++b) {
      for (size_t k = 0; k < kTagCount; ++k) {
        if (moves_[b][k] == 0) continue;
        float slope =
            forward_[i - 1][b] * moves_[b][k] * local_[i][k] * backward_[i][k] * scales_[i];
        const bool is_gold =
            b == static_cast<size_t>(tags[i - 1]) && k == static_cast<size_t>(tags[i]);
        if (is_gold) slope -= 1;
        slope *= weight_;
        float& square = transition_squares_[b][k];
        square += slope * slope;
        transitions_[b][k] -= rate_ * slope / std::sqrt(square + kEase);
      }
    }
  }

  const float rate_;
  const float left_out_;
  std::vector<Row> weights_;
  std::vector<Row> squares_;
  std::vector<Row> sums_;
  std::array<Row, kRowSize> transitions_{};
  std::array<Row, kRowSize> transition_squares_{};
  std::array<Row, kRowSize> transition_sums_{};
  int means_ = 0;
  // Of the sentence at hand.
  float weight_ = 1;
  std::vector<Row> scores_;
  std::vector<Row> local_;
  std::array<Row, kRowSize> moves_{};
  std::vector<Row> forward_;
  std::vector<Row> backward_;
  std::vector<float> scales_;
  double log_scale_ = 0;
};

void TrainOnce(const std::vector<Example>& examples, const TrainingOptions& options,
               std::mt19937* random, Trainer* trainer) {
  std::vector<size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[(*random)() % i]);
    double loss = 0;
    for (const size_t i : order) {
      const Example& example = examples[i];
      const bool bare = static_cast<double>((*random)() % 1024) < options.names_left_out * 1024;
      const RowLists kept =
          LeaveOut(bare ? example.without_names : example.all, options.features_left_out, random);
      loss += trainer->Learn(kept, example.tags, example.weight);
    }
    if (2 * (epoch + 1) > options.epochs) trainer->AddToMean();
    std::printf("epoch %d: loss %.4f a sentence\n", epoch + 1,
                loss / static_cast<double>(examples.size()));
    std::fflush(stdout);
  }
}

// What examples are made with.
struct ExampleMaker {
  const entity::rules::Lexicon& lexicon;
  const entity::model::WordClusters& clusters;
  const TrainingOptions& options;
  FeatureCounts counts;

  void Count(absl::Span<const testing::TokenizedSentence> sentences) {
    for (const testing::TokenizedSentence& sentence : sentences) {
      CountFeatures({lexicon, clusters, sentence.line, sentence.dates}, &counts);
    }
  }

  void Add(absl::Span<const testing::TokenizedSentence> sentences, double weight,
           std::vector<Example>* examples) const {
    const uint64_t mask = (uint64_t{1} << options.row_bits) - 1;
    for (const testing::TokenizedSentence& sentence : sentences) {
      Example& example = examples->emplace_back();
      const entity::model::LineFeatures all(lexicon, clusters, sentence.line, sentence.dates);
      const entity::model::LineFeatures bare(lexicon, clusters, sentence.line, sentence.dates,
                                             entity::model::ListedNames::kLeaveOut);
      example.all = ListRows(all, counts, options.least_count, mask);
      example.without_names = ListRows(bare, counts, options.least_count, mask);
      example.tags = entity::model::ToTags(sentence.mentions, sentence.line.size());
      example.weight = static_cast<float>(weight);
    }
  }
};

}  // namespace

entity::model::TagModel TrainTags(const entity::rules::Lexicon& lexicon,
                                  entity::model::WordClusters clusters,
                                  absl::Span<const testing::TokenizedSentence> sentences,
                                  absl::Span<const testing::TokenizedSentence> silver,
                                  const TrainingOptions& options) {
  ExampleMaker maker = {lexicon, clusters, options, {}};
  maker.Count(sentences);
  maker.Count(silver);
  std::vector<Example> examples;
  maker.Add(sentences, 1, &examples);
  maker.Add(silver, options.silver_weight, &examples);
  Trainer trainer(options.row_bits, options.rate, options.features_left_out);
  std::mt19937 random(options.seed);
  for (int run = 0; run < options.runs; ++run) {
    if (run > 0) trainer.Restart();
    TrainOnce(examples, options, &random, &trainer);
  }
  entity::model::TagWeights weights = trainer.Rounded(options.row_bits);
  weights.clusters = std::move(clusters);
  return entity::model::TagModel(std::move(weights));
}

}  // namespace khotin::benchmarks
