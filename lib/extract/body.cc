#include "extract/body.h"

#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extract/caption.h"

namespace khotin::extract {
namespace {

constexpr int32_t kHeadingWords = 22;
constexpr int32_t kQuestionHeadingWords = 14;
constexpr int32_t kCreditedCaptionWords = 30;
constexpr int32_t kLongWords = 15;
constexpr int32_t kListItemWords = 80;
constexpr size_t kRunOfShortLines = 3;

bool BeginsWithBullet(absl::string_view text) {
  for (const absl::string_view bullet : {"•", "●", "▪", "■", "◦", "‣", "* ", "+ "}) {
    if (absl::StartsWith(text, bullet)) return true;
  }
  return false;
}

bool BeginsWithDash(absl::string_view text) {
  return absl::StartsWith(text, "- ") || absl::StartsWith(text, "– ") ||
         absl::StartsWith(text, "— ");
}

// Words with which an interviewer turns to the person interviewed.
bool IsInterviewQuestion(const Line& line) {
  for (const absl::string_view opening :
       {"thua ", "pv ", "phong vien", "xin ong", "xin ba ", "hoi "}) {
    if (absl::StartsWith(line.key, opening)) return true;
  }
  return false;
}

class BodyClassifier {
 public:
  BodyClassifier(size_t from, LineTable* table) : table_(*table) {
    for (size_t i = table_.NextUndecided(from); i < table_.size();
         i = table_.NextUndecided(i + 1)) {
      if (!RemoveIfRepeated(i)) row_.push_back(i);
    }
  }

  void Run() {
    MeasureRuns();
    for (size_t p = 0; p < row_.size(); ++p) Classify(p);
  }

 private:
  Line& At(size_t p) { return table_[row_[p]]; }
  const Line& At(size_t p) const { return table_[row_[p]]; }

  bool RemoveIfRepeated(size_t i) {
    if (row_.empty() || table_[i].words < 3) return false;
    if (table_[i].text != table_[row_.back()].text) return false;
    table_[i].Remove("duplicate_line", "repeats the line before");
    return true;
  }

  static bool IsShort(const Line& line) {
    return line.IsTitleShaped() && line.words <= kHeadingWords;
  }

  // Marks lines in rows of three and more short ones: lists and tables without their marks.
  void MeasureRuns() {
    in_run_.assign(row_.size(), false);
    size_t begin = 0;
    for (size_t p = 0; p <= row_.size(); ++p) {
      if (p < row_.size() && IsShort(At(p))) continue;
      if (p - begin >= kRunOfShortLines) {
        for (size_t k = begin; k < p; ++k) in_run_[k] = true;
      }
      begin = p + 1;
    }
  }

  void Classify(size_t p) {
    Line& line = At(p);
    if (row_.size() == 1) {
      line.role = LineRole::kParagraph;
      return;
    }
    const absl::optional<CaptionMark> mark = FindCaptionMark(line);
    if (mark.has_value()) {
      line.role = LineRole::kCaption;
      if (mark->credit_only) ClaimLineAbove(p);
    } else if (IsListItem(p)) {
      line.role = LineRole::kListItem;
    } else if (IsUnmarkedCaption(p)) {
      line.role = LineRole::kCaption;
    } else if (IsHeading(p)) {
      line.role = LineRole::kHeading;
    } else {
      line.role = LineRole::kParagraph;
    }
  }

  // "Ảnh: An Bình" on a line of its own: the short line above is what the picture shows.
  void ClaimLineAbove(size_t p) {
    if (p == 0 || At(p - 1).words > kCreditedCaptionWords) return;
    if (At(p - 1).role != LineRole::kListItem) At(p - 1).role = LineRole::kCaption;
  }

  bool IsListItem(size_t p) const {
    if (At(p).words > kListItemWords) return false;
    if (BeginsWithBullet(At(p).text)) return true;
    if (!BeginsWithDash(At(p).text) || p == 0) return false;
    const Line& above = At(p - 1);
    return above.end == LineEnd::kColon ||
           (above.role == LineRole::kListItem && BeginsWithDash(above.text));
  }

  // Alone between longer lines, as a picture stands between paragraphs.
  bool StandsAlone(size_t p) const {
    const Line& line = At(p);
    if (p > 0) {
      const Line& above = At(p - 1);
      const bool closed = above.EndsSentence() || above.role == LineRole::kCaption;
      if (!closed || (above.role == LineRole::kParagraph && above.words <= line.words))
        return false;
    }
    if (p + 1 >= row_.size()) return p > 0 && At(p - 1).words >= 2 * line.words;
    return At(p + 1).words >= kLongWords && At(p + 1).words > line.words;
  }

  bool IsUnmarkedCaption(size_t p) const {
    return !in_run_[p] && StandsAlone(p) && DescribesPicture(At(p));
  }

  bool IsHeading(size_t p) const {
    const Line& line = At(p);
    if (in_run_[p] || !IsShort(line) || p + 1 >= row_.size()) return false;
    if (BeginsWithDash(line.text) || line.end == LineEnd::kEllipsis) return false;
    if (line.end == LineEnd::kQuestion &&
        (line.words > kQuestionHeadingWords || IsInterviewQuestion(line))) {
      return false;
    }
    const Line& below = At(p + 1);
    return below.words > line.words || below.EndsSentence();
  }

  LineTable& table_;
  std::vector<size_t> row_;
  std::vector<bool> in_run_;
};

}  // namespace

void ClassifyBody(size_t from, LineTable* table) { BodyClassifier(from, table).Run(); }

}  // namespace khotin::extract
