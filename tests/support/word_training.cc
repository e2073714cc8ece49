#include "word_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <numeric>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "text/normalize.h"
#include "text/pair_cohesion.h"
#include "text/tokenize.h"
#include "text/word_features.h"
#include "text/word_model.h"
#include "text/word_units.h"

namespace khotin::testing {
namespace {

using text::kMaxWordUnits;
using Features = std::vector<uint32_t>;

constexpr int kEpochs = 12;
constexpr double kRate = 0.1;
constexpr double kPrior = 3e-5;
constexpr double kNever = -std::numeric_limits<double>::infinity();

// One sentence as the learner sees it.
struct Lesson {
  size_t size = 0;
  std::vector<Features> gaps;                                // of joining a unit to the one before
  std::array<std::vector<Features>, kMaxWordUnits> spans;    // by length - 1 and first unit
  std::array<std::vector<bool>, kMaxWordUnits> may_be_word;  // likewise
  std::vector<size_t> lengths;  // of the word that begins with a unit; 0 inside a word
};

// False when the words of `sentence` cannot be made of its units.
bool MarkLengths(const MarkedSentence& sentence, const std::vector<text::Token>& tokens,
                 const std::vector<text::WordUnit>& units, std::vector<size_t>* lengths) {
  lengths->assign(units.size(), 0);
  size_t at = 0;
  for (const MarkedWord& word : sentence.words) {
    const size_t first = at;
    while (at < units.size() && tokens[units[at].end_token - 1].end <= word.end) ++at;
    if (at == first || at - first > kMaxWordUnits) return false;
    if (tokens[units[first].first_token].begin != word.begin) return false;
    for (size_t i = first + 1; i < at; ++i) {
      if (!units[i].may_join) return false;
    }
    (*lengths)[first] = at - first;
  }
  return at == units.size();
}

bool MakeLesson(const MarkedSentence& sentence, const text::WordSet& words,
                const text::PairCohesion& pairs, Lesson* lesson) {
  const std::vector<text::Token> tokens = text::Tokenize(sentence.text);
  const std::vector<text::WordUnit> units = text::WordUnits(sentence.text, tokens);
  if (!MarkLengths(sentence, tokens, units, &lesson->lengths)) return false;
  const text::WordFeatures features(units, words, pairs);
  lesson->size = units.size();
  lesson->gaps.resize(units.size());
  const auto add_to = [](Features* into) {
    return [into](uint64_t feature) {
      into->push_back(static_cast<uint32_t>(text::WordModel::WeightOf(feature)));
    };
  };
  for (size_t i = 1; i < units.size(); ++i) {
    if (units[i].may_join) features.VisitGap(i, add_to(&lesson->gaps[i]));
  }
  for (size_t length = 1; length <= kMaxWordUnits; ++length) {
    auto& spans = lesson->spans[length - 1];
    auto& may_be_word = lesson->may_be_word[length - 1];
    spans.resize(units.size());
    may_be_word.resize(units.size());
    for (size_t i = 0; i + length <= units.size(); ++i) {
      may_be_word[i] =
          length == 1 || (lesson->may_be_word[length - 2][i] && units[i + length - 1].may_join);
      if (may_be_word[i]) features.VisitSpan(i, length, add_to(&spans[i]));
    }
  }
  return true;
}

double LogSum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kNever ? a : a + std::log1p(std::exp(b - a));
}

// The weights while they are learnt. The prior's pull on a weight is made up for when the weight is
// next in use.
class Learner {
 public:
  Learner()
      : weights_(text::WordModel::kWeights),
        moments_(text::WordModel::kWeights),
        gradients_(text::WordModel::kWeights, 1e-6),
        used_(text::WordModel::kWeights) {}

  void Learn(const Lesson& lesson) {
    ++step_;
    ScoreParts(lesson);
    SumPaths(lesson.size);
    std::vector<double> joined(lesson.size);
    for (size_t length = 1; length <= kMaxWordUnits; ++length) {
      for (size_t i = 0; i + length <= lesson.size; ++i) {
        if (!lesson.may_be_word[length - 1][i]) continue;
        const double likely = std::exp(forward_[i] + scores_[length - 1][i] +
                                       backward_[i + length] - forward_[lesson.size]);
        const double error = (lesson.lengths[i] == length ? 1.0 : 0.0) - likely;
        Update(lesson.spans[length - 1][i], error);
        for (size_t k = 1; k < length; ++k) joined[i + k] += error;
      }
    }
    for (size_t i = 1; i < lesson.size; ++i) Update(lesson.gaps[i], joined[i]);
  }

  // Averaged over the steps, in 127ths of the greatest.
  std::vector<int8_t> Weights() const {
    std::vector<double> average(weights_.size());
    double greatest = 1e-9;
    for (size_t i = 0; i < average.size(); ++i) {
      average[i] = weights_[i] - moments_[i] / (step_ + 1);
      greatest = std::max(greatest, std::abs(average[i]));
    }
    std::vector<int8_t> weights(average.size());
    for (size_t i = 0; i < average.size(); ++i) {
      weights[i] = static_cast<int8_t>(std::lround(average[i] / greatest * 127));
    }
    return weights;
  }

