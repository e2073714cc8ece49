// Lines that sites put around an article, known by their wording.
#ifndef KHOTIN_EXTRACT_LINE_PATTERN_H_
#define KHOTIN_EXTRACT_LINE_PATTERN_H_

#include <cstdint>

#include "extract/line.h"

namespace khotin::extract {

enum class PatternMatch : uint8_t {
  kWhole,   // the line says this and nothing else
  kPrefix,  // it begins with this
  kLabel,   // this, a colon, and perhaps more
};

// Where a line of this wording is chrome.
enum class PatternZone : uint8_t {
  kAnywhere,
  kEdges,   // before the first and behind the last paragraph
  kFront,   // before the first paragraph
  kHeader,  // heads a list of other articles: what follows decides
};

struct LinePattern {
  // As a site writes it; compared without case, diacritics and punctuation. '#' is any number.
  const char* wording;
  PatternMatch match;
  PatternZone zone;
  int16_t max_words;  // longer lines are running text
  const char* kind;   // RemovedSpan::kind
};

// The pattern that `line` matches, or null. Long lines match nothing.
const LinePattern* FindLinePattern(const Line& line);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_LINE_PATTERN_H_
