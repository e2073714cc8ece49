#include "text/key_phrases.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "text/function_words.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/word_segment.h"

namespace khotin::text {
namespace {

constexpr size_t kMaxWords = 3;
constexpr uint32_t kTitleWeight = 3;

// A word of one sentence.
struct PhraseWord {
  size_t syllables = 1;
  bool may_begin = false;
  bool may_end = false;
  std::string key;    // exact keys with spaces between
  std::string shown;  // as written, tones placed
};

// Words in a row, without a mark, a line break or a word without meaning between them.
struct Run {
  std::vector<PhraseWord> words;
  bool opens_sentence = false;
};

struct Candidate {
  std::string key;
  std::string shown;
  uint32_t capitals = 0;
  size_t syllables = 0;
  size_t words = 0;
  uint32_t count = 0;
  uint32_t in_title = 0;
  bool subsumed = false;  // stands only inside one longer phrase
};

uint32_t CountCapitals(absl::string_view text) {
  const std::string lower = ToLower(text);
  uint32_t count = 0;
  for (size_t i = 0; i < std::min(text.size(), lower.size()); ++i) count += text[i] != lower[i];
  return count;
}

bool HasCapital(absl::string_view syllable) { return ToLower(syllable) != syllable; }

// Letters that are capital for another reason than the word lose that: where a sentence begins, and
// where all is in capitals.
std::string ShownForm(std::string phrase, bool opens_sentence) {
  const std::string lower = ToLower(phrase);
  const size_t space = phrase.find(' ');
  const bool all_capital =
      std::none_of(phrase.begin(), phrase.end(), absl::ascii_islower) && CountCapitals(phrase) > 4;
  if (all_capital) return lower;
  if (!opens_sentence || space == std::string::npos) return phrase;
  const size_t next = phrase.find(' ', space + 1);
  if (HasCapital(phrase.substr(space + 1, next - space - 1))) return phrase;
  return absl::StrCat(ToLower(phrase.substr(0, space)), phrase.substr(space));
}

class PhraseCounter {
 public:
  void AddPassage(const Passage& passage) {
    const Normalized normalized = Normalize(passage.text);
    text_ = normalized.text;
    tokens_ = Tokenize(text_);
    in_title_ = passage.field == Field::kTitle;
    Run run;
    run.opens_sentence = true;
    uint32_t end = 0;
    for (const Word& word : WordSegmenter::BuiltIn().Segment(text_, tokens_)) {
      const Token& first = tokens_[word.first_token];
      const absl::string_view gap = text_.substr(end, first.begin - end);
      if (gap.find('\n') != absl::string_view::npos) EndRun(&run, true);
      end = tokens_[word.end_token - 1].end;
      PhraseWord made;
      if (MakeWord(word, run, &made)) {
        run.words.push_back(std::move(made));
      } else {
        const absl::string_view written = first.In(text_);
        EndRun(&run, !first.IsWord() && written != "," && written != ";");
      }
    }
    EndRun(&run, true);
  }

  std::vector<std::string> Best() {
    for (const auto& [key, candidate] : candidates_) MarkSubsumed(candidate);
    std::vector<const Candidate*> best;
    for (const auto& [key, candidate] : candidates_) {
      if (Qualifies(candidate)) best.push_back(&candidate);
    }
    std::sort(best.begin(), best.end(), [](const Candidate* a, const Candidate* b) {
      const uint64_t score_a = Score(*a);
      const uint64_t score_b = Score(*b);
      return score_a != score_b ? score_a > score_b : a->key < b->key;
    });
    if (best.size() > kMaxKeyPhrases) best.resize(kMaxKeyPhrases);
    std::vector<std::string> phrases;
    phrases.reserve(best.size());
    for (const Candidate* candidate : best) phrases.push_back(candidate->shown);
    return phrases;
  }

