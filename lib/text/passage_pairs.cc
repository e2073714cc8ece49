#include "text/passage_pairs.h"

#include <algorithm>
#include <cstdint>

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

// Hashes of neighbouring words, sorted.
using WordPairs = std::vector<uint64_t>;

WordPairs WordPairsOf(absl::string_view whole) {
  constexpr uint64_t kBorder = 0;
  constexpr uint64_t kOdd = 0x9E3779B97F4A7C15;
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

size_t TotalSize(const std::vector<WordPairs>& all) {
  size_t total = 0;
  for (const WordPairs& pairs : all) total += pairs.size();
  return total;
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

}  // namespace

// Needleman and Wunsch's alignment, with the likeness of a pair for its score.
std::vector<std::pair<size_t, size_t>> PairPassages(absl::Span<const Passage> base,
                                                    absl::Span<const Passage> passages,
                                                    DiffBudget* budget) {
  const size_t rows = base.size();
  const size_t columns = passages.size();
  if (rows == 0 || columns == 0 || rows > kMaxTable / columns) return {};
  const std::vector<WordPairs> old_pairs = AllWordPairs(base);
  const std::vector<WordPairs> new_pairs = AllWordPairs(passages);
  const size_t work = TotalSize(old_pairs) * columns + TotalSize(new_pairs) * rows;
  if (!budget->Spend(static_cast<int64_t>(work))) return {};

  std::vector<Step> steps(rows * columns);
  std::vector<double> above(columns + 1, 0);
  std::vector<double> row(columns + 1, 0);
  for (size_t i = 0; i < rows; ++i) {
    for (size_t j = 0; j < columns; ++j) {
      const double likeness = Likeness(old_pairs[i], new_pairs[j]);
      const double paired = likeness < kEnoughAlike ? -1 : above[j] + likeness;
      const double skipped = std::max(above[j + 1], row[j]);
      row[j + 1] = std::max(paired, skipped);
      steps[i * columns + j] = paired > skipped         ? Step::kPair
                               : above[j + 1] >= row[j] ? Step::kSkipBase
                                                        : Step::kSkipPassage;
    }
    std::swap(above, row);
    row[0] = 0;
  }

  std::vector<std::pair<size_t, size_t>> pairs;
  for (size_t i = rows, j = columns; i > 0 && j > 0;) {
    const Step step = steps[(i - 1) * columns + j - 1];
    if (step == Step::kPair) pairs.emplace_back(i - 1, j - 1);
    if (step != Step::kSkipPassage) --i;
    if (step != Step::kSkipBase) --j;
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace khotin::text
