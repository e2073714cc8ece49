#include "query/top_candidates.h"

#include <algorithm>
#include <limits>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "base/status.h"
#include "query/collapse.h"
#include "query/top_hits.h"

namespace khotin::query {

TopCandidates::TopCandidates(const index::IndexSnapshot* snapshot, const SearchOptions* options,
                             size_t least)
    : snapshot_(snapshot),
      options_(options),
      wanted_(std::max(least, static_cast<size_t>(std::max(options->limit, 1)) + 1)),
      compact_at_(2 * wanted_),
      clusters_segment_(std::numeric_limits<uint32_t>::max()) {}

absl::StatusOr<uint64_t> TopCandidates::ClusterOf(const Match& match) {
  if (!options_->collapse) return 0;
  if (match.segment != clusters_segment_) {
    KHOTIN_ASSIGN_OR_RETURN(clusters_, snapshot_->segments[match.segment].segment->Numbers(
                                           index::NumberColumn::kCluster));
    clusters_segment_ = match.segment;
  }
  return clusters_[match.doc];
}

// What stands before the cursor must not raise the threshold.
absl::StatusOr<bool> TopCandidates::IsBehindCursor(const Match& match) const {
  if (!options_->after.has_value()) return true;
  const Cursor& after = *options_->after;
  if (match.score != after.score) return match.score < after.score;
  const index::Segment& segment = *snapshot_->segments[match.segment].segment;
  KHOTIN_ASSIGN_OR_RETURN(const auto seconds,
                          segment.Numbers(index::NumberColumn::kPublishSeconds));
  const auto published = static_cast<int64_t>(seconds[match.doc]);
  if (published != after.publish_seconds) return published < after.publish_seconds;
  KHOTIN_ASSIGN_OR_RETURN(const std::string id, segment.ArticleId(match.doc));
  return id > after.article_id;
}

absl::Status TopCandidates::Offer(const Match& match) {
  if (match.score < threshold_) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const bool is_behind, IsBehindCursor(match));
  if (!is_behind) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const uint64_t cluster, ClusterOf(match));
  candidates_.push_back({match, cluster});
  if (candidates_.size() >= compact_at_) Compact();
  return absl::OkStatus();
}

// Candidates that tie with the last one wanted stay: times and ids decide between them at the end.
void TopCandidates::Compact() {
  std::stable_sort(
      candidates_.begin(), candidates_.end(),
      [](const Candidate& a, const Candidate& b) { return a.match.score > b.match.score; });
  absl::flat_hash_set<uint64_t> clusters;
  size_t hits = 0;
  size_t kept = 0;
  for (const Candidate& candidate : candidates_) {
    const Score score = candidate.match.score;
    if (hits >= wanted_ && score < threshold_) break;
    if (candidate.cluster == 0 || clusters.insert(candidate.cluster).second) {
      if (++hits == wanted_) threshold_ = score;
    }
    candidates_[kept++] = candidate;
  }
  candidates_.resize(kept);
  compact_at_ = std::max(2 * wanted_, 2 * kept);
}

absl::StatusOr<SearchResult> TopCandidates::Finish() {
  SearchOptions options = *options_;
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return a.match.segment < b.match.segment;
  });
  const auto finish = [&](Collector* collector) -> absl::StatusOr<SearchResult> {
    for (const Candidate& candidate : candidates_) {
      KHOTIN_RETURN_IF_ERROR(collector->Offer(candidate.match));
    }
    return collector->Finish();
  };
  if (!options.collapse) {
    TopHits hits(snapshot_, &options);
    return finish(&hits);
  }
  FacetCounter no_facets(snapshot_, {}, absl::nullopt);
  CollapsedHits hits(snapshot_, &options, &no_facets);
  return finish(&hits);
}

}  // namespace khotin::query
