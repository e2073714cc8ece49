#include "extract/head.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/types/optional.h"
#include "extract/byline.h"
#include "extract/byline_name.h"
#include "extract/caption.h"
#include "extract/dateline.h"
#include "extract/line_pattern.h"
#include "extract/timestamp_line.h"
#include "extract/title_choice.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxHeadLines = 40;
constexpr size_t kMaxMenuLines = 120;
constexpr int32_t kBreadcrumbWords = 5;
constexpr int32_t kShortTitleWords = 6;
constexpr int32_t kSloganWords = 8;
constexpr size_t kMenuLines = 3;
constexpr int32_t kUsualLeadWords = 70;
constexpr int32_t kMaxLeadWords = 140;

class HeadReader {
 public:
  HeadReader(const TextHints& hints, LineTable* table, Article* article)
      : hints_(hints), table_(*table), article_(*article) {}

  size_t ReadBelow(size_t lead) {
    published_behind_title_ = !article_.published.empty();
    return ReadBehindTitle(lead + 1, lead);
  }

  size_t Read() {
    article_.title = std::string(hints_.title);
    const size_t title = hints_.title.empty() ? FindTitle() : FindHintedTitle();
    if (title < table_.size()) {
      ConsumeBefore(title);
      table_[title].role = LineRole::kConsumed;
      if (article_.title.empty()) article_.title = std::string(table_[title].text);
    }
    return ReadBehindTitle(title < table_.size() ? title + 1 : 0, title);
  }

 private:
  // Lines that may stand around a title and are none.
  bool IsAside(size_t i) const {
    const Line& line = table_[i];
    return !line.undecided() || line.is_timestamp || IsFrontChrome(line);
  }

  static bool IsFrontChrome(const Line& line) {
    return line.pattern != nullptr &&
           (line.pattern->zone == PatternZone::kEdges || line.pattern->zone == PatternZone::kFront);
  }

  size_t SkipAsides(size_t i) const {
    while (i < table_.size() && IsAside(i)) ++i;
    return i;
  }

  // The run of title-shaped lines that the text begins with; empty when it begins with its text.
  std::vector<size_t> TitleShapedRun() const {
    std::vector<size_t> run;
    size_t steps = 0;
    for (size_t i = SkipAsides(0); i < table_.size() && steps < kMaxMenuLines;
         i = SkipAsides(i + 1), ++steps) {
      const Line& line = table_[i];
      if (!line.IsTitleShaped()) {
        if (line.words > kSloganWords || !ChromeBefore(i)) break;
        continue;
      }
      if (FindScraperPrefix(line.text).has_value() || FindCaptionMark(line).has_value()) break;
      run.push_back(i);
    }
    return run;
  }

  bool TimestampFollows(size_t i) const {
    const size_t end = std::min(table_.size(), i + kMaxHeadLines);
    for (++i; i < end; ++i) {
      if (table_[i].is_timestamp) return true;
      if (table_[i].undecided() && !IsFrontChrome(table_[i])) return false;
    }
    return false;
  }

  // Chrome stands before line `i`: what else stands there is navigation too.
  bool ChromeBefore(size_t i) const {
    for (size_t k = 0; k < i; ++k) {
      if (table_[k].removed() || IsFrontChrome(table_[k])) return true;
    }
    return false;
  }

  size_t FindTitle() const {
    const std::vector<size_t> run = TitleShapedRun();
    if (run.empty()) return table_.size();
    const bool learned = std::any_of(
        run.begin(), run.end(), [&](size_t i) { return table_[i].learned != ChromeUse::kNone; });
    if (run.size() >= kMenuLines || (run.size() > 1 && (learned || ChromeBefore(run.back())))) {
      const size_t title = ChooseTitleLine(table_, run);
      return TextFollows(title) ? title : table_.size();
    }
    size_t chosen = 0;
    while (chosen + 1 < run.size() && IsBreadcrumb(run[chosen], run[chosen + 1])) ++chosen;
    const size_t title = run[chosen];
    return TextFollows(title) ? title : table_.size();
  }

  bool IsBreadcrumb(size_t i, size_t next) const {
    if (table_[i].words > kBreadcrumbWords || table_[i].key == table_[next].key) return false;
    if (ChromeBefore(i)) return true;
    return !TimestampFollows(i) && TimestampFollows(next) && table_[next].words >= kShortTitleWords;
  }

  // A title heads something: a timestamp, or a line longer than itself soon after it.
  bool TextFollows(size_t title) const {
    if (TimestampFollows(title)) return true;
    size_t seen = 0;
    for (size_t i = table_.NextUndecided(title + 1); i < table_.size() && seen < 4;
         i = table_.NextUndecided(i + 1), ++seen) {
      if (table_[i].words > table_[title].words || table_[i].end == LineEnd::kStop) return true;
    }
    return false;
  }

