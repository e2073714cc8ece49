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
#include "query/facets.h"
#include "query/query_node.h"
#include "query/ranking.h"

namespace khotin::query {

enum class SortOrder : uint8_t {
  kRelevance,
  kNewest,  // by time of publication; articles without one come last
  kOldest,  // as well
  kBlend,   // by relevance, newer articles gaining (RecencyBlend)
};

enum class TotalMode : uint8_t {
  kEstimate,  // exact where that is cheap
  kExact,     // looks at every match: several times the work of a first page
};

// Hits are in a total order: the larger score first, then the newer article, then the smaller
// article id. Without a word or phrase that scores, that is the order of kNewest. A cursor is the
// last hit seen; the next page starts right behind it. It carries what scores depend on, so that
// hits neither come twice nor are left out while articles arrive: those that do are on no later
// page.
struct Cursor {
  Score score = 0;
  int64_t publish_seconds = 0;
  std::string article_id;
  int64_t max_revision = 0;
  int64_t now_seconds = 0;
  bool relaxed = false;  // fewer of the query's words were needed, for lack of hits
  Statistics statistics;
};

struct SearchOptions {
  int limit = 20;  // > 0
  absl::optional<Cursor> after;
  // Makes one hit of the documents of a cluster: the one that ranks first. It stands on one page
  // only.
  bool collapse = false;
  SortOrder sort = SortOrder::kRelevance;
  TotalMode total = TotalMode::kEstimate;
  // Counted over all hits, on every page alike. Looks at every match.
  std::vector<FacetRequest> facets;
  absl::optional<HistogramUnit> histogram;
  int64_t now_seconds = 0;  // for kBlend
  // Polled every few thousand documents; true ends the search with CANCELLED.
  std::function<bool()> cancelled;
};

struct Hit {
  double score = 0;  // relevance, with the blend's gain; 0 when sorted by time
  index::DocumentValues values;
  // Further matches of its cluster, if those were counted (SearchResult::is_exact).
  uint64_t collapsed = 0;
  Score sort_key = 0;
};

struct SearchResult {
  std::vector<Hit> hits;
  uint64_t total = 0;  // hits on all pages
  // Matches beyond those: `total` and this are all that match. Only counted with is_exact.
  uint64_t collapsed = 0;
  bool is_exact = true;            // `total` is counted; else it is estimated, duplicates included
  bool more = false;               // a page behind this one has hits
  Cursor next;                     // behind the last hit; when there is one
  std::vector<Facet> facets;       // as they were asked for
  std::vector<HistogramBin> bins;  // rising; none is empty
  uint64_t undated = 0;            // hits in no bin
};

// Where a page ends that does not take all hits of `result`: behind `last`, which is one of them.
Cursor CursorBehind(const SearchResult& result, const Hit& last);

// Finds the documents that `query` matches: docs/search.md says which, and how they are ranked.
// Scores depend on the documents of the snapshot alone, not on their spread over segments; a
// deleted document still counts as one in them until a merge drops it.
//
// Thread-safe. DATA_LOSS when a block of the index is damaged, CANCELLED as above.
absl::StatusOr<SearchResult> Search(const index::IndexSnapshot& snapshot, const QueryTree& query,
                                    const SearchOptions& options);

// By other numbers than the measured ones: for measuring.
absl::StatusOr<SearchResult> SearchRanked(const index::IndexSnapshot& snapshot,
                                          const QueryTree& query, const SearchOptions& options,
                                          const Ranking& ranking);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SEARCH_H_
