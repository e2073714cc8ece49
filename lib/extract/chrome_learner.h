// Learns a source's chrome from its articles, one after the other.
//
//   ChromeProfile profile = …;  // as stored
//   if (LearnChrome(LessonOf(found), &profile)) {
//     Publish(LearnedLines(profile));
//   }
#ifndef KHOTIN_EXTRACT_CHROME_LEARNER_H_
#define KHOTIN_EXTRACT_CHROME_LEARNER_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "extract/article.h"
#include "extract/site_chrome.h"

namespace khotin::extract {

// A short line as a source's articles have shown it.
struct SeenLine {
  LineFingerprint fingerprint = 0;
  int32_t articles = 0;  // that had it, since it was first seen
  int64_t first = 0;     // number of the first and last such article within the source, from 1
  int64_t last = 0;
  // Of the articles that show where they end: all, and those in which it stood below the body.
  int32_t placed = 0;
  int32_t below = 0;
  ChromeUse use = ChromeUse::kNone;
  uint32_t series = 0;  // SeriesOf the last article that had it
};

// What one article teaches: the fields of its Extraction.
struct ChromeLesson {
  absl::Span<const LineFingerprint> short_lines;  // distinct, in reading order
  int32_t short_lines_above = -1;
  // The lines that may be the article's own, as positions in short_lines.
  int32_t own_begin = 0;
  int32_t own_end = 0;
  LineFingerprint title = 0;
  uint64_t story = 0;
  uint32_t series = 0;
};

ChromeLesson LessonOf(const Extraction& found);

// All that is remembered of one source; bounded, whatever the number of its articles.
struct ChromeProfile {
  int64_t articles = 0;         // learned from
  std::vector<SeenLine> lines;  // by fingerprint; at most kMaxProfileLines
};

inline constexpr size_t kMaxProfileLines = 1024;

// Takes in one more article. Another version of a story that the profile remembers teaches nothing;
// an article of the same series as the last that had a line does not count for that line where it
// may be the series' own. True when LearnedLines has changed. Deterministic; linear in the size of
// the profile.
bool LearnChrome(const ChromeLesson& lesson, ChromeProfile* profile);

// The lines that count as chrome, by fingerprint.
std::vector<ChromeLine> LearnedLines(const ChromeProfile& profile);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CHROME_LEARNER_H_
