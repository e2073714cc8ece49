#include "query/spelling.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "query/spelling_candidates.h"
#include "query/spelling_lexicon.h"
#include "query/spelling_marks.h"
#include "query/spelling_words.h"
#include "text/syllable.h"

namespace khotin::query {
namespace {

// Of a word that no article holds.
constexpr double kUnknownProbability = 3e-6;
// A short one counts as if it were in a part of an article: a small archive lacks most of those
// that are right, and something near is easily found.
constexpr double kUnknownArticles = .05;
constexpr size_t kLongWord = 8;
// Of a pair that no article holds, against its words by themselves.
constexpr double kBackoff = .1;
// Words in fewer than one article in so many are rare.
constexpr double kRareShare = 10000;
// To change a word that the archive knows takes more than to change one that it does not.
constexpr double kKnownCost = 4;
constexpr size_t kBeam = 16;

struct State {
  double score = 0;
  SpellingCandidate candidate;
  size_t begin = 0;     // word where the candidate begins
  size_t previous = 0;  // of the states that end there
};

class Corrector {
 public:
  Corrector(const index::IndexSnapshot& snapshot, const QueryTree& tree, absl::string_view text)
      : text_(text), lexicon_(snapshot), words_(WordsToCheck(tree, text)) {}

  absl::StatusOr<absl::optional<Correction>> Correct() {
    if (words_.empty()) return absl::optional<Correction>();
    std::vector<State> path = BestPath();
    std::vector<CorrectedWord> corrected = Flatten(path);
    const bool marked = std::any_of(words_.begin(), words_.end(),
                                    [](const QueryWord& word) { return word.term.has_diacritics; });
    ChooseMarks(!marked, &lexicon_, &corrected);
    if (!lexicon_.status().ok()) return lexicon_.status();
    Correction correction = Write(path, corrected);
    if (correction.changes.empty()) return absl::optional<Correction>();
    return absl::make_optional(std::move(correction));
  }

 private:
  double Count(absl::string_view folded) { return static_cast<double>(lexicon_.Word(folded)); }

  bool HasKnownPair(size_t i) {
    const auto known = [&](size_t first) {
      return words_[first + 1].follows &&
             lexicon_.Pair(words_[first].term.folded_key, words_[first + 1].term.folded_key) > 0;
    };
    return (i > 0 && known(i - 1)) || (i + 1 < words_.size() && known(i));
  }

  bool IsSuspect(size_t i) {
    const QueryWord& word = words_[i];
    if (word.fixed) return false;
    const double count = Count(word.term.folded_key);
    if (count == 0) return true;
    if (HasKnownPair(i)) return false;
    const bool has_neighbour = word.follows || (i + 1 < words_.size() && words_[i + 1].follows);
    return has_neighbour || count < 1 + lexicon_.documents() / kRareShare;
  }

  double LogProbability(absl::string_view word, const std::string* previous) {
    const double count = Count(word);
    double alone = std::min(1.0, count / lexicon_.documents());
    if (count == 0) {
      const double articles = word.size() < kLongWord ? kUnknownArticles : 0;
      alone = std::max(kUnknownProbability, articles / lexicon_.documents());
    }
    if (previous == nullptr) return std::log(alone);
    const double pair = static_cast<double>(lexicon_.Pair(*previous, word));
    const double share = pair == 0 ? 0 : std::min(1.0, pair / std::max(1.0, Count(*previous)));
    return std::log((1 - kBackoff) * share + kBackoff * alone);
  }

  std::vector<SpellingCandidate> Candidates(size_t i) {
    if (!IsSuspect(i)) return {AsTyped(words_[i])};
    std::vector<SpellingCandidate> candidates = FindSpellingCandidates(words_, i, text_, &lexicon_);
    const bool known = Count(words_[i].term.folded_key) > 0;
    for (SpellingCandidate& each : candidates) {
      if (each.changed && known && each.spelling.empty()) each.cost += kKnownCost;
    }
    return candidates;
  }

