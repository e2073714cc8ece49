#include "query/spelling_candidates.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "text/input_method.h"
#include "text/syllable.h"

namespace khotin::query {
namespace {

constexpr double kEditCost = 6;
constexpr double kConfusionCost = 4;
constexpr double kSecondEditCost = 3;
constexpr double kSpaceCost = 5;
constexpr double kKeysCost = .5;
constexpr double kDoubtfulKeysCost = 4;
constexpr size_t kMinLettersOfTwoEdits = 8;
constexpr size_t kMinSplitLetters = 2;

// Onsets and letters that sound alike, or are spelled by rules often mistaken.
constexpr std::pair<absl::string_view, absl::string_view> kOnsets[] = {
    {"tr", "ch"}, {"s", "x"},  {"d", "gi"},   {"d", "r"}, {"gi", "r"}, {"l", "n"},
    {"c", "k"},   {"g", "gh"}, {"ng", "ngh"}, {"v", "d"}, {"k", "q"}};
constexpr std::pair<absl::string_view, absl::string_view> kEndings[] = {
    {"i", "y"}, {"n", "ng"}, {"t", "c"}, {"nh", "n"}, {"ch", "t"}, {"iu", "uu"}};

using Edits = absl::flat_hash_map<std::string, double>;

void AddEdit(std::string key, double cost, Edits* edits) {
  const auto added = edits->emplace(std::move(key), cost);
  added.first->second = std::min(added.first->second, cost);
}

void AddConfusions(absl::string_view word, Edits* edits) {
  for (const auto& [first, second] : kOnsets) {
    for (const auto& [from, to] : {std::make_pair(first, second), std::make_pair(second, first)}) {
      if (!absl::StartsWith(word, from)) continue;
      AddEdit(absl::StrCat(to, word.substr(from.size())), kConfusionCost, edits);
    }
  }
  for (const auto& [first, second] : kEndings) {
    for (const auto& [from, to] : {std::make_pair(first, second), std::make_pair(second, first)}) {
      if (!absl::EndsWith(word, from)) continue;
      AddEdit(absl::StrCat(word.substr(0, word.size() - from.size()), to), kConfusionCost, edits);
    }
  }
}

void AddLetterEdits(const std::string& word, Edits* edits) {
  for (size_t i = 0; i <= word.size(); ++i) {
    const double cost = i == 0 ? kEditCost + 1 : kEditCost;
    for (char c = 'a'; c <= 'z'; ++c) {
      AddEdit(absl::StrCat(word.substr(0, i), std::string(1, c), word.substr(i)), cost, edits);
      if (i == word.size() || c == word[i]) continue;
      std::string replaced = word;
      replaced[i] = c;
      AddEdit(std::move(replaced), cost, edits);
    }
    if (i == word.size()) break;
    const bool doubled = i > 0 && word[i] == word[i - 1];
    AddEdit(word.substr(0, i) + word.substr(i + 1), doubled ? kConfusionCost : cost, edits);
    if (i + 1 == word.size() || word[i] == word[i + 1]) continue;
    std::string swapped = word;
    std::swap(swapped[i], swapped[i + 1]);
    AddEdit(std::move(swapped), kEditCost - 1, edits);
  }
}

// Edits of letters between two words, no more than `limit` + 1 of interest.
size_t EditDistance(absl::string_view a, absl::string_view b, size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

// Long words, with two errors behind their first two letters.
void AddDistant(absl::string_view word, SpellingLexicon* lexicon, Edits* edits) {
  constexpr size_t kMaxWalked = 4000;
  for (std::string& known : lexicon->Beginning(word.substr(0, 2), kMaxWalked)) {
    const bool letters = std::all_of(known.begin(), known.end(), [](char c) {
      return absl::ascii_isalnum(static_cast<unsigned char>(c));
    });
    if (letters && EditDistance(word, known, 2) == 2) {
      AddEdit(std::move(known), kEditCost + kSecondEditCost, edits);
    }
  }
}

SpellingCandidate Changed(std::string folded, double cost) {
  SpellingCandidate candidate;
  candidate.folded.push_back(std::move(folded));
  candidate.cost = cost;
  candidate.changed = true;
  return candidate;
}

class Finder {
 public:
  Finder(const std::vector<QueryWord>& words, size_t i, absl::string_view text,
         SpellingLexicon* lexicon)
      : words_(words), i_(i), word_(words[i]), text_(text), lexicon_(*lexicon) {}

  std::vector<SpellingCandidate> Find() {
    if (!AddKeys()) {
      AddEdits();
      AddSplits();
      AddJoin();
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<SpellingCandidate> candidates = {AsTyped(word_)};
    for (auto& [promise, candidate] : found_) {
      if (candidates.size() == kMaxSpellingCandidates) break;
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

 private:
  // How likely a candidate is at first sight: by itself and beside what was typed.
  void Add(SpellingCandidate candidate) {
    const std::string& first = candidate.folded.front();
    const std::string& last = candidate.folded.back();
    double beside = 0;
    if (word_.follows) beside += std::log1p(Count(words_[i_ - 1].term.folded_key, first));
    const size_t next = i_ + candidate.span;
    if (next < words_.size() && words_[next].follows) {
      beside += std::log1p(Count(last, words_[next].term.folded_key));
    }
    const double alone = std::log1p(static_cast<double>(lexicon_.Word(first)));
    found_.emplace_back(alone + 2 * beside - candidate.cost, std::move(candidate));
  }

  double Count(absl::string_view first, absl::string_view second) {
    return static_cast<double>(lexicon_.Pair(first, second));
  }

  absl::string_view Typed(const QueryWord& word) const {
    return text_.substr(word.begin, word.end - word.begin);
  }

  // A single key too many may be a slip as well, unless other words are full of keys.
  bool AreKeysDoubtful(const std::string& folded) const {
    if (words_.size() == 1 || Typed(word_).size() != folded.size() + 1) return false;
    if (text::DecodeVni(Typed(word_)).has_value()) return false;
    return std::none_of(words_.begin(), words_.end(), [&](const QueryWord& other) {
      return &other != &word_ && lexicon_.Word(other.term.folded_key) == 0 &&
             text::DecodeTelex(Typed(other)).has_value();
    });
  }

  // True when the word is sure to be keys of an input method.
  bool AddKeys() {
    for (const auto& decoded : {text::DecodeTelex(Typed(word_)), text::DecodeVni(Typed(word_))}) {
      if (!decoded.has_value()) continue;
      const std::string folded = text::FoldedKey(*decoded);
      if (!lexicon_.MayKnow(folded)) continue;
      const bool doubtful = AreKeysDoubtful(folded);
      SpellingCandidate candidate = Changed(folded, doubtful ? kDoubtfulKeysCost : kKeysCost);
      if (!doubtful) candidate.spelling.push_back(*decoded);
      Add(std::move(candidate));
      if (!doubtful) return true;
    }
    return false;
  }

  void AddEdits() {
    const std::string& word = word_.term.folded_key;
    if (word.size() < 2 || word.size() >= index::kMaxKeyBytes) return;
    Edits edits;
    AddConfusions(word, &edits);
    AddLetterEdits(word, &edits);
    if (word.size() >= kMinLettersOfTwoEdits) AddDistant(word, &lexicon_, &edits);
    edits.erase(word);
    std::vector<std::pair<std::string, double>> ordered(edits.begin(), edits.end());
    std::sort(ordered.begin(), ordered.end());
    for (auto& [key, cost] : ordered) {
      if (key.size() > 1 && lexicon_.MayKnow(key)) Add(Changed(std::move(key), cost));
    }
  }

  void AddSplits() {
    const std::string& word = word_.term.folded_key;
    if (!word_.may_split) return;
    for (size_t cut = kMinSplitLetters; cut + kMinSplitLetters <= word.size(); ++cut) {
      const std::string first = word.substr(0, cut);
      const std::string second = word.substr(cut);
      if (!text::IsVietnameseSyllable(first) || !text::IsVietnameseSyllable(second)) continue;
      if (lexicon_.Pair(first, second) == 0) continue;
      SpellingCandidate candidate = Changed(first, kSpaceCost);
      candidate.folded.push_back(second);
      Add(std::move(candidate));
    }
  }

  void AddJoin() {
    if (i_ + 1 == words_.size()) return;
    const QueryWord& next = words_[i_ + 1];
    if (!next.follows || next.fixed || !word_.may_split || !next.may_split) return;
    const std::string joined = word_.term.folded_key + next.term.folded_key;
    if (!lexicon_.MayKnow(joined)) return;
    SpellingCandidate candidate = Changed(joined, kSpaceCost);
    candidate.span = 2;
    Add(std::move(candidate));
  }

  const std::vector<QueryWord>& words_;
  const size_t i_;
  const QueryWord& word_;
  const absl::string_view text_;
  SpellingLexicon& lexicon_;
  std::vector<std::pair<double, SpellingCandidate>> found_;
};

}  // namespace

SpellingCandidate AsTyped(const QueryWord& word) {
  SpellingCandidate candidate;
  candidate.folded.push_back(word.term.folded_key);
  return candidate;
}

std::vector<SpellingCandidate> FindSpellingCandidates(const std::vector<QueryWord>& words, size_t i,
                                                      absl::string_view text,
                                                      SpellingLexicon* lexicon) {
  return Finder(words, i, text, lexicon).Find();
}

}  // namespace khotin::query
