// The wording of site chrome in Vietnamese news.
#ifndef KHOTIN_EXTRACT_LINE_PATTERN_TABLE_H_
#define KHOTIN_EXTRACT_LINE_PATTERN_TABLE_H_

#include "absl/types/span.h"
#include "extract/line_pattern.h"
#include "extract/page_line_patterns.h"
#include "extract/related_line_patterns.h"
#include "extract/site_line_patterns.h"

namespace khotin::extract {

// Of two patterns that a line matches, the first counts.
inline constexpr absl::Span<const LinePattern> kLinePatternTables[] = {
    kRelatedLinePatterns, kPageLinePatterns, kSiteLinePatterns};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_LINE_PATTERN_TABLE_H_
