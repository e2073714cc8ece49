// Orders the documents of one segment by their time of publication.
#ifndef KHOTIN_QUERY_TIME_RANKER_H_
#define KHOTIN_QUERY_TIME_RANKER_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "index/snapshot.h"
#include "query/collector.h"
#include "query/document_filter.h"
#include "query/search.h"
#include "query/segment_plan.h"

namespace khotin::query {

// Goes through the zones of a segment (Segment::PublishZones) in the order of the best time in
// each, a few at first and then more at once, until no zone that is left reaches the collector's
// threshold. Iterators only move forward, so every round of zones but the first has a plan of its
// own. Not thread-safe.
class TimeRanker {
 public:
  using PlanMaker = std::function<absl::StatusOr<MatchPlan>()>;

  // `sort` is kNewest or kOldest. `view` and `plan` must outlive the ranker, which moves the plan's
  // iterators; `make_plan` gives another plan of the same query and segment.
  static absl::StatusOr<TimeRanker> Make(const index::SegmentView& view, SortOrder sort,
                                         MatchPlan* plan, PlanMaker make_plan,
                                         const DocumentLimits& limits);

  // Offers every match whose time reaches the collector's threshold, with a score by which they are
  // in order; those without a time come last. `cancelled` is polled every few thousand documents;
  // true ends with CANCELLED.
  absl::Status Rank(uint32_t segment, const std::function<bool()>& cancelled, Collector* collector);

  // Makes Rank visit every match once, in the order of documents, to count it.
  void CountMatches() { counts_matches_ = true; }
  uint64_t matches() const { return matches_; }

  // What is best of a range of times: no document in it has a larger score.
  static Score BestOf(const index::PublishRange& range, SortOrder sort);

 private:
  struct Zone {
    Score best;
    uint32_t number;
  };

  TimeRanker() = default;

  // All zones, the best first.
  absl::StatusOr<std::vector<Zone>> SortZones() const;
  absl::Status RankBetween(index::DocId begin, index::DocId end);

  const index::SegmentView* view_ = nullptr;
  SortOrder sort_ = SortOrder::kNewest;
  MatchPlan* plan_ = nullptr;
  PlanMaker make_plan_;
  absl::optional<MatchPlan> further_plan_;
  DocumentFilter filter_;
  absl::Span<const uint64_t> seconds_;
  bool counts_matches_ = false;
  uint64_t matches_ = 0;
  uint64_t visited_ = 0;
  uint32_t segment_ = 0;
  const std::function<bool()>* cancelled_ = nullptr;
  Collector* collector_ = nullptr;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TIME_RANKER_H_