 private:
  // False for what no phrase goes on over.
  bool MakeWord(const Word& word, const Run& run, PhraseWord* made) const {
    bool has_letters = false;
    for (uint32_t i = word.first_token; i < word.end_token; ++i) {
      const Token& token = tokens_[i];
      if (!token.IsWord() || token.kind == TokenKind::kUrl || token.kind == TokenKind::kDate ||
          token.kind == TokenKind::kTime) {
        return false;
      }
      has_letters |= token.kind != TokenKind::kNumber;
      const absl::string_view space = i == word.first_token ? "" : " ";
      absl::StrAppend(&made->key, space, ExactKey(token.In(text_)));
      absl::StrAppend(&made->shown, space, PlaceTone(token.In(text_)));
    }
    made->syllables = word.end_token - word.first_token;
    const bool numbered = !run.words.empty() && run.words.back().key == "số";
    if (!has_letters && !numbered) return false;
    made->may_begin = has_letters && made->key != "số";
    made->may_end = made->key != "số";
    return !IsFunctionWord(made->key);
  }

  void EndRun(Run* run, bool sentence_ends) {
    for (size_t begin = 0; begin < run->words.size(); ++begin) {
      if (run->words[begin].may_begin) CountFrom(*run, begin);
    }
    run->words.clear();
    run->opens_sentence = sentence_ends;
  }

  void CountFrom(const Run& run, size_t begin) {
    std::string key;
    std::string shown;
    size_t syllables = 0;
    const size_t stop = std::min(begin + kMaxWords, run.words.size());
    for (size_t i = begin; i < stop; ++i) {
      const PhraseWord& word = run.words[i];
      const absl::string_view space = i == begin ? "" : " ";
      absl::StrAppend(&key, space, word.key);
      absl::StrAppend(&shown, space, word.shown);
      syllables += word.syllables;
      if (syllables > kMaxKeyPhraseSyllables || shown.size() > kMaxKeyPhraseBytes) break;
      if (syllables < 2 || !word.may_end) continue;
      const bool opens_sentence = begin == 0 && run.opens_sentence;
      Count(key, ShownForm(shown, opens_sentence), syllables, i + 1 - begin);
    }
  }

  void Count(const std::string& key, std::string shown, size_t syllables, size_t words) {
    Candidate& candidate = candidates_[key];
    const uint32_t capitals = CountCapitals(shown);
    if (candidate.count == 0 || capitals < candidate.capitals) {
      candidate.key = key;
      candidate.shown = std::move(shown);
      candidate.capitals = capitals;
      candidate.syllables = syllables;
      candidate.words = words;
    }
    ++candidate.count;
    candidate.in_title += in_title_ ? 1 : 0;
  }

  // The longest inner phrases begin behind the first syllables, or end before the last; whichever
  // of them is a candidate and no more frequent says nothing of its own.
  void MarkSubsumed(const Candidate& longer) {
    for (size_t i = longer.key.find(' '); i != std::string::npos; i = longer.key.find(' ', i + 1)) {
      for (const std::string& inner : {longer.key.substr(0, i), longer.key.substr(i + 1)}) {
        const auto it = candidates_.find(inner);
        if (it == candidates_.end() || it->second.words < 2) continue;
        if (it->second.count == longer.count) it->second.subsumed = true;
      }
    }
  }

  static bool Qualifies(const Candidate& candidate) {
    if (candidate.subsumed) return false;
    if (candidate.count >= 2) return true;
    return candidate.in_title > 0 && candidate.words == 1;
  }

  static uint64_t Score(const Candidate& candidate) {
    return (candidate.count + kTitleWeight * candidate.in_title) * (2 + candidate.syllables);
  }

  absl::string_view text_;
  std::vector<Token> tokens_;
  bool in_title_ = false;
  absl::flat_hash_map<std::string, Candidate> candidates_;
};

}  // namespace

std::vector<std::string> FindKeyPhrases(absl::Span<const Passage> passages) {
  PhraseCounter counter;
  for (const Passage& passage : passages) counter.AddPassage(passage);
  return counter.Best();
}

}  // namespace khotin::text
