#include "query/time_ranker.h"

#include <algorithm>
#include <utility>

#include "base/status.h"

namespace khotin::query {
namespace {

using index::DocId;
using index::kDocumentsPerZone;

constexpr uint64_t kDocumentsBetweenPolls = 4096;
// A round has so many times the zones of the one before.
constexpr size_t kFirstRound = 4;
constexpr size_t kRoundGrowth = 16;

constexpr Score kUndated = kLeastScore + 1;

Score ScoreOf(int64_t published, SortOrder sort) {
  if (published == 0) return kUndated;
  return sort == SortOrder::kNewest ? published : -std::max(published, kUndated);
}

}  // namespace

absl::StatusOr<TimeRanker> TimeRanker::Make(const index::SegmentView& view, SortOrder sort,
                                            MatchPlan* plan, PlanMaker make_plan,
                                            const DocumentLimits& limits) {
  TimeRanker ranker;
  ranker.view_ = &view;
  ranker.sort_ = sort;
  ranker.plan_ = plan;
  ranker.make_plan_ = std::move(make_plan);
  KHOTIN_ASSIGN_OR_RETURN(ranker.filter_, DocumentFilter::Make(view, limits));
  KHOTIN_ASSIGN_OR_RETURN(ranker.seconds_,
                          view.segment->Numbers(index::NumberColumn::kPublishSeconds));
  return ranker;
}

Score TimeRanker::BestOf(const index::PublishRange& range, SortOrder sort) {
  if (range.min > range.max) return kUndated;
  return ScoreOf(sort == SortOrder::kNewest ? range.max : range.min, sort);
}

absl::StatusOr<std::vector<TimeRanker::Zone>> TimeRanker::SortZones() const {
  KHOTIN_ASSIGN_OR_RETURN(const auto ranges, view_->segment->PublishZones());
  std::vector<Zone> zones;
  zones.reserve(ranges.size());
  for (const index::PublishRange& range : ranges) {
    zones.push_back({BestOf(range, sort_), static_cast<uint32_t>(zones.size())});
  }
  std::stable_sort(zones.begin(), zones.end(),
                   [](const Zone& a, const Zone& b) { return a.best > b.best; });
  return zones;
}

absl::Status TimeRanker::Rank(uint32_t segment, const std::function<bool()>& cancelled,
                              Collector* collector) {
  segment_ = segment;
  cancelled_ = &cancelled;
  collector_ = collector;
  if (counts_matches_) return RankBetween(0, static_cast<DocId>(seconds_.size()));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<Zone> zones, SortZones());
  size_t size = kFirstRound;
  for (auto begin = zones.begin(); begin != zones.end(); size *= kRoundGrowth) {
    const auto end = begin + std::min<ptrdiff_t>(static_cast<ptrdiff_t>(size), zones.end() - begin);
    std::vector<DocId> round;
    for (; begin != end && begin->best >= collector->threshold(); ++begin) {
      round.push_back(begin->number * kDocumentsPerZone);
    }
    if (round.empty()) return absl::OkStatus();
    begin = end;
    std::sort(round.begin(), round.end());
    for (const DocId first : round) {
      KHOTIN_RETURN_IF_ERROR(RankBetween(first, first + kDocumentsPerZone));
    }
    if (begin == zones.end()) break;
    KHOTIN_ASSIGN_OR_RETURN(further_plan_, make_plan_());
    plan_ = &*further_plan_;
  }
  return absl::OkStatus();
}

absl::Status TimeRanker::RankBetween(DocId begin, DocId end) {
  DocIterator& match = *plan_->match;
  for (match.SkipTo(begin); match.doc() < end; match.SkipTo(match.doc() + 1)) {
    if (visited_++ % kDocumentsBetweenPolls == 0 && *cancelled_ && (*cancelled_)()) {
      return absl::CancelledError("the search was cancelled");
    }
    const DocId doc = match.doc();
    const Score score = ScoreOf(static_cast<int64_t>(seconds_[doc]), sort_);
    if (!counts_matches_ && score < collector_->threshold()) continue;
    if (!filter_.Contains(doc) || !match.Matches()) continue;
    ++matches_;
    KHOTIN_RETURN_IF_ERROR(collector_->Offer({score, segment_, doc}));
  }
  return match.status();
}

}  // namespace khotin::query
