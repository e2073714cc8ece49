// The lines of a text, measured once, and what the cleaner decides about each.
#ifndef KHOTIN_EXTRACT_LINE_H_
#define KHOTIN_EXTRACT_LINE_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

struct LinePattern;

// How a line ends, closing quotes and brackets aside.
enum class LineEnd : uint8_t { kOpen, kStop, kEllipsis, kQuestion, kExclamation, kColon, kComma };

enum class LineRole : uint8_t {
  kUndecided,
  kConsumed,  // became a field of the article
  kRemoved,   // chrome; `removed_kind` and `reason` say which
  kParagraph,
  kHeading,
  kListItem,
  kCaption,
};

struct Line {
  absl::string_view text;  // as written, white space and invisible characters at the ends trimmed
  // Lower-cased words without diacritics, joined by single spaces; punctuation left out. Empty for
  // lines of more than kMaxKeyBytes, which no pattern may touch.
  absl::string_view key;
  const LinePattern* pattern = nullptr;  // the chrome pattern that the key matches, if any
  const char* removed_kind = nullptr;
  const char* reason = nullptr;
  int32_t number = 0;  // 1-based
  int32_t words = 0;   // runs of characters between white space
  LineEnd end = LineEnd::kOpen;
  LineRole role = LineRole::kUndecided;
  LineFingerprint fingerprint = 0;       // 0 for a line that may not be learned
  LineFingerprint label = 0;             // of what stands before its colon; 0 for none
  ChromeUse learned = ChromeUse::kNone;  // what earlier articles of the source taught
  bool learned_label = false;            // its label was learned
  bool in_table = false;                 // of a table of figures, which is the article's
  bool is_timestamp = false;             // nothing but a date, or the time that has passed since

  bool undecided() const { return role == LineRole::kUndecided; }
  bool removed() const { return role == LineRole::kRemoved; }
  // Ends as a sentence of running text does.
  bool EndsSentence() const { return end != LineEnd::kOpen && end != LineEnd::kComma; }
  // Short, and not closed by a full stop: what titles and headings look like.
  bool IsTitleShaped() const;
  // "12", "3.", "1.024".
  bool IsBareNumber() const {
    return !key.empty() && fingerprint == 0 && words <= 2 && !is_timestamp;
  }

  void Remove(const char* kind, const char* why) {
    role = LineRole::kRemoved;
    removed_kind = kind;
    reason = why;
  }
};

inline constexpr size_t kMaxKeyBytes = 480;

// The lines of one text that are not blank. Views into the text, which must outlive it.
class LineTable {
 public:
  // Lines end at LF, CR LF or CR; U+2028, U+2029, U+0085, VT and FF separate two lines of the same
  // number. Linear in the length of the text.
  static LineTable Split(absl::string_view text);

  LineTable(LineTable&&) = default;
  LineTable& operator=(LineTable&&) = default;

  std::vector<Line>& lines() { return lines_; }
  const std::vector<Line>& lines() const { return lines_; }

  // The first line at or behind `from` that is still undecided; size() when there is none.
  size_t NextUndecided(size_t from) const;
  size_t size() const { return lines_.size(); }
  // Gives line `i` another text, a part of its own, and measures it anew.
  void Replace(size_t i, absl::string_view text);
  Line& operator[](size_t i) { return lines_[i]; }
  const Line& operator[](size_t i) const { return lines_[i]; }

 private:
  LineTable() = default;
  void AddLine(absl::string_view raw, int32_t number);
  void Measure(Line* line);
  absl::string_view Store(const std::string& key);

  std::vector<Line> lines_;
  std::deque<std::string> key_chunks_;
};

// `text` without white space (Unicode's too) and invisible format characters at its ends.
absl::string_view TrimBlank(absl::string_view text);

// How `text` ends.
LineEnd EndOf(absl::string_view text);

// More than one sentence: a full stop behind a word of three letters and more, and text behind it.
bool HoldsSentenceBreak(absl::string_view text);

// The key of a line: see Line::key.
std::string LineKey(absl::string_view text);

// INVALID_ARGUMENT for more than base::kMaxBlocks lines that are not blank. Linear in the text.
absl::Status CheckLineCount(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_LINE_H_
