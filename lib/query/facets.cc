#include "query/facets.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/time/civil_time.h"
#include "base/status.h"

namespace khotin::query {
namespace {

constexpr int64_t kDaySeconds = 24 * 3600;
constexpr int64_t kOffsetSeconds = 7 * 3600;
const absl::CivilDay kEpoch(1970, 1, 1);
constexpr size_t kCountedTogether = 4096;
constexpr size_t kFetchAhead = 8;

// Days since 1970 in Vietnam's time.
int64_t DayOf(int64_t seconds) {
  const int64_t local = seconds + kOffsetSeconds;
  const int64_t days = local / kDaySeconds;
  return local % kDaySeconds < 0 ? days - 1 : days;
}

int64_t BinOf(int64_t days, HistogramUnit unit) {
  absl::CivilDay day = kEpoch + days;
  switch (unit) {
    case HistogramUnit::kDay:
      break;
    case HistogramUnit::kWeek:
      day = absl::PrevWeekday(day + 1, absl::Weekday::monday);
      break;
    case HistogramUnit::kMonth:
      day = absl::CivilDay(absl::CivilMonth(day));
      break;
    case HistogramUnit::kYear:
      day = absl::CivilDay(absl::CivilYear(day));
      break;
  }
  return (day - kEpoch) * kDaySeconds - kOffsetSeconds;
}

void WidenTimes(absl::Span<const uint32_t> ordinals, int64_t seconds, SegmentFacet* facet) {
  if (seconds == 0) return;
  for (const uint32_t ordinal : ordinals) {
    int64_t& first = facet->first_seconds[ordinal];
    int64_t& last = facet->last_seconds[ordinal];
    first = first == 0 ? seconds : std::min(first, seconds);
    last = last == 0 ? seconds : std::max(last, seconds);
  }
}

}  // namespace

FacetCounter::FacetCounter(const index::IndexSnapshot* snapshot, std::vector<FacetRequest> facets,
                           absl::optional<HistogramUnit> histogram)
    : snapshot_(snapshot),
      facets_(std::move(facets)),
      histogram_(histogram),
      segments_(snapshot->segments.size()),
      without_(facets_.size()) {}

bool FacetCounter::NeedsTimes() const {
  return histogram_.has_value() ||
         std::any_of(facets_.begin(), facets_.end(),
                     [](const FacetRequest& facet) { return facet.with_times; });
}

absl::Status FacetCounter::Enter(uint32_t segment) {
  const index::Segment& source = *snapshot_->segments[segment].segment;
  Segment entered;
  for (const FacetRequest& request : facets_) {
    SegmentFacet facet;
    KHOTIN_ASSIGN_OR_RETURN(facet.column, source.Facets(request.field));
    const size_t labels = facet.column->labels.size();
    facet.counts.resize(labels);
    if (request.with_times) {
      facet.first_seconds.resize(labels);
      facet.last_seconds.resize(labels);
    }
    entered.facets.push_back(std::move(facet));
  }
  if (NeedsTimes()) {
    KHOTIN_ASSIGN_OR_RETURN(entered.seconds, source.Numbers(index::NumberColumn::kPublishSeconds));
  }
  segments_[segment] = std::move(entered);
  return absl::OkStatus();
}

absl::Status FacetCounter::Count(uint32_t segment, index::DocId doc) {
  if (empty()) return absl::OkStatus();
  if (!segments_[segment].has_value()) KHOTIN_RETURN_IF_ERROR(Enter(segment));
  Segment& here = *segments_[segment];
  here.waiting.push_back(doc);
  if (here.waiting.size() == kCountedTogether) CountWaiting(&here);
  return absl::OkStatus();
}

void FacetCounter::CountWaiting(Segment* segment) {
  for (size_t i = 0; i < facets_.size(); ++i) CountFacet(i, segment);
  if (histogram_.has_value()) CountTimes(*segment);
  segment->waiting.clear();
}

// The values of the documents lie far apart: those of later ones are fetched meanwhile.
void FacetCounter::CountFacet(size_t number, Segment* segment) {
  SegmentFacet& facet = segment->facets[number];
  const index::FacetColumn& column = *facet.column;
  const std::vector<index::DocId>& docs = segment->waiting;
  const bool with_times = facets_[number].with_times;
  for (size_t i = 0; i < docs.size(); ++i) {
    if (i + 2 * kFetchAhead < docs.size()) {
      __builtin_prefetch(&column.begins[docs[i + 2 * kFetchAhead]]);
      __builtin_prefetch(column.Ordinals(docs[i + kFetchAhead]).data());
    }
    const auto ordinals = column.Ordinals(docs[i]);
    if (ordinals.empty()) ++without_[number];
    for (const uint32_t ordinal : ordinals) ++facet.counts[ordinal];
    if (with_times) {
      WidenTimes(ordinals, static_cast<int64_t>(segment->seconds[docs[i]]), &facet);
    }
  }
}

void FacetCounter::CountTimes(const Segment& segment) {
  for (const index::DocId doc : segment.waiting) {
    const auto seconds = static_cast<int64_t>(segment.seconds[doc]);
    if (seconds == 0) {
      ++undated_;
    } else {
      ++days_[DayOf(seconds)];
    }
  }
}

FacetCounts FacetCounter::Finish() {
  FacetCounts result;
  for (auto& segment : segments_) {
    if (segment.has_value()) CountWaiting(&*segment);
  }
  for (size_t i = 0; i < facets_.size(); ++i) {
    std::vector<SegmentFacet*> counted;
    for (auto& segment : segments_) {
      if (segment.has_value()) counted.push_back(&segment->facets[i]);
    }
    result.facets.push_back(RankFacet(counted, facets_[i]));
    result.facets.back().without = without_[i];
  }
  result.bins = Bins();
  result.undated = undated_;
  return result;
}

std::vector<HistogramBin> FacetCounter::Bins() const {
  std::map<int64_t, uint64_t> counts;
  for (const auto& [day, count] : days_) counts[BinOf(day, *histogram_)] += count;
  std::vector<HistogramBin> bins;
  bins.reserve(counts.size());
  for (const auto& [begin, count] : counts) bins.push_back({begin, count});
  return bins;
}

}  // namespace khotin::query
