#include "text/word_diff.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "text/tokenize.h"

namespace khotin::text {
namespace {

// A paragraph is far shorter; tokens of more would take memory for nothing.
constexpr size_t kMaxTokenizedBytes = size_t{1} << 20;

// Tokens [base_begin, base_begin + size) of one text equal those of the other.
struct EqualRun {
  size_t base_begin = 0;
  size_t text_begin = 0;
  size_t size = 0;
};

class Numbering {
 public:
  std::vector<uint32_t> Number(absl::string_view text, const std::vector<Token>& tokens) {
    std::vector<uint32_t> numbers;
    numbers.reserve(tokens.size());
    for (const Token& token : tokens) {
      const auto next = static_cast<uint32_t>(numbers_.size());
      numbers.push_back(numbers_.try_emplace(token.In(text), next).first->second);
    }
    return numbers;
  }
  uint32_t count() const { return static_cast<uint32_t>(numbers_.size()); }

 private:
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
};

size_t Words(const std::vector<Token>& tokens, size_t begin, size_t end) {
  return static_cast<size_t>(std::count_if(tokens.begin() + static_cast<ptrdiff_t>(begin),
                                           tokens.begin() + static_cast<ptrdiff_t>(end),
                                           [](const Token& token) { return token.IsWord(); }));
}

bool EndsSentence(absl::string_view token) {
  return token == "." || token == "!" || token == "?" || token == "…" || token == "..." ||
         token == "./.";
}

class WordDiff {
 public:
  WordDiff(absl::string_view base, absl::string_view text)
      : base_(base), text_(text), base_tokens_(Tokenize(base)), text_tokens_(Tokenize(text)) {
    Numbering numbering;
    base_numbers_ = numbering.Number(base_, base_tokens_);
    text_numbers_ = numbering.Number(text_, text_tokens_);
    number_count_ = numbering.count();
  }

  std::vector<TextChange> Changes(DiffBudget* budget) {
    std::vector<TextChange> changes;
    EqualRun before;
    uint32_t base_done = 0;
    uint32_t text_done = 0;
    std::vector<EqualRun> runs = EqualRuns(budget);
    SlideToSentences(&runs);
    for (const EqualRun& run : ReadableRuns(runs)) {
      for (size_t i = 0; i < run.size; ++i) {
        const Token& base = base_tokens_[run.base_begin + i];
        const Token& text = text_tokens_[run.text_begin + i];
        AddChange({base_done, base.begin}, {text_done, text.begin}, before,
                  {run.base_begin + i, run.text_begin + i, 0}, &changes);
        base_done = base.end;
        text_done = text.end;
        before = {run.base_begin + i + 1, run.text_begin + i + 1, 0};
      }
    }
    AddChange({base_done, static_cast<uint32_t>(base_.size())},
              {text_done, static_cast<uint32_t>(text_.size())}, before,
              {base_tokens_.size(), text_tokens_.size(), 0}, &changes);
    return changes;
  }

 private:
  std::vector<EqualRun> EqualRuns(DiffBudget* budget) const {
    const std::vector<int32_t> matches =
        MatchSequences(base_numbers_, text_numbers_, number_count_, budget);
    std::vector<EqualRun> runs;
    for (size_t i = 0; i < matches.size(); ++i) {
      if (matches[i] == kNoMatch) continue;
      const auto match = static_cast<size_t>(matches[i]);
      const bool goes_on = !runs.empty() && runs.back().base_begin + runs.back().size == i &&
                           runs.back().text_begin + runs.back().size == match;
      if (goes_on) {
        ++runs.back().size;
      } else {
        runs.push_back({i, match, 1});
      }
    }
    return runs;
  }

  // Where words were only put in, or only taken out, and could as well be those some tokens further
  // on or back, takes them to begin with a sentence: "A. {+B. +}C." for "A{+. B+}. C."
  void SlideToSentences(std::vector<EqualRun>* runs) const {
    for (size_t i = 0; i + 1 < runs->size(); ++i) {
      EqualRun& left = (*runs)[i];
      EqualRun& right = (*runs)[i + 1];
      const size_t base_end = left.base_begin + left.size;
      const size_t text_end = left.text_begin + left.size;
      ptrdiff_t by = 0;
      if (base_end == right.base_begin) {
        by = Slide({text_, text_tokens_, text_numbers_, text_end, right.text_begin}, left, right);
      } else if (text_end == right.text_begin) {
        by = Slide({base_, base_tokens_, base_numbers_, base_end, right.base_begin}, left, right);
      }
      const auto shift = static_cast<size_t>(by);
      left.size += shift;
      right.base_begin += shift;
      right.text_begin += shift;
      right.size -= shift;
    }
  }

  // Tokens [begin, end) of one text, which the other one does not have.
  struct OneSided {
    absl::string_view text;
    const std::vector<Token>& tokens;
    const std::vector<uint32_t>& numbers;
    size_t begin = 0;
    size_t end = 0;

    bool BeginsSentenceAt(size_t token) const {
      return token == 0 || EndsSentence(tokens[token - 1].In(text));
    }
  };

