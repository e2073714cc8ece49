#include "query/facet_ranking.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"

namespace khotin::query {
namespace {

using Labels = std::vector<std::string>;

// Ordinals [begin, end) of a column.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
};

Range RangeOf(const Labels& labels, const std::string& prefix) {
  const auto begin = std::lower_bound(labels.begin(), labels.end(), prefix);
  const auto end = std::partition_point(begin, labels.end(), [&](const std::string& label) {
    return absl::StartsWith(label, prefix);
  });
  return {static_cast<uint32_t>(begin - labels.begin()),
          static_cast<uint32_t>(end - labels.begin())};
}

// Adds what one segment knows beside the count.
void AddSegment(const SegmentFacet& segment, FacetValue* value) {
  const absl::optional<uint32_t> ordinal = segment.column->Find(value->label);
  if (!ordinal.has_value()) return;
  value->documents += segment.column->documents[*ordinal];
  if (segment.first_seconds.empty() || segment.first_seconds[*ordinal] == 0) return;
  const int64_t first = segment.first_seconds[*ordinal];
  const int64_t last = segment.last_seconds[*ordinal];
  const bool is_first = value->first_seconds == 0;
  value->first_seconds = is_first ? first : std::min(value->first_seconds, first);
  value->last_seconds = is_first ? last : std::max(value->last_seconds, last);
}

struct Counted {
  absl::string_view label;
  uint32_t count = 0;

  friend bool operator<(const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.label < b.label;
  }
};

// Puts the counts of all segments together in the ordinals of the one with the most values.
class Ranker {
 public:
  Ranker(absl::Span<SegmentFacet* const> segments, const FacetRequest& request)
      : segments_(segments), request_(request) {}

  Facet Run() {
    Facet facet;
    if (segments_.empty()) return facet;
    Unite();
    facet.distinct = CountUnited() + others_.size();
    std::vector<Counted> first = FirstUnited();
    for (const auto& [label, count] : others_) first.push_back({label, count});
    const size_t listed = std::min(request_.limit, first.size());
    std::partial_sort(first.begin(), first.begin() + static_cast<ptrdiff_t>(listed), first.end());
    first.resize(listed);
    for (const Counted& counted : first) {
      FacetValue value;
      value.label = std::string(counted.label);
      value.count = counted.count;
      for (const SegmentFacet* segment : segments_) AddSegment(*segment, &value);
      facet.values.push_back(std::move(value));
    }
    return facet;
  }

 private:
  // Larger counts share the last place.
  static constexpr size_t kHistogram = 4096;

  bool Takes(absl::string_view label) const { return !request_.accept || request_.accept(label); }

  void Unite() {
    const auto by_labels = [](const SegmentFacet* a, const SegmentFacet* b) {
      return a->column->labels.size() < b->column->labels.size();
    };
    base_ = *std::max_element(segments_.begin(), segments_.end(), by_labels);
    range_ = RangeOf(base_->column->labels, request_.prefix);
    if (request_.accept) {
      for (uint32_t i = range_.begin; i < range_.end; ++i) {
        if (base_->counts[i] > 0 && !Takes(base_->column->labels[i])) base_->counts[i] = 0;
      }
    }
    for (const SegmentFacet* segment : segments_) {
      if (segment != base_) Add(*segment);
    }
  }

  void Add(const SegmentFacet& segment) {
    const Labels& labels = segment.column->labels;
    const Range range = RangeOf(labels, request_.prefix);
    for (uint32_t i = range.begin; i < range.end; ++i) {
      const uint32_t count = segment.counts[i];
      if (count == 0 || !Takes(labels[i])) continue;
      const absl::optional<uint32_t> known = base_->column->Find(labels[i]);
      if (known.has_value()) {
        base_->counts[*known] += count;
      } else {
        others_[labels[i]] += count;
      }
    }
  }

  // How many values the base has; tells how often each count is there.
  uint64_t CountUnited() {
    for (uint32_t i = range_.begin; i < range_.end; ++i) {
      ++histogram_[std::min<size_t>(base_->counts[i], kHistogram - 1)];
    }
    return range_.end - range_.begin - histogram_[0];
  }

  // Those of the base that are among the first, and others of the same count.
  std::vector<Counted> FirstUnited() const {
    size_t least = kHistogram - 1;
    for (size_t taken = histogram_[least]; least > 1 && taken < request_.limit;) {
      taken += histogram_[--least];
    }
    std::vector<Counted> first;
    for (uint32_t i = range_.begin; i < range_.end; ++i) {
      if (base_->counts[i] >= least) first.push_back({base_->column->labels[i], base_->counts[i]});
    }
    return first;
  }

  const absl::Span<SegmentFacet* const> segments_;
  const FacetRequest& request_;
  SegmentFacet* base_ = nullptr;
  Range range_;  // of the base
  std::array<uint32_t, kHistogram> histogram_{};
  absl::flat_hash_map<absl::string_view, uint32_t> others_;  // counts of labels it does not have
};

}  // namespace

Facet RankFacet(absl::Span<SegmentFacet* const> segments, const FacetRequest& request) {
  return Ranker(segments, request).Run();
}

}  // namespace khotin::query