  // The line that repeats the title which the container gave.
  size_t FindHintedTitle() const {
    const std::string key = LineKey(hints_.title);
    size_t seen = 0;
    for (size_t i = SkipAsides(0); i < table_.size() && seen < 6; i = SkipAsides(i + 1), ++seen) {
      if (!key.empty() && table_[i].key == key) return i;
      if (!table_[i].IsTitleShaped()) break;
    }
    return table_.size();
  }

  // Decides what stands before the title.
  void ConsumeBefore(size_t title) {
    for (size_t i = 0; i < title; ++i) {
      Line& line = table_[i];
      if (!line.undecided()) continue;
      if (line.is_timestamp) {
        TakeTimestamp(&line);
      } else if (line.pattern != nullptr) {
        line.Remove(line.pattern->kind, "known wording, before the title");
      } else {
        line.Remove("breadcrumb", "short line before the title");
      }
    }
  }

  // The first date behind the title wins over one before it, and that over later ones.
  void TakeTimestamp(Line* line, bool behind_title = false) {
    const absl::optional<TimestampLine> stamp = ReadTimestampLine(*line);
    if (!stamp.has_value()) {
      line->Remove("relative_time", "tells no date");
      return;
    }
    if (hints_.published_known) {
      line->Remove("timestamp", "the container gives the date");
      return;
    }
    DateReading reading{stamp->date, std::string(line->text), DateOrigin::kTimestampLine,
                        line->number};
    const bool replaces = behind_title && !published_behind_title_;
    line->role = LineRole::kConsumed;
    if (article_.published.empty() || (replaces && !stamp->is_update)) {
      article_.published = std::move(reading);
      published_behind_title_ = behind_title;
    } else if (stamp->is_update && article_.modified.empty()) {
      article_.modified = std::move(reading);
    } else {
      line->Remove("timestamp", "not the first date of the article");
      return;
    }
    if (const auto byline = ReadByline(stamp->before)) AddByline(*byline, &article_);
  }

  size_t ReadBehindTitle(size_t from, size_t title) {
    const bool titled = !article_.title.empty();
    size_t i = from;
    for (; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (!line.undecided()) continue;
      if (line.is_timestamp) {
        TakeTimestamp(&line, true);
      } else if (IsFrontChrome(line)) {
        line.Remove(line.pattern->kind, "known wording, before the first paragraph");
      } else if (title < table_.size() && line.key == table_[title].key && !line.key.empty()) {
        line.Remove("title_dup", "repeats the title");
      } else if (titled && line.IsBareNumber()) {
        line.Remove("page_tool", "a bare number before the first paragraph");
      } else if (!titled || !TakeHeadByline(i, title)) {
        break;
      }
    }
    return i;
  }

  // A byline between title and text: labelled, beside a timestamp, or with a family name.
  bool TakeHeadByline(size_t i, size_t title) {
    Line& line = table_[i];
    if (line.words > 12 || !article_.authors.empty()) return false;
    const absl::optional<Byline> byline = ReadByline(line.text);
    if (!byline.has_value() || FindCaptionMark(line).has_value()) return false;
    const bool beside_date = TimestampFollows(i) || (i > 0 && table_[i - 1].is_timestamp);
    const bool family = !byline->authors.empty() && HasFamilyName(byline->authors.front());
    if (!byline->labelled && !beside_date && !(family && title + 1 == i)) return false;
    line.role = LineRole::kConsumed;
    AddByline(*byline, &article_);
    return true;
  }

  const TextHints& hints_;
  LineTable& table_;
  Article& article_;
  bool published_behind_title_ = false;
};

}  // namespace

size_t ReadHead(const TextHints& hints, LineTable* table, Article* article) {
  return HeadReader(hints, table, article).Read();
}

void ReadBelowLead(const TextHints& hints, size_t lead, LineTable* table, Article* article) {
  HeadReader(hints, table, article).ReadBelow(lead);
}

bool IsLead(const LineTable& table, size_t i) {
  if (i >= table.size()) return false;
  const Line& line = table[i];
  if (line.words > kMaxLeadWords) return false;
  if (FindCaptionMark(line).has_value()) return false;
  const size_t next = table.NextUndecided(i + 1);
  if (next >= table.size()) return false;
  int32_t longest = 0;
  size_t seen = 0;
  for (size_t k = next; k < table.size() && seen < 4; k = table.NextUndecided(k + 1), ++seen) {
    longest = std::max(longest, table[k].words);
    // A body that takes the lead up again word by word.
    if (absl::StartsWith(table[k].text, line.text.substr(0, line.text.size() - 1))) return true;
  }
  if (line.words > kUsualLeadWords) return longest > line.words;
  return !line.IsTitleShaped() || longest > line.words;
}

}  // namespace khotin::extract