  // By how many tokens to move it.
  static ptrdiff_t Slide(const OneSided& words, const EqualRun& left, const EqualRun& right) {
    constexpr size_t kFurthest = 32;
    if (words.BeginsSentenceAt(words.begin)) return 0;
    for (size_t by = 1; by <= std::min(kFurthest, right.size); ++by) {
      if (words.numbers[words.begin + by - 1] != words.numbers[words.end + by - 1]) break;
      if (words.BeginsSentenceAt(words.begin + by)) return static_cast<ptrdiff_t>(by);
    }
    for (size_t by = 1; by <= std::min(kFurthest, left.size); ++by) {
      if (words.numbers[words.begin - by] != words.numbers[words.end - by]) break;
      if (words.BeginsSentenceAt(words.begin - by)) return -static_cast<ptrdiff_t>(by);
    }
    return 0;
  }

  // Words of the larger side of what lies between two runs.
  size_t Weight(const EqualRun& left, const EqualRun& right) const {
    return std::max(Words(base_tokens_, left.base_begin + left.size, right.base_begin),
                    Words(text_tokens_, left.text_begin + left.size, right.text_begin));
  }

  // The runs without those of fewer words than the changes on either side have.
  std::vector<EqualRun> ReadableRuns(const std::vector<EqualRun>& runs) const {
    struct Kept {
      EqualRun run;
      size_t words = 0;
      size_t weight_before = 0;
    };
    std::vector<Kept> kept = {{EqualRun(), 0, 0}};
    const auto settle = [&](size_t weight) {
      while (kept.size() > 1 && kept.back().words < std::min(kept.back().weight_before, weight)) {
        weight += kept.back().weight_before + kept.back().words;
        kept.pop_back();
      }
      return weight;
    };
    EqualRun last;
    for (const EqualRun& run : runs) {
      const size_t weight = settle(Weight(last, run));
      const size_t words = Words(base_tokens_, run.base_begin, run.base_begin + run.size);
      kept.push_back({run, words, weight});
      last = run;
    }
    settle(Weight(last, {base_tokens_.size(), text_tokens_.size(), 0}));
    std::vector<EqualRun> readable;
    for (size_t i = 1; i < kept.size(); ++i) readable.push_back(kept[i].run);
    return readable;
  }

  // Adds what differs between two neighbouring equal tokens, or an end of the text: `base` and
  // `text` are the bytes there, from token `before` to token `after`. Spaces on its borders that
  // are the same stay outside.
  void AddChange(ByteRange base, ByteRange text, const EqualRun& before, const EqualRun& after,
                 std::vector<TextChange>* changes) const {
    if (base.In(base_) == text.In(text_)) return;
    const bool base_has_words = before.base_begin < after.base_begin;
    const bool text_has_words = before.text_begin < after.text_begin;
    const uint32_t base_gap =
        (base_has_words ? base_tokens_[before.base_begin].begin : base.end) - base.begin;
    const uint32_t text_gap =
        (text_has_words ? text_tokens_[before.text_begin].begin : text.end) - text.begin;
    if (base_.substr(base.begin, base_gap) == text_.substr(text.begin, text_gap)) {
      base.begin += base_gap;
      text.begin += text_gap;
    }
    const uint32_t base_last = base_has_words ? base_tokens_[after.base_begin - 1].end : base.begin;
    const uint32_t text_last = text_has_words ? text_tokens_[after.text_begin - 1].end : text.begin;
    if (base_.substr(base_last, base.end - base_last) ==
        text_.substr(text_last, text.end - text_last)) {
      base.end = base_last;
      text.end = text_last;
    }
    changes->push_back({base, text});
  }

  const absl::string_view base_;
  const absl::string_view text_;
  const std::vector<Token> base_tokens_;
  const std::vector<Token> text_tokens_;
  std::vector<uint32_t> base_numbers_;
  std::vector<uint32_t> text_numbers_;
  uint32_t number_count_ = 0;
};

bool IsInnerByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// One change, all but the common ends.
TextChange DiffEnds(absl::string_view base, absl::string_view text) {
  const size_t shorter = std::min(base.size(), text.size());
  size_t begin = 0;
  while (begin < shorter && base[begin] == text[begin]) ++begin;
  while (begin > 0 && ((begin < base.size() && IsInnerByte(base[begin])) ||
                       (begin < text.size() && IsInnerByte(text[begin])))) {
    --begin;
  }
  size_t tail = 0;
  while (tail < shorter - begin && base[base.size() - 1 - tail] == text[text.size() - 1 - tail]) {
    ++tail;
  }
  while (tail > 0 && IsInnerByte(base[base.size() - tail])) --tail;
  const auto range = [&](absl::string_view whole) {
    return ByteRange{static_cast<uint32_t>(begin), static_cast<uint32_t>(whole.size() - tail)};
  };
  return {range(base), range(text)};
}

}  // namespace

std::vector<TextChange> DiffWords(absl::string_view base, absl::string_view text,
                                  DiffBudget* budget) {
  if (base == text) return {};
  if (std::max(base.size(), text.size()) > kMaxTokenizedBytes) return {DiffEnds(base, text)};
  return WordDiff(base, text).Changes(budget);
}

}  // namespace khotin::text
