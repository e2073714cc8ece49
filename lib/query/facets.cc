#include "query/facets.h"

#include <algorithm>
#include <utility>

#include "absl/time/civil_time.h"
#include "base/status.h"

namespace khotin::query {
namespace {

constexpr int64_t kDaySeconds = 24 * 3600;
constexpr int64_t kOffsetSeconds = 7 * 3600;
const absl::CivilDay kEpoch(1970, 1, 1);

absl::CivilDay DayOf(int64_t seconds) {
  const int64_t local = seconds + kOffsetSeconds;
  int64_t days = local / kDaySeconds;
  if (local % kDaySeconds < 0) --days;
  return kEpoch + days;
}

int64_t BinOf(int64_t seconds, HistogramUnit unit) {
  absl::CivilDay day = DayOf(seconds);
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

}  // namespace

FacetCounter::FacetCounter(const index::IndexSnapshot* snapshot, std::vector<FacetRequest> facets,
                           absl::optional<HistogramUnit> histogram)
    : snapshot_(snapshot),
      facets_(std::move(facets)),
      histogram_(histogram),
      segments_(snapshot->segments.size()),
      without_(facets_.size()) {}

absl::Status FacetCounter::Enter(uint32_t segment) {
  const index::Segment& source = *snapshot_->segments[segment].segment;
  Segment entered;
  for (const FacetRequest& facet : facets_) {
    KHOTIN_ASSIGN_OR_RETURN(const index::FacetColumn* const column, source.Facets(facet.field));
    entered.columns.push_back(column);
    entered.counts.emplace_back(column->labels.size());
  }
  if (histogram_.has_value()) {
    KHOTIN_ASSIGN_OR_RETURN(entered.seconds, source.Numbers(index::NumberColumn::kPublishSeconds));
  }
  segments_[segment] = std::move(entered);
  return absl::OkStatus();
}

absl::Status FacetCounter::Count(uint32_t segment, index::DocId doc) {
  if (!segments_[segment].has_value()) KHOTIN_RETURN_IF_ERROR(Enter(segment));
  Segment& here = *segments_[segment];
  for (size_t i = 0; i < facets_.size(); ++i) {
    const auto ordinals = here.columns[i]->Ordinals(doc);
    for (const uint32_t ordinal : ordinals) ++here.counts[i][ordinal];
    if (ordinals.empty()) ++without_[i];
  }
  if (!histogram_.has_value()) return absl::OkStatus();
  const auto seconds = static_cast<int64_t>(here.seconds[doc]);
  if (seconds == 0) {
    ++undated_;
  } else {
    ++bins_[BinOf(seconds, *histogram_)];
  }
  return absl::OkStatus();
}

std::vector<Facet> FacetCounter::TakeFacets() const {
  std::vector<Facet> facets;
  for (size_t i = 0; i < facets_.size(); ++i) {
    std::map<std::string, uint64_t> counts;
    for (const auto& segment : segments_) {
      if (!segment.has_value()) continue;
      for (size_t ordinal = 0; ordinal < segment->counts[i].size(); ++ordinal) {
        const uint64_t count = segment->counts[i][ordinal];
        if (count > 0) counts[segment->columns[i]->labels[ordinal]] += count;
      }
    }
    Facet facet;
    facet.distinct = counts.size();
    facet.without = without_[i];
    for (const auto& [label, count] : counts) facet.values.push_back({label, count});
    std::stable_sort(facet.values.begin(), facet.values.end(),
                     [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    if (facet.values.size() > facets_[i].limit) facet.values.resize(facets_[i].limit);
    facets.push_back(std::move(facet));
  }
  return facets;
}

std::vector<HistogramBin> FacetCounter::TakeBins() const {
  std::vector<HistogramBin> bins;
  for (const auto& [begin, count] : bins_) bins.push_back({begin, count});
  return bins;
}

}  // namespace khotin::query
