#include "text/word_segment.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>

#include "absl/types/span.h"
#include "base/hash.h"
#include "text/word_features.h"
#include "text/word_model.h"
#include "text/word_units.h"

namespace khotin::text {
namespace {

// Divides stretches of one text.
class Division {
 public:
  Division(absl::Span<const WordUnit> units, const WordModel& model)
      : units_(units),
        model_(model),
        features_(units, model.words(), model.pairs()),
        words_ending_(units.size()) {
    words_.reserve(units.size());
  }

  // [begin, end) is one word.
  void AddWord(size_t begin, size_t end) {
    words_.push_back({units_[begin].first_token, units_[end - 1].end_token});
  }

  // [begin, end) is divided by the model.
  void AddStretch(size_t begin, size_t end) {
    for (size_t from = begin; from < end;) {
      size_t to = from + 1;
      while (to < end && units_[to].may_join) ++to;
      AddRun(from, to);
      from = to;
    }
  }

  std::vector<Word> TakeWords() { return std::move(words_); }

 private:
  int JoinScore(size_t i) const {
    int score = 0;
    features_.VisitGap(i, [&](uint64_t feature) { score += model_.Weight(feature); });
    return score;
  }

  int SpanScore(size_t i, size_t length) const {
    int score = 0;
    features_.VisitSpan(i, length, [&](uint64_t feature) { score += model_.Weight(feature); });
    return score;
  }

  // Units that may all be one word with the next: the best path over them (Viterbi).
  void AddRun(size_t begin, size_t end) {
    const size_t size = end - begin;
    if (size == 1) return AddWord(begin, end);
    best_.assign(size + 1, std::numeric_limits<int64_t>::min());
    best_[0] = 0;
    joins_.resize(size);
    for (size_t i = 1; i < size; ++i) joins_[i] = JoinScore(begin + i);
    for (size_t i = 0; i < size; ++i) {
      int64_t score = best_[i];
      for (size_t length = 1; length <= std::min(kMaxWordUnits, size - i); ++length) {
        if (length > 1) score += joins_[i + length - 1];
        const int64_t total = score + SpanScore(begin + i, length);
        if (total <= best_[i + length]) continue;
        best_[i + length] = total;
        words_ending_[begin + i + length - 1] = length;
      }
    }
    AddPath(begin, end);
  }

  void AddPath(size_t begin, size_t end) {
    const size_t first = words_.size();
    for (size_t to = end; to > begin;) {
      const size_t from = to - words_ending_[to - 1];
      AddWord(from, to);
      to = from;
    }
    std::reverse(words_.begin() + static_cast<std::ptrdiff_t>(first), words_.end());
  }

  const absl::Span<const WordUnit> units_;
  const WordModel& model_;
  const WordFeatures features_;
  std::vector<size_t> words_ending_;  // length of the best word that ends with a unit
  std::vector<int64_t> best_;
  std::vector<int> joins_;
  std::vector<Word> words_;
};

std::string BytesOf(absl::Span<const uint64_t> numbers) {
  std::string bytes;
  bytes.reserve(numbers.size() * sizeof(uint64_t));
  for (const uint64_t number : numbers) {
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(number >> shift));
  }
  return bytes;
}

}  // namespace

WordSegmenter::WordSegmenter(std::unique_ptr<const WordModel> model) : model_(std::move(model)) {}
WordSegmenter::WordSegmenter(WordSegmenter&&) noexcept = default;
WordSegmenter& WordSegmenter::operator=(WordSegmenter&&) noexcept = default;
WordSegmenter::~WordSegmenter() = default;

const WordSegmenter& WordSegmenter::BuiltIn() {
  static const WordSegmenter& built_in =
      *new WordSegmenter(Parse(BytesOf(BuiltInWordModel())).value());
  return built_in;
}

std::string WordSegmenter::BuiltInVersion() {
  constexpr int kDigits = 8;
  return base::HashBytes(BytesOf(BuiltInWordModel())).ToBase32(kDigits);
}

absl::StatusOr<WordSegmenter> WordSegmenter::Parse(absl::string_view model) {
  absl::StatusOr<WordModel> parsed = WordModel::Parse(model);
  if (!parsed.ok()) return parsed.status();
  return WordSegmenter(std::make_unique<const WordModel>(*std::move(parsed)));
}

std::vector<Word> WordSegmenter::Segment(absl::string_view text, const std::vector<Token>& tokens,
                                         const WordDictionary* dictionary) const {
  const std::vector<WordUnit> units = WordUnits(text, tokens);
  Division division(units, *model_);
  size_t stretch = 0;
  for (size_t i = 0; dictionary != nullptr && i < units.size();) {
    const size_t length = dictionary->LongestMatch(absl::MakeSpan(units).subspan(i));
    if (length == 0) {
      ++i;
      continue;
    }
    division.AddStretch(stretch, i);
    division.AddWord(i, i + length);
    i += length;
    stretch = i;
  }
  division.AddStretch(stretch, units.size());
  return division.TakeWords();
}

uint32_t WordSegmenter::CohesionOf(uint64_t first, uint64_t second) const {
  return model_->pairs().LevelOf(MixHashes(first, second));
}

}  // namespace khotin::text
