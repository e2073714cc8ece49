// The documents that can be among the first hits, where the others are not even looked at.
#ifndef KHOTIN_QUERY_TOP_CANDIDATES_H_
#define KHOTIN_QUERY_TOP_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/snapshot.h"
#include "query/collector.h"
#include "query/search.h"

namespace khotin::query {

// Keeps matches until there are twice as many as are wanted, then raises the threshold to the
// score of the last one wanted and drops what is below. With collapse, matches of one cluster count
// as one. Takes segments in any order. Not thread-safe.
class TopCandidates : public Collector {
 public:
  // Both must outlive the object. One hit more than `options->limit` is kept, which tells whether
  // there is a next page, and no fewer than `least`.
  TopCandidates(const index::IndexSnapshot* snapshot, const SearchOptions* options, size_t least);

  absl::Status Offer(const Match& match) override;
  Score threshold() const override { return threshold_; }
  // The total is that of the hits kept: all there are, if they are fewer than those wanted.
  absl::StatusOr<SearchResult> Finish() override;

 private:
  struct Candidate {
    Match match;
    uint64_t cluster;  // 0 for a hit of its own
  };

  absl::StatusOr<bool> IsBehindCursor(const Match& match) const;
  absl::StatusOr<uint64_t> ClusterOf(const Match& match);
  void Compact();

  const index::IndexSnapshot* const snapshot_;
  const SearchOptions* const options_;
  const size_t wanted_;
  std::vector<Candidate> candidates_;
  size_t compact_at_;
  Score threshold_ = kLeastScore;
  absl::Span<const uint64_t> clusters_;  // of the segment that matches come from
  uint32_t clusters_segment_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TOP_CANDIDATES_H_
