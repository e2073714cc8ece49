// Runs a query over a snapshot of the index and ranks what it finds.
#ifndef KHOTIN_QUERY_SEARCH_H_
#define KHOTIN_QUERY_SEARCH_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "index/snapshot.h"
#include "query/query.h"

namespace khotin::query {

// Ranking is a total order: higher score first, then the smaller article id. A cursor is the last
// hit seen; the next page starts right behind it.
struct Cursor {
  double score = 0;
  std::string article_id;
};

struct SearchOptions {
  int limit = 20;  // > 0
  absl::optional<Cursor> after;
  // Makes one hit of the documents of a cluster: the one that ranks first. It stands on one page
  // only, as long as the snapshot is the same.
  bool collapse = false;
  // Polled every thousand documents or so; true ends the search with CANCELLED.
  std::function<bool()> cancelled;
};

struct Hit {
  double score = 0;
  index::DocumentValues values;
  uint64_t collapsed = 0;  // further matches of its cluster
};

struct SearchResult {
  std::vector<Hit> hits;
  uint64_t total = 0;      // hits on all pages, exact
  uint64_t collapsed = 0;  // matches beyond those: `total` and this are all that match
  bool more = false;       // a page behind this one has hits
};

// A document matches when it holds every quoted clause, none of the excluded ones, and of the
// other clauses all, if they are few, or a share of their weight. docs/search.md says how matches
// are ranked. Scores depend on the documents of the snapshot alone, not on their spread over
// segments; a deleted document still counts as one in them until a merge drops it.
//
// Thread-safe. DATA_LOSS when a block of the index is damaged, CANCELLED as above.
// REQUIRES: `query` is what ParseQuery returned, or has at least one clause that is not excluded.
absl::StatusOr<SearchResult> Search(const index::IndexSnapshot& snapshot, const Query& query,
                                    const SearchOptions& options);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SEARCH_H_
