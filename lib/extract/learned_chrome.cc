#include "extract/learned_chrome.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "extract/caption.h"

namespace khotin::extract {
namespace {

constexpr size_t kMinStoryBytes = 150;
// Bare titles have more words than the headings that articles share ("Kết luận").
constexpr int32_t kMinTitleWords = 6;
constexpr int32_t kProseWords = 20;
// Teasers' excerpts are shorter.
constexpr int32_t kLongestExcerptWords = 60;
constexpr size_t kSureAnchors = 2;
constexpr size_t kMaxKeptProse = 2;

bool IsCaption(const Line& line) { return FindCaptionMark(line).has_value(); }

bool IsProse(const Line& line) {
  return line.key.empty() || (line.words >= kProseWords && line.EndsSentence());
}

class FootRemover {
 public:
  FootRemover(size_t from, LineTable* table) : from_(from), table_(*table) {}

  void Run() {
    size_t i = FirstAnchor();
    while (i < table_.size() && KeepsProse(&i)) {
    }
    for (; i < table_.size(); ++i) {
      if (table_[i].undecided()) table_[i].Remove(kLearnedKind, kFootReason);
    }
  }

 private:
  // The first closing line behind the longest paragraph; or, when several stand above that one, the
  // first of all: then it is a teaser's excerpt.
  size_t FirstAnchor() const {
    const size_t longest = LongestParagraph(table_);
    size_t first = table_.size();
    size_t above = 0;
    for (size_t i = from_; i < table_.size(); ++i) {
      if (table_[i].learned != ChromeUse::kFoot) continue;
      if (longest < table_.size() && i > longest) return above >= kSureAnchors ? first : i;
      if (above++ == 0) first = i;
    }
    return above >= kSureAnchors || longest == table_.size() ? first : table_.size();
  }

  // Paragraphs alone between closing lines are the article's: what seemed to close it did not.
  // Moves `*i` from one line of chrome to the next behind them.
  bool KeepsProse(size_t* i) const {
    size_t end = *i + 1;
    size_t prose = 0;
    for (; end < table_.size() && !table_[end].removed(); ++end) {
      if (!IsProse(table_[end])) return false;
      ++prose;
    }
    if (prose > kMaxKeptProse || end >= table_.size()) return false;
    *i = end;
    return true;
  }

  const size_t from_;
  LineTable& table_;
};

class RotatingRemover {
 public:
  RotatingRemover(size_t from, LineTable* table) : from_(from), table_(*table) {}

  void Run() {
    for (size_t i = from_; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (!line.undecided() || line.learned == ChromeUse::kNone || IsCaption(line)) continue;
      if (line.words < kMinTitleWords && StandsInText(i)) continue;
      line.Remove(kLearnedKind, line.learned == ChromeUse::kTitle ? kTitleReason : kRotatingReason);
    }
  }

 private:
  // Between the paragraphs of the article, with no chrome beside it.
  bool StandsInText(size_t i) const {
    const bool above = i <= from_ || !table_[i - 1].removed();
    const bool below = i + 1 >= table_.size() || !table_[i + 1].removed();
    return above && below;
  }

  const size_t from_;
  LineTable& table_;
};

}  // namespace

void ShortLines::Add(LineFingerprint fingerprint) {
  if (fingerprint != 0 && seen_.insert(fingerprint).second) lines_.push_back(fingerprint);
}

void ShortLines::Exclude(LineFingerprint fingerprint) {
  if (fingerprint == 0 || seen_.insert(fingerprint).second) return;
  const auto at = std::find(lines_.begin(), lines_.end(), fingerprint);
  if (at == lines_.end()) return;
  if (at - lines_.begin() < above_) --above_;
  lines_.erase(at);
}

void ShortLines::MoveTo(Extraction* found) && {
  found->short_lines = std::move(lines_);
  found->short_lines_above = above_;
}

uint64_t FingerprintStory(absl::string_view paragraph) {
  if (paragraph.size() < kMinStoryBytes) return 0;
  return std::max<uint64_t>(base::Hash64(paragraph), 1);
}

void MarkLearnedLines(const SiteChrome& chrome, LineTable* table) {
  for (Line& line : table->lines()) {
    if (line.fingerprint == 0) continue;
    line.learned = chrome.Find(line.fingerprint);
    if (line.undecided() && IsConstant(line.learned) && !IsCaption(line)) {
      line.Remove(kLearnedKind, kConstantReason);
    }
  }
}

size_t LongestParagraph(const LineTable& table) {
  size_t longest = table.size();
  for (size_t i = 0; i < table.size(); ++i) {
    if (table[i].words < kLongestExcerptWords) continue;
    if (longest == table.size() || table[i].words > table[longest].words) longest = i;
  }
  return longest;
}

void RemoveFoot(size_t from, LineTable* table) { FootRemover(from, table).Run(); }

void RemoveRotatingLines(size_t from, LineTable* table) { RotatingRemover(from, table).Run(); }

}  // namespace khotin::extract
