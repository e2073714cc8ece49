#include "text/passage_pairs.h"

#include <algorithm>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "base/hash.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

// A rewritten sentence that keeps every third word still reaches it; unrelated paragraphs stay
// below .1. Wikipedia's wikidiff2 asks for .2 of the characters.
constexpr double kEnoughAlike = 0.25;

// Of a passage, as much as is looked at.
constexpr size_t kMaxJudgedBytes = 4096;

// Passages compared all with all, at most: the table has a byte for each pair.
constexpr size_t kMaxTable = size_t{1} << 22;

// Enough for passages with half of their word pairs in common to meet in most cases.
constexpr uint64_t kSketchRounds = 4;
constexpr uint64_t kRoundSeed = 0xC2B2AE3D27D4EB4F;
constexpr uint64_t kOdd = 0x9E3779B97F4A7C15;

// Hashes of neighbouring words, sorted.
using WordPairs = std::vector<uint64_t>;

WordPairs WordPairsOf(absl::string_view whole) {
  constexpr uint64_t kBorder = 0;
  const absl::string_view text = TruncateUtf8(whole, kMaxJudgedBytes);
  WordPairs pairs;
  uint64_t last = kBorder;
  for (const Token& token : Tokenize(text)) {
    if (!token.IsWord()) continue;
    const uint64_t word = base::Hash64(token.In(text));
    pairs.push_back(last * kOdd + word);
    last = word;
  }
  pairs.push_back(last * kOdd + kBorder);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<WordPairs> AllWordPairs(absl::Span<const Passage> passages) {
  std::vector<WordPairs> all;
  all.reserve(passages.size());
  for (const Passage& passage : passages) all.push_back(WordPairsOf(passage.text));
  return all;
}

double Likeness(const WordPairs& a, const WordPairs& b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

enum class Step : uint8_t { kPair, kSkipBase, kSkipPassage };

// [begin, end) of the passages of one side.
struct Range {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
};

class Pairing {
 public:
  Pairing(absl::Span<const Passage> base, absl::Span<const Passage> passages, DiffBudget* budget)
      : old_pairs_(AllWordPairs(base)), new_pairs_(AllWordPairs(passages)), budget_(budget) {}

  std::vector<PassagePair> Pair() {
    PairRange({0, old_pairs_.size()}, {0, new_pairs_.size()}, 0);
    return std::move(paired_);
  }

 private:
  void PairRange(Range rows, Range columns, uint64_t round) {
    if (rows.size() == 0 || columns.size() == 0) return;
    if (CanAlign(rows, columns)) {
      Align(rows, columns);
    } else if (round < kSketchRounds) {
      PairBySketch(rows, columns, round);
    }
  }

  bool CanAlign(Range rows, Range columns) {
    if (rows.size() > kMaxTable / columns.size()) return false;
    size_t work = 0;
    for (size_t i = rows.begin; i < rows.end; ++i) work += old_pairs_[i].size() * columns.size();
    for (size_t j = columns.begin; j < columns.end; ++j) work += new_pairs_[j].size() * rows.size();
    return budget_->Spend(static_cast<int64_t>(work));
  }

  // Needleman and Wunsch's alignment, with the likeness of a pair for its score.
  void Align(Range rows, Range columns) {
    std::vector<Step> steps(rows.size() * columns.size());
    std::vector<double> above(columns.size() + 1, 0);
    std::vector<double> row(columns.size() + 1, 0);
    for (size_t i = 0; i < rows.size(); ++i) {
      for (size_t j = 0; j < columns.size(); ++j) {
        const double likeness = Likeness(old_pairs_[rows.begin + i], new_pairs_[columns.begin + j]);
        const double paired = likeness < kEnoughAlike ? -1 : above[j] + likeness;
        const double skipped = std::max(above[j + 1], row[j]);
        row[j + 1] = std::max(paired, skipped);
        steps[i * columns.size() + j] = paired > skipped         ? Step::kPair
                                        : above[j + 1] >= row[j] ? Step::kSkipBase
                                                                 : Step::kSkipPassage;
      }
      std::swap(above, row);
      row[0] = 0;
    }
    const size_t first = paired_.size();
    for (size_t i = rows.size(), j = columns.size(); i > 0 && j > 0;) {
      const Step step = steps[(i - 1) * columns.size() + j - 1];
      if (step == Step::kPair) paired_.emplace_back(rows.begin + i - 1, columns.begin + j - 1);
      if (step != Step::kSkipPassage) --i;
      if (step != Step::kSkipBase) --j;
    }
    std::reverse(paired_.begin() + static_cast<ptrdiff_t>(first), paired_.end());
  }

  // For ranges too large to compare all with all: passages with one smallest hash are likely alike
  // (MinHash), and cut the ranges into smaller ones.
  void PairBySketch(Range rows, Range columns, uint64_t round) {
    absl::flat_hash_map<uint64_t, uint32_t> numbers;
    const std::vector<uint32_t> old_sketches = Sketches(old_pairs_, rows, round, &numbers);
    const std::vector<uint32_t> new_sketches = Sketches(new_pairs_, columns, round, &numbers);
    const std::vector<int32_t> matches =
        MatchSequences(old_sketches, new_sketches, static_cast<uint32_t>(numbers.size()), budget_);
    Range old_rest = rows;
    Range new_rest = columns;
    for (size_t i = 0; i < matches.size(); ++i) {
      if (matches[i] == kNoMatch) continue;
      const size_t row = rows.begin + i;
      const size_t column = columns.begin + static_cast<size_t>(matches[i]);
      if (Likeness(old_pairs_[row], new_pairs_[column]) < kEnoughAlike) continue;
      PairRange({old_rest.begin, row}, {new_rest.begin, column}, round + 1);
      paired_.emplace_back(row, column);
      old_rest.begin = row + 1;
      new_rest.begin = column + 1;
    }
    PairRange(old_rest, new_rest, round + 1);
  }

  static std::vector<uint32_t> Sketches(const std::vector<WordPairs>& all, Range range,
                                        uint64_t round,
                                        absl::flat_hash_map<uint64_t, uint32_t>* numbers) {
    std::vector<uint32_t> sketches;
    sketches.reserve(range.size());
    for (size_t i = range.begin; i < range.end; ++i) {
      uint64_t smallest = ~uint64_t{0};
      for (const uint64_t pair : all[i]) {
        smallest = std::min(smallest, (pair ^ (round * kRoundSeed)) * kOdd);
      }
      const auto next = static_cast<uint32_t>(numbers->size());
      sketches.push_back(numbers->try_emplace(smallest, next).first->second);
    }
    return sketches;
  }

  const std::vector<WordPairs> old_pairs_;
  const std::vector<WordPairs> new_pairs_;
  DiffBudget* const budget_;
  std::vector<PassagePair> paired_;
};

}  // namespace

std::vector<PassagePair> PairPassages(absl::Span<const Passage> base,
                                      absl::Span<const Passage> passages, DiffBudget* budget) {
  if (base.empty() || passages.empty()) return {};
  return Pairing(base, passages, budget).Pair();
}

}  // namespace khotin::text
