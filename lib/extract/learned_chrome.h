// Takes the chrome that earlier articles of the source have taught out of a text.
#ifndef KHOTIN_EXTRACT_LEARNED_CHROME_H_
#define KHOTIN_EXTRACT_LEARNED_CHROME_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "extract/line.h"
#include "extract/site_chrome.h"
#include "extract/text_pairs.h"

namespace khotin::extract {

inline constexpr char kLearnedKind[] = "learned_chrome";
inline constexpr char kConstantReason[] = "under nearly every article of this source";
inline constexpr char kRotatingReason[] = "comes and goes under this source's articles";
inline constexpr char kTitleReason[] = "the title of another article of this source";

inline constexpr char kUnknownTitleReason[] =
    "a title where this source puts titles of other articles";
inline constexpr char kLabelReason[] = "begins with a label of this source";
inline constexpr char kNumberReason[] = "a bare number beside chrome";
inline constexpr char kFootReason[] = "below the lines that close this source's articles";

inline bool IsConstant(ChromeUse use) {
  return use == ChromeUse::kConstant || use == ChromeUse::kFoot;
}

// Bare titles have more words than the headings that articles share ("Kết luận").
inline constexpr int32_t kMinTitleWords = 6;
inline constexpr int32_t kProseWords = 20;

// Running text.
inline bool IsProse(const Line& line) {
  return line.key.empty() || (line.words >= kProseWords && line.EndsSentence());
}

// Short enough for a link behind its label.
inline bool IsLabelled(const Line& line) {
  return line.label != 0 && line.words <= kMaxLearnedWords && line.end != LineEnd::kStop;
}

inline bool IsExcerpt(const Line& line) {
  return line.removed() && absl::string_view(line.removed_kind) == "teaser_excerpt";
}

// The longest line of running text; size() when none is longer than a teaser's excerpt.
size_t LongestParagraph(const LineTable& table);

// The line that the body does not end before: the longest paragraph, or the last of paragraphs in a
// row behind it. As LongestParagraph when that finds none.
size_t LastOfBody(const LineTable& table);

// Behind the line that LastOfBody finds, else the last one of running text, else the last sentence;
// 0 when there is none.
size_t EndOfText(const LineTable& table);

// Of a cleaned table: learned lines took more sentences from among the article's than a site puts
// there.
bool LearnedTookTooMuch(const LineTable& table);

// Sets Line::learned and learned_label.
void LookUpLines(const SiteChrome& chrome, LineTable* table);

// Unsets them of the lines before `end`.
void ForgetLearned(size_t end, LineTable* table);

// Removes the lines that nearly every article of the source has. Headers of teasers, captions, rows
// of tables and a byline below the last paragraph stay, and what speaks of the text's matter in the
// head and among the paragraphs.
void RemoveConstantLines(LazyTextPairs* pairs, LineTable* table);

// Removes what stands, behind line `from`, below the lines that close the source's articles.
void RemoveFoot(size_t from, LineTable* table);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_LEARNED_CHROME_H_
