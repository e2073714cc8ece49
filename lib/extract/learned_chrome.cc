#include "extract/learned_chrome.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "extract/caption.h"
#include "extract/line_pattern.h"

namespace khotin::extract {
namespace {

constexpr size_t kMinStoryBytes = 150;
// Bare titles have more words than the headings that articles share ("Kết luận").
constexpr int32_t kMinTitleWords = 6;
constexpr int32_t kProseWords = 20;
// Teasers' excerpts are shorter.
constexpr int32_t kLongestExcerptWords = 70;
constexpr double kOwnShare = 0.2;
// Paragraphs in a row have more words than excerpts in a row.
constexpr int32_t kRowOfParagraphsWords = 180;
constexpr size_t kSureAnchors = 2;
constexpr size_t kSureRun = 4;
constexpr int32_t kMaxHeaderWords = 6;
constexpr size_t kProseRow = 3;

bool IsCaption(const Line& line) { return FindCaptionMark(line).has_value(); }

// Short enough for a link.
bool IsLabelled(const Line& line) {
  return line.label != 0 && line.words <= kMaxLearnedWords && line.end != LineEnd::kStop;
}

bool IsBareTitle(const Line& line) {
  return line.IsTitleShaped() && line.words >= kMinTitleWords && line.fingerprint != 0;
}

bool IsExcerpt(const Line& line) {
  return line.removed() && absl::string_view(line.removed_kind) == "teaser_excerpt";
}

bool IsTeaserTitle(const Line& line) {
  return line.removed() && absl::string_view(line.removed_kind) == "teaser_title";
}

bool HeadsOthers(const Line& line) {
  return line.pattern != nullptr && line.pattern->zone == PatternZone::kHeader;
}

bool StandsBare(const LineTable& table, size_t i) {
  if (i == 0 || i + 1 >= table.size() || table[i - 1].removed()) return false;
  const Line& below = table[i + 1];
  return !below.removed() || IsExcerpt(below);
}

bool IsProse(const Line& line) {
  return line.key.empty() || (line.words >= kProseWords && line.EndsSentence());
}

class FootRemover {
 public:
  FootRemover(size_t from, LineTable* table) : from_(from), table_(*table) {}

  void Run() {
    const size_t anchor = FirstAnchor();
    if (anchor >= table_.size()) return;
    for (size_t i = BehindProse(anchor); i < table_.size(); ++i) {
      if (table_[i].undecided()) table_[i].Remove(kLearnedKind, kFootReason);
    }
  }

 private:
  // The first closing line behind the body; or, when several stand above what seems its last line,
  // the first of all: then that is a teaser's excerpt.
  size_t FirstAnchor() const {
    const size_t last = LastOfBody(table_);
    size_t first = table_.size();
    size_t above = 0;
    for (size_t i = from_; i < table_.size(); ++i) {
      if (table_[i].learned != ChromeUse::kFoot) continue;
      if (last < table_.size() && i > last) return above >= kSureAnchors ? first : i;
      if (above++ == 0) first = i;
    }
    return above >= kSureAnchors || last >= table_.size() ? first : table_.size();
  }

  // The first line of chrome behind the paragraphs that stand below line `anchor`, alone up to the
  // next line of chrome or in a row, as teasers do not: what seemed to close the article did not.
  // `anchor` itself when there are none.
  size_t BehindProse(size_t anchor) const {
    size_t row = 0;
    size_t kept = anchor;
    bool alone = true;
    size_t i = anchor + 1;
    for (; i < table_.size() && table_[i].removed(); ++i) {
      if (IsTeaserTitle(table_[i])) alone = false;
    }
    if (i - anchor >= kSureRun) return anchor;
    for (; i < table_.size(); ++i) {
      const Line& line = table_[i];
      const bool prose = line.undecided() && IsProse(line);
      row = prose ? row + 1 : 0;
      if (row >= kProseRow) kept = i;
      if (prose) continue;
      if (alone && line.removed() && !table_[i - 1].removed()) return i;
      // A second closing line, apart from the first, leaves no doubt.
      if (line.learned == ChromeUse::kFoot && !table_[i - 1].removed()) break;
      if (!line.removed()) alone = false;
    }
    return kept;
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

void AddShortLines(const LineTable& table, ShortLines* lines) {
  const size_t last = LastOfBody(table);
  for (size_t i = 0; i < table.size(); ++i) {
    const Line& line = table[i];
    if (i == last) lines->Mark();
    if (line.role == LineRole::kConsumed) continue;
    lines->Add(line.fingerprint);
    if (IsLabelled(line)) lines->Add(line.label);
    if (line.fingerprint != 0 && line.words <= kMaxHeaderWords && i + 1 < table.size() &&
        IsBareTitle(table[i + 1])) {
      lines->Add(FingerprintAsHeader(line.fingerprint));
    }
    if (line.removed() && line.reason == kTitleReason && StandsBare(table, i)) {
      lines->Add(kBareTitles);
    }
  }
}

void MarkLearnedLines(const SiteChrome& chrome, LazyTextPairs* pairs, LineTable* table) {
  bool in_head = true;
  for (size_t i = 0; i < table->size(); ++i) {
    Line& line = (*table)[i];
    if (IsProse(line)) in_head = false;
    if (line.fingerprint == 0) continue;
    line.learned = chrome.Find(line.fingerprint);
    if (!line.undecided() || IsCaption(line)) continue;
    if (IsConstant(line.learned)) {
      const bool header = HeadsOthers(line);
      const bool own = in_head && line.words >= kMinTitleWords && pairs->Share(i) >= kOwnShare;
      if (!header && !own) line.Remove(kLearnedKind, kConstantReason);
    } else if (IsLabelled(line)) {
      line.learned_label = chrome.Find(line.label) != ChromeUse::kNone;
    }
  }
}

size_t LongestParagraph(const LineTable& table) {
  size_t longest = table.size();
  for (size_t i = 0; i < table.size(); ++i) {
    if (table[i].words < kLongestExcerptWords || IsExcerpt(table[i])) continue;
    if (longest == table.size() || table[i].words > table[longest].words) longest = i;
  }
  return longest;
}

size_t LastOfBody(const LineTable& table) {
  size_t last = LongestParagraph(table);
  int32_t row = 0;
  bool listed = false;  // excerpts in a row below the header of other articles
  for (size_t i = last + 1; i < table.size(); ++i) {
    const bool prose = IsProse(table[i]) && !IsExcerpt(table[i]);
    if (!prose) listed = HeadsOthers(table[i]);
    row = prose && !listed ? row + table[i].words : 0;
    if (row >= kRowOfParagraphsWords) last = i;
  }
  return last;
}

void RemoveFoot(size_t from, LineTable* table) { FootRemover(from, table).Run(); }

}  // namespace khotin::extract
