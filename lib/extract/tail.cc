#include "extract/tail.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/line_pattern.h"
#include "extract/timestamp_line.h"

namespace khotin::extract {
namespace {

constexpr int32_t kSentenceWords = 8;
constexpr int32_t kParagraphWords = 30;
constexpr int32_t kKeywordWords = 6;
constexpr int32_t kLongLineWords = 12;
constexpr int32_t kShortSentenceWords = 6;
constexpr double kOwnShare = 0.13;
constexpr double kSurelyOwnShare = 0.3;
constexpr int32_t kMaxBylineWords = 16;
constexpr size_t kMaxBylineLines = 3;

bool Is(const Line& line, absl::string_view kind) {
  return line.removed() && kind == line.removed_kind;
}

bool IsTeaserPart(const Line& line) {
  return Is(line, "teaser_title") || Is(line, "teaser_title_dup") || Is(line, "teaser_timestamp") ||
         Is(line, "teaser_excerpt") || Is(line, "related_header");
}

class TailReader {
 public:
  TailReader(size_t from, LazyTextPairs* pairs, LineTable* table, Article* article)
      : from_(from), pairs_(*pairs), table_(*table), article_(*article) {}

  void Read() {
    const size_t tail = FindTail();
    RemoveEdgeChrome(tail);
    RemoveKeywords(tail);
    if (tail > from_) RemoveAds(tail);  // without running text, short lines are all there is
    ReadBylines();
  }

 private:
  // Running text, or a caption that says so.
  static bool IsText(const Line& line, int32_t words) {
    if (line.pattern != nullptr) return false;
    return (line.words >= words && line.EndsSentence()) || line.key.empty();
  }

  // The article goes on behind a box of links: a longer line that speaks of what the text does.
  bool GoesOn(size_t i) {
    const Line& line = table_[i];
    if (line.pattern != nullptr) return false;
    if (line.end == LineEnd::kStop && line.words >= kShortSentenceWords) {
      return pairs_.Share(i) >= (line.words >= kLongLineWords ? kOwnShare : kSurelyOwnShare);
    }
    if (line.words < kLongLineWords) return false;
    if (line.IsTitleShaped() && !HoldsSentenceBreak(line.text)) return false;
    return pairs_.Share(i) >= kOwnShare;
  }

  // The first line behind the article's last sentence. Behind a widget's error or a block of
  // teasers only a real paragraph counts as such.
  size_t FindTail() {
    size_t tail = from_;
    bool behind_junk = false;
    for (size_t i = from_; i < table_.size(); ++i) {
      const Line& line = table_[i];
      if (Is(line, "widget_error") || IsTeaserPart(line)) behind_junk = true;
      if (!line.undecided()) continue;
      const bool text = IsText(line, behind_junk ? kParagraphWords : kSentenceWords) ||
                        (!behind_junk && FindCaptionMark(line).has_value()) ||
                        (behind_junk && GoesOn(i));
      if (!text) continue;
      tail = i + 1;
      behind_junk = false;
    }
    return tail;
  }

  void RemoveEdgeChrome(size_t tail) {
    for (size_t i = tail; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (!line.undecided() || line.pattern == nullptr) continue;
      if (line.pattern->zone == PatternZone::kEdges) {
        line.Remove(line.pattern->kind, "known wording, behind the last paragraph");
      }
    }
  }

  // The short lines under "TAGS".
  void RemoveKeywords(size_t tail) {
    bool under_header = false;
    for (size_t i = tail; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (line.removed()) under_header = Is(line, "tags");
      if (!line.undecided() || !under_header) continue;
      if (line.words > kKeywordWords || line.EndsSentence()) {
        under_header = false;
      } else {
        line.Remove("tags", "keyword behind the last paragraph");
      }
    }
  }

  bool RepeatsNeighbour(size_t i) const {
    const absl::string_view key = table_[i].key;
    if (key.empty()) return false;
    return (i > from_ && table_[i - 1].key == key) ||
           (i + 1 < table_.size() && table_[i + 1].key == key);
  }

  void RemoveAds(size_t tail) {
    bool behind_junk = false;
    for (size_t i = tail; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (Is(line, "widget_error") || IsTeaserPart(line)) behind_junk = true;
      if (!line.undecided()) continue;
      if (line.is_timestamp) {
        TakeLateTimestamp(&line);
      } else if (RepeatsNeighbour(i)) {
        line.Remove("ad", "the same line twice, behind the last paragraph");
        behind_junk = true;
      } else if (behind_junk && !IsByline(line)) {
        line.Remove("ad", "short line behind the end of the article");
      }
    }
  }

  // A date at the foot counts when the head gave none.
  void TakeLateTimestamp(Line* line) {
    const absl::optional<TimestampLine> stamp = ReadTimestampLine(*line);
    if (!stamp.has_value() || !article_.published.empty()) {
      line->Remove("timestamp", "not the date of the article");
      return;
    }
    article_.published = {stamp->date, std::string(line->text), DateOrigin::kTimestampLine,
                          line->number};
    line->role = LineRole::kConsumed;
  }

  static bool IsByline(const Line& line) {
    return line.words <= kMaxBylineWords && ReadByline(line.text).has_value();
  }

  // Bylines from the last line up, then one that is glued to the last paragraph.
  void ReadBylines() {
    std::vector<Byline> bylines;
    for (size_t i = LastUndecidedBefore(table_.size()); bylines.size() < kMaxBylineLines;) {
      const size_t above = LastUndecidedBefore(i);
      if (i >= table_.size() || above >= table_.size() || table_[i].words > kMaxBylineWords) break;
      absl::optional<Byline> byline = ReadByline(table_[i].text);
      if (!byline.has_value()) break;
      table_[i].role = LineRole::kConsumed;
      bylines.push_back(*std::move(byline));
      i = above;
    }
    for (size_t k = bylines.size(); k > 0; --k) AddByline(bylines[k - 1], &article_);
    if (!article_.authors.empty() || !article_.agency.empty()) return;
    const size_t last = LastUndecidedBefore(table_.size());
    if (last >= table_.size()) return;
    if (const auto byline = ReadGluedByline(table_[last].text)) AddByline(*byline, &article_);
  }

  // size() when there is none.
  size_t LastUndecidedBefore(size_t i) const {
    while (i > from_) {
      if (table_[--i].undecided()) return i;
    }
    return table_.size();
  }

  const size_t from_;
  LazyTextPairs& pairs_;
  LineTable& table_;
  Article& article_;
};

}  // namespace

void ReadTail(size_t from, LazyTextPairs* pairs, LineTable* table, Article* article) {
  TailReader(from, pairs, table, article).Read();
}

}  // namespace khotin::extract
