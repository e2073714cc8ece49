#include "extract/learned_chrome.h"

#include <algorithm>

#include "absl/types/optional.h"
#include "extract/byline.h"
#include "extract/byline_name.h"
#include "extract/caption.h"
#include "extract/figure_table.h"
#include "extract/line_pattern.h"

namespace khotin::extract {
namespace {

// Teasers' excerpts are shorter.
constexpr int32_t kLongestExcerptWords = 70;
constexpr double kOwnShare = 0.2;
// Paragraphs in a row have more words than excerpts in a row.
constexpr int32_t kRowOfParagraphsWords = 180;
constexpr size_t kSureAnchors = 2;
constexpr size_t kSureRun = 4;
constexpr size_t kProseRow = 3;
constexpr int32_t kMinHeadingWords = 4;
constexpr double kHeadingShare = 0.5;
constexpr int32_t kMinSentenceWords = 8;
// Of the words of sentences.
constexpr double kMostLearned = 0.3;
constexpr int32_t kMaxBylineWords = 12;

bool IsCaption(const Line& line) { return FindCaptionMark(line).has_value(); }

bool IsLabelledByline(absl::string_view text) {
  const absl::optional<Byline> byline = ReadByline(text);
  return byline.has_value() && byline->labelled;
}

bool IsSureByline(absl::string_view text) {
  const absl::optional<Byline> byline = ReadByline(text);
  if (!byline.has_value()) return false;
  return byline->labelled || (!byline->authors.empty() && HasFamilyName(byline->authors.front()));
}

bool IsSentence(const Line& line) {
  return line.key.empty() || (line.words >= kMinSentenceWords && line.EndsSentence());
}

bool IsTeaserTitle(const Line& line) {
  return line.removed() && absl::string_view(line.removed_kind) == "teaser_title";
}

bool HeadsOthers(const Line& line) {
  return line.pattern != nullptr && line.pattern->zone == PatternZone::kHeader;
}

class FootRemover {
 public:
  FootRemover(size_t from, LineTable* table) : from_(from), table_(*table) {}

  void Run() {
    const size_t anchor = FirstAnchor();
    if (anchor >= table_.size() || !TextBefore(anchor)) return;
    for (size_t i = BehindProse(anchor); i < table_.size(); ++i) {
      if (table_[i].undecided() && !SignsFrom(anchor, i)) {
        table_[i].Remove(kLearnedKind, kFootReason);
      }
    }
  }

 private:
  bool TextBefore(size_t anchor) const {
    for (size_t i = from_; i < anchor; ++i) {
      if (table_[i].undecided() && (table_[i].in_table || IsSentence(table_[i]))) return true;
    }
    return false;
  }

  // A byline that says so, with a closing line alone between it and the last paragraph.
  bool SignsFrom(size_t anchor, size_t i) const {
    if (i != anchor + 1 || anchor == 0 || !IsSentence(table_[anchor - 1])) return false;
    return IsLabelledByline(table_[i].text);
  }

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
      const bool prose = line.undecided() && (line.in_table || IsProse(line));
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

class ConstantRemover {
 public:
  ConstantRemover(LazyTextPairs* pairs, LineTable* table) : pairs_(*pairs), table_(*table) {}

  void Run() {
    size_t first = 0;
    while (first < table_.size() && !IsProse(table_[first])) ++first;
    const size_t end = EndOfText(table_);
    for (size_t i = 0; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (!line.undecided() || !IsConstant(line.learned) || line.in_table) continue;
      if (HeadsOthers(line) || IsCaption(line)) continue;
      if (IsSigned(i)) {
        line.learned = ChromeUse::kNone;
        continue;
      }
      if (i <= first ? SpeaksOfText(i, kMinTitleWords, kOwnShare)
                     : i < end && SpeaksOfText(i, kMinHeadingWords, kHeadingShare)) {
        continue;
      }
      line.Remove(kLearnedKind, kConstantReason);
    }
  }

 private:
  bool SpeaksOfText(size_t i, int32_t min_words, double share) {
    return table_[i].words >= min_words && pairs_.Share(i) >= share;
  }

  // A byline below the last paragraph, of the only reporter or agency that a source has.
  bool IsSigned(size_t i) const {
    if (i == 0 || table_[i].words > kMaxBylineWords || !IsProse(table_[i - 1])) return false;
    return IsSureByline(table_[i].text);
  }

  LazyTextPairs& pairs_;
  LineTable& table_;
};

}  // namespace

void LookUpLines(const SiteChrome& chrome, LineTable* table) {
  for (Line& line : table->lines()) {
    if (line.fingerprint == 0) continue;
    line.learned = chrome.Find(line.fingerprint);
    if (HasNumber(line.key) && line.learned == ChromeUse::kNone) {
      line.learned = chrome.Find(FingerprintTitleKey(line.key).value_or(0));
    }
    if (line.undecided() && IsLabelled(line)) {
      line.learned_label =
          chrome.Find(line.label) != ChromeUse::kNone && !IsLabelledByline(line.text);
    }
  }
}

void ForgetLearned(size_t end, LineTable* table) {
  for (size_t i = 0; i < end; ++i) {
    (*table)[i].learned = ChromeUse::kNone;
    (*table)[i].learned_label = false;
  }
}

void RemoveConstantLines(LazyTextPairs* pairs, LineTable* table) {
  ConstantRemover(pairs, table).Run();
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

size_t EndOfText(const LineTable& table) {
  const size_t last = LastOfBody(table);
  if (last < table.size()) return last + 1;
  size_t end = table.size();
  while (end > 0 && !IsProse(table[end - 1])) --end;
  if (end > 0) return end;
  for (end = table.size(); end > 0; --end) {
    if (IsSentence(table[end - 1]) && table[end - 1].end == LineEnd::kStop) break;
  }
  return end;
}

bool LearnedTookTooMuch(const LineTable& table) {
  int64_t kept = 0;
  int64_t taken = 0;
  int64_t taken_above = 0;  // a sentence that was kept
  for (const Line& line : table.lines()) {
    if (!IsSentence(line)) continue;
    if (!line.removed()) {
      kept += line.words;
      taken_above = taken;
    } else if (absl::string_view(line.removed_kind) == kLearnedKind) {
      taken += line.words;
    }
  }
  return static_cast<double>(taken_above) > kMostLearned * static_cast<double>(taken_above + kept);
}

void RemoveFoot(size_t from, LineTable* table) { FootRemover(from, table).Run(); }

}  // namespace khotin::extract
