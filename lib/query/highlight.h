// Where a query's words stand in an article.
#ifndef KHOTIN_QUERY_HIGHLIGHT_H_
#define KHOTIN_QUERY_HIGHLIGHT_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "query/query_node.h"
#include "text/passage.h"

namespace khotin::query {

// Spans of the original text that the query's words and phrases match, in the order of the passages
// and within each in reading order, never overlapping. Marked words that only spaces part make one
// span, and so do the parts of one token ("TP.HCM"). What was typed with diacritics marks its exact
// spelling where the passages have it anywhere, and else every spelling. A phrase marks only whole
// matches, a beginning of a word the whole word, NEAR only words that stand near one another, and
// what is asked of the title only the title. Each alternative of an OR marks what it finds. What is
// excluded and filters mark nothing. Passages must be valid UTF-8. Pure and thread-safe.
std::vector<text::Span> FindHighlights(const QueryTree& query,
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
