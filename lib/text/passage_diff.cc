#include "text/passage_diff.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "text/passage_pairs.h"
#include "text/sequence_match.h"

namespace khotin::text {
namespace {

// Enough to compare 5,000 rewritten words, or 800 rewritten paragraphs with each other, as well as
// can be; some tenths of a second.
constexpr int64_t kBaseSteps = int64_t{1} << 26;
constexpr int64_t kStepsPerByte = 4;

// Of a changed passage, at least a fifth of the shorter side is as it was, much as Wikipedia's
// wikidiff2 has it.
constexpr size_t kKeptShare = 5;

int64_t TotalBytes(absl::Span<const Passage> passages) {
  int64_t bytes = 0;
  for (const Passage& passage : passages) bytes += static_cast<int64_t>(passage.text.size());
  return bytes;
}

// [begin, end) of the passages of one side.
struct Range {
  size_t begin = 0;
  size_t end = 0;
};

class ArticleDiff {
 public:
  ArticleDiff(absl::Span<const Passage> base, absl::Span<const Passage> passages)
      : base_(base),
        passages_(passages),
        budget_(kBaseSteps + kStepsPerByte * (TotalBytes(base) + TotalBytes(passages))) {}

  std::vector<PassageDiff> Diff() {
    AddOnly(Field::kTitle);
    AddOnly(Field::kLead);
    AddBody(RangeOf(base_, Field::kBody), RangeOf(passages_, Field::kBody));
    return std::move(diffs_);
  }

 private:
  static Range RangeOf(absl::Span<const Passage> passages, Field field) {
    const auto begin =
        std::find_if(passages.begin(), passages.end(),
                     [field](const Passage& passage) { return passage.field == field; });
    const auto end = std::find_if(
        begin, passages.end(), [field](const Passage& passage) { return passage.field != field; });
    return {static_cast<size_t>(begin - passages.begin()),
            static_cast<size_t>(end - passages.begin())};
  }

  // A field that has one passage at most.
  void AddOnly(Field field) {
    const Range base = RangeOf(base_, field);
    const Range passage = RangeOf(passages_, field);
    if (base.begin < base.end && passage.begin < passage.end) {
      AddPair(base.begin, passage.begin);
    } else {
      AddUnpaired(base, passage);
    }
  }

  void AddBody(Range base, Range passages) {
    const std::vector<int32_t> matches = MatchEqual(base, passages);
    Range old_gap{base.begin, base.begin};
    Range new_gap{passages.begin, passages.begin};
    for (size_t i = 0; i < matches.size(); ++i) {
      if (matches[i] == kNoMatch) continue;
      old_gap.end = base.begin + i;
      new_gap.end = passages.begin + static_cast<size_t>(matches[i]);
      AddReplaced(old_gap, new_gap);
      AddPair(old_gap.end, new_gap.end);
      old_gap.begin = old_gap.end + 1;
      new_gap.begin = new_gap.end + 1;
    }
    AddReplaced({old_gap.begin, base.end}, {new_gap.begin, passages.end});
  }

  std::vector<int32_t> MatchEqual(Range base, Range passages) {
    absl::flat_hash_map<absl::string_view, uint32_t> numbers;
    const auto number = [&numbers](absl::Span<const Passage> side, Range range) {
      std::vector<uint32_t> numbered;
      numbered.reserve(range.end - range.begin);
      for (size_t i = range.begin; i < range.end; ++i) {
        const auto next = static_cast<uint32_t>(numbers.size());
        numbered.push_back(numbers.try_emplace(side[i].text, next).first->second);
      }
      return numbered;
    };
    const std::vector<uint32_t> old_numbers = number(base_, base);
    const std::vector<uint32_t> new_numbers = number(passages_, passages);
    return MatchSequences(old_numbers, new_numbers, static_cast<uint32_t>(numbers.size()),
                          &budget_);
  }

  // What lies between passages that are equal.
  void AddReplaced(Range base, Range passages) {
    Range old_rest = base;
    Range new_rest = passages;
    for (const auto& [i, j] :
         PairPassages(base_.subspan(base.begin, base.end - base.begin),
                      passages_.subspan(passages.begin, passages.end - passages.begin), &budget_)) {
      const size_t old_passage = base.begin + i;
      const size_t new_passage = passages.begin + j;
      PassageDiff diff = Pair(old_passage, new_passage);
      if (!KeepsEnough(diff)) continue;
      AddUnpaired({old_rest.begin, old_passage}, {new_rest.begin, new_passage});
      diffs_.push_back(std::move(diff));
      old_rest.begin = old_passage + 1;
      new_rest.begin = new_passage + 1;
    }
    AddUnpaired(old_rest, new_rest);
  }

  void AddUnpaired(Range base, Range passages) {
    for (size_t i = base.begin; i < base.end; ++i) diffs_.push_back({i, absl::nullopt, {}});
    for (size_t j = passages.begin; j < passages.end; ++j) {
      diffs_.push_back({absl::nullopt, j, {}});
    }
  }

  void AddPair(size_t base, size_t passage) { diffs_.push_back(Pair(base, passage)); }

  PassageDiff Pair(size_t base, size_t passage) {
    return {base, passage, DiffWords(base_[base].text, passages_[passage].text, &budget_)};
  }

  // Whether a reader can still see one text in the other.
  bool KeepsEnough(const PassageDiff& diff) const {
    const size_t before = base_[*diff.base].text.size();
    const size_t after = passages_[*diff.passage].text.size();
    size_t kept = before;
    for (const TextChange& change : diff.changes) kept -= change.base.size();
    return kept * kKeptShare >= std::min(before, after);
  }

  const absl::Span<const Passage> base_;
  const absl::Span<const Passage> passages_;
  DiffBudget budget_;
  std::vector<PassageDiff> diffs_;
};

}  // namespace

std::vector<PassageDiff> DiffPassages(absl::Span<const Passage> base,
                                      absl::Span<const Passage> passages) {
  return ArticleDiff(base, passages).Diff();
}

}  // namespace khotin::text
