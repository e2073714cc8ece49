#include "query/match_count.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/status.h"

namespace khotin::query {
namespace {

using index::DocId;

// So many places are looked at, and at each so many candidates.
constexpr uint64_t kSamples = 16;
constexpr uint32_t kCandidatesOfSample = 8;

}  // namespace

absl::StatusOr<uint64_t> EstimateMatches(const index::IndexSnapshot& snapshot,
                                         const DocumentLimits& limits,
                                         std::vector<MatchPlan>* plans) {
  uint64_t documents = 0;
  for (const auto& view : snapshot.segments) documents += view.segment->stats().documents;
  const uint64_t stride = documents / kSamples + 1;
  uint64_t matches = 0;
  uint64_t covered = 0;
  uint64_t first = 0;  // of the segment, among all documents
  uint64_t next = 0;   // place of the next sample
  for (size_t i = 0; i < plans->size(); ++i) {
    const uint64_t end = first + snapshot.segments[i].segment->stats().documents;
    KHOTIN_ASSIGN_OR_RETURN(const DocumentFilter filter,
                            DocumentFilter::Make(snapshot.segments[i], limits));
    DocIterator& match = *(*plans)[i].match;
    for (; next < end; next += stride) {
      const auto begin = static_cast<DocId>(std::max(next, first) - first);
      const auto sample_end = static_cast<DocId>(std::min(next + stride, end) - first);
      match.SkipTo(begin);
      uint32_t left = kCandidatesOfSample;
      for (; left > 0 && match.doc() < sample_end; --left, match.SkipTo(match.doc() + 1)) {
        if (filter.Contains(match.doc()) && match.Matches()) ++matches;
      }
      covered += std::min<uint64_t>(match.doc(), sample_end) - begin;
    }
    KHOTIN_RETURN_IF_ERROR(match.status());
    first = end;
  }
  const double share =
      static_cast<double>(documents) / static_cast<double>(std::max(covered, uint64_t{1}));
  return static_cast<uint64_t>(std::llround(static_cast<double>(matches) * share));
}

}  // namespace khotin::query
