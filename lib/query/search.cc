#include "query/search.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/status.h"
#include "query/collapse.h"
#include "query/collector.h"
#include "query/plan.h"
#include "query/ranking.h"
#include "query/top_hits.h"

namespace khotin::query {
namespace {

constexpr uint32_t kDocumentsBetweenPolls = 1024;

// Runs a plan over one segment.
class SegmentSearch {
 public:
  SegmentSearch(const Plan& plan, const Ranking& ranking, const Scorer& scorer,
                const index::SegmentView& view, SegmentMatchers* matchers)
      : plan_(plan), ranking_(ranking), scorer_(scorer), view_(view), matchers_(*matchers) {}

  absl::Status Run(uint32_t segment, const SearchOptions& options, Collector* collector) {
    for (size_t field = 0; field < lengths_.size(); ++field) {
      KHOTIN_ASSIGN_OR_RETURN(lengths_[field],
                              view_.segment->Lengths(static_cast<index::IndexField>(field)));
    }
    matches_.resize(plan_.clauses.size());
    held_.resize(plan_.clauses.size());
    uint32_t visited = 0;
    for (index::DocId doc = NextLead(0); doc != index::kNoDoc; doc = NextLead(next_)) {
      if (visited++ % kDocumentsBetweenPolls == 0 && options.cancelled && options.cancelled()) {
        return absl::CancelledError("the search was cancelled");
      }
      next_ = doc + 1;
      if (view_.IsDeleted(doc) || !Matches(doc) || IsExcluded(doc)) continue;
      KHOTIN_RETURN_IF_ERROR(collector->Offer({Score(doc), segment, doc}));
    }
    return Status();
  }

 private:
  // The first document from `target` on that a leading clause may hold.
  index::DocId NextLead(index::DocId target) {
    index::DocId doc = index::kNoDoc;
    for (size_t i = 0; i < plan_.lead_count; ++i) {
      Matcher& lead = *matchers_.clauses[plan_.by_rarity[i]];
      lead.SkipTo(target);
      doc = std::min(doc, lead.doc());
    }
    return doc;
  }

  // Fills matches_ and held_. On the way out, next_ may have moved ahead.
  bool Matches(index::DocId doc) {
    for (const size_t i : plan_.by_rarity) {
      Matcher& matcher = *matchers_.clauses[i];
      matcher.SkipTo(doc);
      held_[i] = matcher.doc() == doc && matcher.Match(&matches_[i]);
      if (held_[i] || !plan_.clauses[i].necessary) continue;
      // Nothing before the next document of a necessary clause can match.
      next_ = std::max(next_, matcher.doc());
      return false;
    }
    double weight = 0;
    for (size_t i = 0; i < held_.size(); ++i) {
      if (held_[i]) weight += plan_.clauses[i].required_weight;
    }
    return weight + kWeightSlack >= plan_.needed_weight;
  }

  bool IsExcluded(index::DocId doc) {
    ClauseMatch match;
    return std::any_of(matchers_.excluded.begin(), matchers_.excluded.end(),
                       [&](const std::unique_ptr<Matcher>& matcher) {
                         matcher->SkipTo(doc);
                         return matcher->doc() == doc && matcher->Match(&match);
                       });
  }

  // The order of the additions is that of the query: the same document has the same score in every
  // segment.
  double Score(index::DocId doc) {
    const LengthNorms norms = scorer_.Norms({lengths_[0][doc], lengths_[1][doc]});
    double score = 0;
    bool all_as_typed = true;
    for (size_t i = 0; i < plan_.clauses.size(); ++i) {
      const PlannedClause& clause = plan_.clauses[i];
      if (held_[i] && matches_[i].HasExact()) {
        score += clause.typed_weight * scorer_.Saturate(matches_[i].exact, norms);
        continue;
      }
      all_as_typed = false;
      if (!held_[i]) continue;
      score += ranking_.other_spelling * clause.folded_weight *
               scorer_.Saturate(matches_[i].folded, norms);
    }
    for (size_t i = 0; i < plan_.pairs.size(); ++i) score += ScorePair(i, doc, norms);
    return all_as_typed ? score + plan_.as_typed_bonus : score;
  }

  // Pairs are kept in their folded form; both words must stand as typed somewhere.
  double ScorePair(size_t i, index::DocId doc, const LengthNorms& norms) {
    const PlannedPair& pair = plan_.pairs[i];
    for (const size_t clause : {pair.first, pair.first + 1}) {
      if (!held_[clause] || !matches_[clause].HasExact()) return 0;
    }
    Matcher& matcher = *matchers_.pairs[i];
    matcher.SkipTo(doc);
    ClauseMatch match;
    if (matcher.doc() != doc || !matcher.Match(&match)) return 0;
    return pair.weight * scorer_.Saturate(match.folded, norms);
  }

  absl::Status Status() const {
    for (const auto* list : {&matchers_.clauses, &matchers_.pairs, &matchers_.excluded}) {
      for (const auto& matcher : *list) KHOTIN_RETURN_IF_ERROR(matcher->status());
    }
    return absl::OkStatus();
  }

  const Plan& plan_;
  const Ranking& ranking_;
  const Scorer& scorer_;
  const index::SegmentView& view_;
  SegmentMatchers& matchers_;
  std::array<absl::Span<const uint32_t>, index::kFieldCount> lengths_;
  std::vector<ClauseMatch> matches_;
  std::vector<bool> held_;
  index::DocId next_ = 0;
};

std::unique_ptr<Collector> MakeCollector(const index::IndexSnapshot& snapshot,
                                         const SearchOptions& options) {
  if (options.collapse) return std::make_unique<CollapsedHits>(&snapshot, &options);
  return std::make_unique<TopHits>(&snapshot, &options);
}

}  // namespace

absl::StatusOr<SearchResult> SearchRanked(const index::IndexSnapshot& snapshot, const Query& query,
                                          const SearchOptions& options, const Ranking& ranking) {
  const Scorer scorer(ranking, snapshot);
  KHOTIN_ASSIGN_OR_RETURN(Plan plan, MakePlan(snapshot, query, ranking, scorer));
  const std::unique_ptr<Collector> collector = MakeCollector(snapshot, options);
  for (uint32_t i = 0; i < snapshot.segments.size(); ++i) {
    SegmentSearch search(plan, ranking, scorer, snapshot.segments[i], &plan.segments[i]);
    KHOTIN_RETURN_IF_ERROR(search.Run(i, options, collector.get()));
  }
  return collector->Finish();
}

absl::StatusOr<SearchResult> Search(const index::IndexSnapshot& snapshot, const Query& query,
                                    const SearchOptions& options) {
  return SearchRanked(snapshot, query, options, Ranking());
}

}  // namespace khotin::query
