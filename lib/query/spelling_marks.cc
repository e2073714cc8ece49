#include "query/spelling_marks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "index/term.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

// Of a spelling beside a neighbour, to doubt another one that is a word as well.
constexpr int kMinSamples = 10;
constexpr double kDoubtShare = .9;
constexpr double kUsualShare = .5;

using Votes = std::map<std::string, int>;

// Letters of the two spellings that are not the same; they have one folded key.
int MarksBetween(absl::string_view a, absl::string_view b) {
  int different = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (text::DecodeUtf8(a, &i) != text::DecodeUtf8(b, &j)) ++different;
  }
  return different;
}

// Keys write i where open syllables may have i or y (text/syllable.h); news writes y in these.
std::string AsWritten(const std::string& key) {
  constexpr std::pair<const char*, const char*> kWritten[] = {
      {"mĩ", "mỹ"}, {"kĩ", "kỹ"}, {"kí", "ký"}, {"kì", "kỳ"},
      {"kỉ", "kỷ"}, {"lí", "lý"}, {"tỉ", "tỷ"}};
  for (const auto& [from, to] : kWritten) {
    if (key == from) return to;
  }
  return key;
}

class Chooser {
 public:
  Chooser(SpellingLexicon* lexicon, std::vector<CorrectedWord>* words)
      : lexicon_(*lexicon), words_(*words) {}

  void Choose(bool plain) {
    for (CorrectedWord& word : words_) {
      if (word.changed && word.spelling.empty() && plain) word.spelling = word.folded;
      if (!word.changed) word.spelling = word.typed;
    }
    if (plain) return;
    for (size_t i = 0; i < words_.size(); ++i) {
      CorrectedWord& word = words_[i];
      if (word.spelling.empty()) {
        word.spelling = Usual(i, 1, kUsualShare);
        if (word.spelling.empty()) word.spelling = Frequent(word);
      } else if (!word.changed && word.typed != word.folded) {
        Mend(i);
      }
    }
    for (CorrectedWord& word : words_) {
      if (word.changed) word.spelling = AsWritten(word.spelling);
    }
  }

 private:
  // Spellings of word i beside its neighbours as they are spelled.
  Votes VotesFor(size_t i) {
    Votes votes;
    const CorrectedWord& word = words_[i];
    if (word.follows) {
      const CorrectedWord& before = words_[i - 1];
      for (const auto& [pair, count] : lexicon_.SamplePair(before.folded, word.folded)) {
        if (before.spelling.empty() || pair.first == before.spelling ||
            before.spelling == before.folded) {
          votes[pair.second] += count;
        }
      }
    }
    if (i + 1 < words_.size() && words_[i + 1].follows) {
      const CorrectedWord& after = words_[i + 1];
      for (const auto& [pair, count] : lexicon_.SamplePair(word.folded, after.folded)) {
        if (after.spelling.empty() || pair.second == after.spelling ||
            after.spelling == after.folded) {
          votes[pair.first] += count;
        }
      }
    }
    return votes;
  }

  // The spelling that most votes are for; empty when those are less than `least` or than `share` of
  // all, and when the spelling that was typed has any.
  std::string Usual(size_t i, int least, double share) {
    const Votes votes = VotesFor(i);
    int all = 0;
    auto best = votes.end();
    for (auto it = votes.begin(); it != votes.end(); ++it) {
      all += it->second;
      if (best == votes.end() || it->second > best->second) best = it;
    }
    if (best == votes.end() || best->second < least || best->second < share * all) return "";
    if (votes.count(words_[i].typed) > 0) return words_[i].changed ? best->first : "";
    return best->first;
  }

  uint64_t ExactCount(const std::string& key) {
    return lexicon_.Count(index::TermKind::kExact, key);
  }

  // The spelling that many articles have, rather one with the marks of what was typed.
  std::string Frequent(const CorrectedWord& word) {
    constexpr size_t kMaxSpellings = 16;
    std::string best = word.folded;
    double best_score = -1;
    std::vector<std::string> spellings = lexicon_.Spellings(word.folded);
    if (spellings.size() > kMaxSpellings) spellings.resize(kMaxSpellings);
    for (const std::string& key : spellings) {
      const double score = std::log1p(static_cast<double>(ExactCount(key))) -
                           (word.changed ? 0 : MarksBetween(key, word.typed));
      if (score > best_score) {
        best_score = score;
        best = key;
      }
    }
    return best;
  }

  void Mend(size_t i) {
    CorrectedWord& word = words_[i];
    const bool unknown = ExactCount(word.typed) == 0 && lexicon_.Word(word.folded) > 0;
    std::string mended = unknown ? Usual(i, 1, kUsualShare) : Usual(i, kMinSamples, kDoubtShare);
    if (unknown && mended.empty()) mended = Frequent(word);
    if (mended.empty() || mended == word.typed || mended == word.folded) return;
    word.spelling = mended;
    word.changed = true;
  }

  SpellingLexicon& lexicon_;
  std::vector<CorrectedWord>& words_;
};

}  // namespace

void ChooseMarks(bool plain, SpellingLexicon* lexicon, std::vector<CorrectedWord>* words) {
  Chooser(lexicon, words).Choose(plain);
}

}  // namespace khotin::query
