// Takes the chrome that earlier articles of the source have taught out of a text, and notes what
// this one teaches.
#ifndef KHOTIN_EXTRACT_LEARNED_CHROME_H_
#define KHOTIN_EXTRACT_LEARNED_CHROME_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "extract/article.h"
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

// The distinct fingerprints of an article's short lines, in the order they were added.
class ShortLines {
 public:
  void Add(LineFingerprint fingerprint);
  // The last sure paragraph stands here.
  void Mark() { above_ = static_cast<int32_t>(lines_.size()); }
  // Leaves this one out, added before or after.
  void Exclude(LineFingerprint fingerprint);
  void MoveTo(Extraction* found) &&;

 private:
  std::vector<uint64_t> lines_;
  absl::flat_hash_set<LineFingerprint> seen_;
  int32_t above_ = -1;
};

// Of an article's longest paragraph; 0 for one that is too short to tell stories apart.
uint64_t FingerprintStory(absl::string_view paragraph);

// The longest line of running text; size() when none is longer than a teaser's excerpt.
size_t LongestParagraph(const LineTable& table);

// Adds the lines of `table`, with what may be learned of each.
void AddShortLines(const LineTable& table, ShortLines* lines);

// Stands for "a title of another article stands bare between the paragraphs", as if it were a line.
inline constexpr LineFingerprint kBareTitles = 1;

// The line that the body does not end before: the longest paragraph, or the last of paragraphs in a
// row behind it. As LongestParagraph when that finds none.
size_t LastOfBody(const LineTable& table);

// Looks every line up and removes those that nearly every article of the source has; headers of
// teasers stay, marked as such, and lines of the head that speak of what the text speaks of.
void MarkLearnedLines(const SiteChrome& chrome, LazyTextPairs* pairs, LineTable* table);

// Removes what stands, behind line `from`, below the lines that close the source's articles.
void RemoveFoot(size_t from, LineTable* table);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_LEARNED_CHROME_H_
