// Where a query's words stand in an article.
#ifndef KHOTIN_QUERY_HIGHLIGHT_H_
#define KHOTIN_QUERY_HIGHLIGHT_H_

#include <vector>

#include "absl/types/span.h"
#include "query/query.h"
#include "text/passage.h"

namespace khotin::query {

// Spans of the original text that the query's words and phrases match, in reading order, adjacent
// words of one match joined into one span. A word typed with diacritics marks its exact spelling
// where the passage set has any, and else every spelling. Excluded clauses mark nothing.
std::vector<text::Span> FindHighlights(const Query& query,
                                       absl::Span<const text::Passage> passages);

// A stretch of one passage, cut at word borders, around the densest group of highlights; the
// passage's start when there is none.
struct Snippet {
  text::Span span;                     // the stretch, in its passage
  std::vector<text::Span> highlights;  // those inside it, same coordinates
};
Snippet MakeSnippet(absl::Span<const text::Passage> passages,
                    absl::Span<const text::Span> highlights, size_t max_bytes);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_HIGHLIGHT_H_
