// Where a query's words stand in an article.
#ifndef KHOTIN_QUERY_HIGHLIGHT_H_
#define KHOTIN_QUERY_HIGHLIGHT_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "query/query.h"
#include "text/passage.h"

namespace khotin::query {

// Spans of the original text that the query's words and phrases match, in the order of the passages
// and within each in reading order, never overlapping. Marked words that only spaces part make one
// span, and so do the parts of one token ("TP.HCM"). A clause typed with diacritics marks its exact
// spelling where the passages have it anywhere, and else every spelling. A phrase marks only whole
// matches. Excluded clauses mark nothing. Passages must be valid UTF-8.
std::vector<text::Span> FindHighlights(const Query& query,
                                       absl::Span<const text::Passage> passages);

// A stretch of one passage, cut at word borders: what a list of hits shows of an article.
struct Snippet {
  text::Span span;                     // the stretch, in its passage; empty without passages
  std::vector<text::Span> highlights;  // those inside it, same coordinates
};

// The stretch of at most `max_bytes` bytes around the densest group of highlights, the first such
// one; of the title only when nothing else has any. Without highlights, the start of the first
// passage that is not the title. `highlights` are what FindHighlights returned for `passages`. A
// word longer than `max_bytes` is cut between characters.
Snippet MakeSnippet(absl::Span<const text::Passage> passages,
                    absl::Span<const text::Span> highlights, size_t max_bytes);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_HIGHLIGHT_H_
