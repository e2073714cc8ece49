#include "extract/title_choice.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "extract/text_pairs.h"

namespace khotin::extract {
namespace {

constexpr int32_t kTextWords = 20;
constexpr int32_t kSentenceWords = 10;
constexpr size_t kMaxTextLines = 6;
constexpr size_t kMaxLineBytes = 1500;
constexpr double kMissing = 1.5;
constexpr double kWords = 0.5;
// A title that shares so many pairs of syllables with the text is as good as any: its lead, which
// may look like a title, shares still more.
constexpr double kOwnShare = 0.25;
constexpr double kPairs = 8;
constexpr double kBelowDate = 0.3;
constexpr double kLearned = 0.3;
constexpr double kEqual = 0.6;
constexpr int32_t kUsualWords = 6;
constexpr double kPerWordShort = 0.3;

bool IsText(const Line& line) {
  if (!line.undecided()) return false;
  return line.words >= kTextWords || (line.words >= kSentenceWords && line.EndsSentence());
}

class TitleChooser {
 public:
  explicit TitleChooser(const LineTable& table) : table_(table) {}

  size_t Choose(const std::vector<size_t>& candidates) {
    ReadText(candidates.front());
    double best = Score(candidates.front());
    for (const size_t i : candidates) best = std::max(best, Score(i));
    for (const size_t i : candidates) {
      if (Score(i) >= best - kEqual) return i;
    }
    return candidates.front();
  }

 private:
  void ReadText(size_t from) {
    size_t read = 0;
    for (size_t i = from; i < table_.size() && read < kMaxTextLines; ++i) {
      if (!IsText(table_[i])) continue;
      ++read;
      texts_.push_back(LineKey(table_[i].text.substr(0, kMaxLineBytes)));
      pairs_.Add(texts_.back());
      for (const absl::string_view word : absl::StrSplit(texts_.back(), ' ')) last_[word] = i;
    }
  }

  double Score(size_t i) const {
    const Line& line = table_[i];
    double found = 0;
    double words = 0;
    for (const absl::string_view word : absl::StrSplit(line.key, ' ')) {
      const auto at = last_.find(word);
      ++words;
      if (at != last_.end() && at->second > i) ++found;
    }
    double score = kWords * (found - kMissing * (words - found)) / words +
                   kPairs * std::min(pairs_.Share(line.key), kOwnShare);
    if (line.words < kUsualWords) score -= kPerWordShort * (kUsualWords - line.words);
    if (i + 1 < table_.size() && table_[i + 1].is_timestamp) score += kBelowDate;
    if (line.learned != ChromeUse::kNone) score -= kLearned;
    return score;
  }

  const LineTable& table_;
  std::deque<std::string> texts_;
  TextPairs pairs_;
  // The last line of text that has the word.
  absl::flat_hash_map<absl::string_view, size_t> last_;
};

}  // namespace

size_t ChooseTitleLine(const LineTable& table, const std::vector<size_t>& candidates) {
  return TitleChooser(table).Choose(candidates);
}

}  // namespace khotin::extract
