#include "extract/figure_table.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace khotin::extract {
namespace {

constexpr int32_t kMaxRowWords = 16;
constexpr int32_t kMaxLabelWords = 6;
// Fewer may be a share bar: "12 thích", "3 bình luận", "5 chia sẻ".
constexpr size_t kMinRows = 4;
constexpr int32_t kMinTitleWords = 5;
constexpr int32_t kMinSentenceWords = 8;

// Words of `key` without a digit.
int32_t WordsBesideNumbers(absl::string_view key) {
  int32_t words = 0;
  for (const absl::string_view word : absl::StrSplit(key, ' ')) {
    if (!HasNumber(word)) ++words;
  }
  return words;
}

bool IsChrome(const Line& line) {
  return line.removed() || line.pattern != nullptr || line.learned != ChromeUse::kNone;
}

bool IsLabel(const Line& line) {
  return line.undecided() && !line.is_timestamp && line.words <= kMaxLabelWords &&
         line.end != LineEnd::kStop && line.pattern == nullptr;
}

class TableMarker {
 public:
  explicit TableMarker(LineTable* table) : table_(*table) {}

  void Run() {
    for (size_t i = 0; i < table_.size();) {
      if (!IsFigureLine(table_[i])) {
        ++i;
        continue;
      }
      const size_t end = EndOfRows(i);
      if (rows_ >= kMinRows) Mark(BeginOfRows(i), end);
      i = end;
    }
  }

 private:
  // Behind the last row of those that begin at line `i`; counts them.
  size_t EndOfRows(size_t i) {
    size_t end = i;
    rows_ = 0;
    for (; i < table_.size(); ++i) {
      if (IsFigureLine(table_[i])) {
        ++rows_;
        end = i + 1;
      } else if (end < i || !IsLabel(table_[i])) {
        break;
      }
    }
    return end;
  }

  // With the label above the first figure, when labels stand above figures.
  size_t BeginOfRows(size_t i) const {
    const bool labelled = i > 0 && i + 1 < table_.size() && !IsFigureLine(table_[i + 1]) &&
                          IsLabel(table_[i - 1]) && !IsChrome(table_[i - 1]);
    return labelled ? i - 1 : i;
  }

  void Mark(size_t begin, size_t end) {
    if (!IsBelowText(begin) && !IsBelowTitle(begin)) return;
    for (size_t i = HeadingOf(begin); i < end; ++i) table_[i].in_table = true;
  }

  static bool IsText(const Line& line) {
    return line.key.empty() || (line.words >= kMinSentenceWords && line.EndsSentence());
  }

  // With at most a heading between.
  bool IsBelowText(size_t begin) {
    if (begin == 0) return false;
    if (IsText(table_[begin - 1])) return true;
    return begin > 1 && !IsChrome(table_[begin - 1]) && IsText(table_[begin - 2]);
  }

  // The line above when it heads the rows, else the first row.
  size_t HeadingOf(size_t begin) const {
    const bool heading = begin > 1 && IsText(table_[begin - 2]) && !IsText(table_[begin - 1]) &&
                         !IsChrome(table_[begin - 1]);
    return heading ? begin - 1 : begin;
  }

  // Below a line as long as titles are, before any running text.
  bool IsBelowTitle(size_t begin) {
    while (first_text_ < begin && !IsText(table_[first_text_])) ++first_text_;
    return begin > 0 && first_text_ == begin && !IsChrome(table_[begin - 1]) &&
           table_[begin - 1].words >= kMinTitleWords;
  }

  LineTable& table_;
  size_t rows_ = 0;
  size_t first_text_ = 0;  // or a line before it
};

}  // namespace

bool HasNumber(absl::string_view key) {
  return std::any_of(key.begin(), key.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

bool IsFigureLine(const Line& line) {
  return line.undecided() && !line.is_timestamp && line.pattern == nullptr &&
         line.words <= kMaxRowWords && HasNumber(line.key) &&
         WordsBesideNumbers(line.key) <= kMaxLabelWords &&
         (line.end != LineEnd::kStop || line.words < kMinSentenceWords);
}

void MarkFigureTables(LineTable* table) { TableMarker(table).Run(); }

}  // namespace khotin::extract