 private:
  double Score(const Features& features) {
    double score = 0;
    for (const uint32_t feature : features) {
      const double waited = step_ - used_[feature];
      used_[feature] = step_;
      double& weight = weights_[feature];
      if (weight != 0 && waited > 0) {
        const double pull = kPrior * kRate / std::sqrt(gradients_[feature]);
        Change(feature, weight * std::expm1(-pull * waited));
      }
      score += weight;
    }
    return score;
  }

  void ScoreParts(const Lesson& lesson) {
    std::vector<double> joins(lesson.size);
    for (size_t i = 1; i < lesson.size; ++i) joins[i] = Score(lesson.gaps[i]);
    for (size_t length = 1; length <= kMaxWordUnits; ++length) {
      scores_[length - 1].assign(lesson.size, kNever);
      for (size_t i = 0; i + length <= lesson.size; ++i) {
        if (!lesson.may_be_word[length - 1][i]) continue;
        double score = Score(lesson.spans[length - 1][i]);
        for (size_t k = 1; k < length; ++k) score += joins[i + k];
        scores_[length - 1][i] = score;
      }
    }
  }

  void SumPaths(size_t size) {
    forward_.assign(size + 1, kNever);
    backward_.assign(size + 1, kNever);
    forward_[0] = backward_[size] = 0;
    for (size_t end = 1; end <= size; ++end) {
      for (size_t length = 1; length <= std::min(kMaxWordUnits, end); ++length) {
        const size_t i = end - length;
        forward_[end] = LogSum(forward_[end], forward_[i] + scores_[length - 1][i]);
      }
    }
    for (size_t i = size; i-- > 0;) {
      for (size_t length = 1; length <= std::min(kMaxWordUnits, size - i); ++length) {
        backward_[i] = LogSum(backward_[i], backward_[i + length] + scores_[length - 1][i]);
      }
    }
  }

  void Update(const Features& features, double error) {
    if (std::abs(error) < 1e-3) return;
    for (const uint32_t feature : features) {
      gradients_[feature] += error * error;
      Change(feature, kRate * error / std::sqrt(gradients_[feature]));
    }
  }

  void Change(uint32_t feature, double by) {
    weights_[feature] += by;
    moments_[feature] += by * step_;
  }

  double step_ = 0;
  std::vector<double> weights_;
  std::vector<double> moments_;    // changes by the step they came at, for the average
  std::vector<double> gradients_;  // sums of squares
  std::vector<double> used_;
  std::array<std::vector<double>, kMaxWordUnits> scores_;
  std::vector<double> forward_;
  std::vector<double> backward_;
};

// A generator of our own, as those of the standard library may differ from one to the next.
class Shuffler {
 public:
  void Shuffle(std::vector<size_t>* order) {
    for (size_t i = order->size(); i > 1; --i) std::swap((*order)[i - 1], (*order)[Next() % i]);
  }

 private:
  uint64_t Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ >> 11;
  }

  uint64_t state_ = 4242;
};

std::vector<uint64_t> Hashes(absl::Span<const std::string> words) {
  std::vector<uint64_t> hashes;
  for (const std::string& word : words) {
    const auto units = text::WordUnits(word, text::Tokenize(word));
    if (units.size() > 1 && units.size() <= kMaxWordUnits)
      hashes.push_back(text::HashOfWord(units));
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

}  // namespace

absl::StatusOr<std::string> ReadPairs(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  }
  return bytes.str();
}

absl::StatusOr<std::vector<std::string>> ReadWordList(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);) {
    line = text::Normalize(line.substr(0, line.find('\t'))).text;
    if (!line.empty() && line.front() != '#') words.push_back(std::move(line));
  }
  return words;
}

absl::StatusOr<std::string> TrainWordModel(absl::Span<const MarkedSentence> sentences,
                                           absl::string_view pairs,
                                           absl::Span<const std::string> words) {
  const absl::StatusOr<text::PairCohesion> cohesion = text::PairCohesion::Parse(pairs);
  if (!cohesion.ok()) return cohesion.status();
  const std::vector<uint64_t> hashes = Hashes(words);
  const text::WordSet set(hashes);
  std::vector<Lesson> lessons;
  const auto add = [&](const MarkedSentence& sentence) {
    Lesson lesson;
    if (MakeLesson(sentence, set, *cohesion, &lesson)) lessons.push_back(std::move(lesson));
  };
  for (const MarkedSentence& sentence : sentences) {
    add(sentence);
    const MarkedSentence bracketed = WithBrackets(sentence);
    if (bracketed.text != sentence.text) add(bracketed);
  }
  std::vector<size_t> order(lessons.size());
  std::iota(order.begin(), order.end(), size_t{0});
  Learner learner;
  Shuffler shuffler;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    shuffler.Shuffle(&order);
    for (const size_t i : order) learner.Learn(lessons[i]);
  }
  return text::EncodeWordModel(learner.Weights(), pairs, hashes);
}

}  // namespace khotin::testing
