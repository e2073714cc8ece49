#include "extract/stray_lines.h"

#include <algorithm>
#include <string>

#include "absl/strings/string_view.h"
#include "extract/caption.h"
#include "extract/learned_chrome.h"
#include "extract/text_pairs.h"

namespace khotin::extract {
namespace {

// Shares of a line's syllable pairs that the text has. Of 2,840 titles 95 % have over 0.17 of
// theirs in their own article, and 95 % under 0.11 in another one.
constexpr double kForeign = 0.13;
constexpr double kVeryForeign = 0.08;
constexpr double kOwn = 0.5;
constexpr double kSharedWithTitle = 0.15;
constexpr double kSomething = 0.05;
constexpr double kHardly = 0.05;
constexpr int32_t kMaxSectionWords = 4;
constexpr int32_t kMinExcerptWords = 8;
constexpr int32_t kMaxExcerptWords = 80;

bool Is(const Line& line, absl::string_view kind) {
  return line.removed() && kind == line.removed_kind;
}

class StrayRemover {
 public:
  StrayRemover(size_t from, bool bare_titles, LazyTextPairs* pairs, LineTable* table)
      : table_(*table),
        from_(table->NextUndecided(from)),
        bare_titles_(bare_titles),
        pairs_(*pairs) {}

  void Run() {
    for (size_t i = from_ + 1; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (!line.undecided() || line.in_table || FindCaptionMark(line).has_value()) continue;
      if (line.IsBareNumber()) {
        if (table_[i - 1].removed()) line.Remove(kLearnedKind, kNumberReason);
      } else if (line.learned != ChromeUse::kNone) {
        RemoveLearned(i);
      } else if (line.learned_label && pairs_.ShareOfKey(LabelledKey(line)) < kForeign) {
        line.Remove(kLearnedKind, kLabelReason);
      } else if (bare_titles_) {
        RemoveUnknownTitle(i);
      }
      RemoveExcerpt(i);
    }
  }

 private:
  // What stands behind the label.
  static absl::string_view LabelledKey(const Line& line) {
    size_t words = LabelWords(line.text);
    absl::string_view key = line.key;
    while (words-- > 0 && !key.empty()) {
      const size_t space = key.find(' ');
      key.remove_prefix(space == absl::string_view::npos ? key.size() : space + 1);
    }
    return key;
  }

  static size_t LabelWords(absl::string_view text) {
    const std::string key = LineKey(text.substr(0, text.find(':')));
    return 1 + static_cast<size_t>(std::count(key.begin(), key.end(), ' '));
  }

  // Between the paragraphs of the article, with no chrome beside it.
  bool StandsInText(size_t i) const {
    return !table_[i - 1].removed() && (i + 1 >= table_.size() || !table_[i + 1].removed());
  }

  void RemoveLearned(size_t i) {
    Line& line = table_[i];
    if (StandsInText(i)) {
      if (line.words < kMinTitleWords) return;
      if (pairs_.Share(i, /*below=*/true) >= kOwn) return;
    }
    line.Remove(kLearnedKind, line.learned == ChromeUse::kTitle ? kTitleReason : kRotatingReason);
  }

  void RemoveUnknownTitle(size_t i) {
    Line& line = table_[i];
    if (line.words < kMinTitleWords || !line.IsTitleShaped() || !StandsInText(i)) return;
    if (pairs_.Share(i, /*below=*/true) < kVeryForeign)
      line.Remove("related_link", kUnknownTitleReason);
  }

  static bool IsLink(const Line& line) {
    return Is(line, "teaser_title") || Is(line, "related_link") ||
           (Is(line, kLearnedKind) && line.words >= kMinTitleWords);
  }

  // The excerpt below a removed title speaks of what the title does, and not of what the text does.
  bool IsExcerptOf(const Line& title, size_t i) {
    const Line& line = table_[i];
    if (line.words < kMinExcerptWords || line.words > kMaxExcerptWords || line.key.empty()) {
      return false;
    }
    if (!line.EndsSentence()) return false;
    TextPairs pairs;
    pairs.Add(line.key);
    const double shared = pairs.Share(title.key);
    const double own = pairs_.Share(i);
    return (shared >= kSharedWithTitle && own < kForeign) || (shared > kSomething && own < kHardly);
  }

  // A title of another article with its excerpt below.
  bool IsTeaser(size_t i) {
    if (i + 1 >= table_.size() || !table_[i].undecided() || !table_[i + 1].undecided())
      return false;
    return table_[i].words >= kMinTitleWords && table_[i].IsTitleShaped() &&
           pairs_.Share(i, /*below=*/true) < kForeign && IsExcerptOf(table_[i], i + 1);
  }

  static bool IsSection(const Line& line) {
    return Is(line, "teaser_title") && line.words <= kMaxSectionWords;
  }

  void RemoveExcerpt(size_t i) {
    Line& line = table_[i];
    if (!line.undecided() || line.learned_label) return;
    if (IsLink(table_[i - 1]) && IsExcerptOf(table_[i - 1], i)) {
      line.Remove("teaser_excerpt", "excerpt of another article");
    } else if ((Is(table_[i - 1], "teaser_excerpt") || IsSection(table_[i - 1])) && IsTeaser(i)) {
      line.Remove("teaser_title", "title of another article, its excerpt below");
    } else if (Is(table_[i - 1], "teaser_excerpt") && line.words <= kMaxSectionWords &&
               line.IsTitleShaped() && IsTeaser(i + 1)) {
      line.Remove("teaser_title", "short line between teasers");
    }
  }

  LineTable& table_;
  const size_t from_;
  const bool bare_titles_;
  LazyTextPairs& pairs_;
};

}  // namespace

void RemoveStrayLines(size_t from, bool bare_titles, LazyTextPairs* pairs, LineTable* table) {
  StrayRemover(from, bare_titles, pairs, table).Run();
}

}  // namespace khotin::extract