  // ends_[n] are the best states that cover n words.
  std::vector<State> BestPath() {
    ends_.assign(words_.size() + 1, {});
    ends_[0].emplace_back();
    for (size_t i = 0; i < words_.size(); ++i) {
      Prune(&ends_[i]);
      for (const SpellingCandidate& candidate : Candidates(i)) Extend(i, candidate);
    }
    Prune(&ends_.back());
    std::vector<State> path;
    size_t index = 0;
    for (size_t end = words_.size(); end > 0;) {
      State state = ends_[end][index];
      index = state.previous;
      end = state.begin;
      path.push_back(std::move(state));
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  static void Prune(std::vector<State>* states) {
    std::stable_sort(states->begin(), states->end(),
                     [](const State& a, const State& b) { return a.score > b.score; });
    if (states->size() > kBeam) states->resize(kBeam);
  }

  void Extend(size_t i, const SpellingCandidate& candidate) {
    const std::vector<State>& before = ends_[i];
    State best;
    best.score = -std::numeric_limits<double>::infinity();
    for (size_t s = 0; s < before.size(); ++s) {
      const std::string* previous =
          i > 0 && words_[i].follows ? &before[s].candidate.folded.back() : nullptr;
      double score = before[s].score - candidate.cost;
      for (const std::string& word : candidate.folded) {
        score += LogProbability(word, previous);
        previous = &word;
      }
      if (score <= best.score) continue;
      best.score = score;
      best.previous = s;
    }
    best.candidate = candidate;
    best.begin = i;
    ends_[i + candidate.span].push_back(std::move(best));
  }

  std::vector<CorrectedWord> Flatten(const std::vector<State>& path) const {
    std::vector<CorrectedWord> corrected;
    for (const State& state : path) {
      for (size_t j = 0; j < state.candidate.folded.size(); ++j) {
        CorrectedWord word;
        word.folded = state.candidate.folded[j];
        word.typed = words_[state.begin].term.exact_key;
        if (!state.candidate.spelling.empty()) word.spelling = state.candidate.spelling[j];
        word.follows = j > 0 || words_[state.begin].follows;
        word.changed = state.candidate.changed;
        corrected.push_back(std::move(word));
      }
    }
    return corrected;
  }

  // The query with the changed words in the place of those typed.
  Correction Write(const std::vector<State>& path, const std::vector<CorrectedWord>& corrected) {
    Correction correction;
    size_t done = 0;
    size_t next = 0;
    for (const State& state : path) {
      const size_t size = state.candidate.folded.size();
      std::vector<std::string> spelled;
      bool changed = false;
      for (size_t j = 0; j < size; ++j, ++next) {
        spelled.push_back(corrected[next].spelling);
        changed = changed || corrected[next].changed;
      }
      if (!changed) continue;
      const QueryWord& first = words_[state.begin];
      absl::StrAppend(&correction.query, text_.substr(done, first.begin - done));
      for (size_t j = 0; j < size; ++j) {
        if (j > 0) correction.query += ' ';
        const auto begin = static_cast<uint32_t>(correction.query.size());
        correction.query += spelled[j];
        correction.changes.emplace_back(begin, static_cast<uint32_t>(correction.query.size()));
      }
      done = words_[state.begin + state.candidate.span - 1].end;
      if (Count(first.term.folded_key) == 0) correction.has_unknown = true;
    }
    absl::StrAppend(&correction.query, text_.substr(done));
    return correction;
  }

  const absl::string_view text_;
  SpellingLexicon lexicon_;
  const std::vector<QueryWord> words_;
  std::vector<std::vector<State>> ends_;
};

}  // namespace

absl::StatusOr<absl::optional<Correction>> CorrectQuery(const index::IndexSnapshot& snapshot,
                                                        const QueryTree& tree,
                                                        absl::string_view text) {
  return Corrector(snapshot, tree, text).Correct();
}

absl::StatusOr<bool> HasUnknownWord(const index::IndexSnapshot& snapshot, const QueryTree& tree,
                                    absl::string_view text) {
  SpellingLexicon lexicon(snapshot);
  const std::vector<QueryWord> words = WordsToCheck(tree, text);
  const bool has_unknown = std::any_of(words.begin(), words.end(), [&](const QueryWord& word) {
    return !word.fixed && lexicon.Word(word.term.folded_key) == 0;
  });
  if (!lexicon.status().ok()) return lexicon.status();
  return has_unknown;
}

}  // namespace khotin::query
