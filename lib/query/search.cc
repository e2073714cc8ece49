#include "query/search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

#include "base/status.h"
#include "query/collapse.h"
#include "query/match_count.h"
#include "query/segment_plan.h"
#include "query/segment_ranker.h"
#include "query/time_ranker.h"
#include "query/top_candidates.h"
#include "query/top_hits.h"

namespace khotin::query {
namespace {

constexpr double kBlendWeight = 1.0;
// So few documents that can match are all looked at, which counts them.
constexpr uint64_t kCountedCandidates = 1024;

// TopHits that counts what it is offered into facets.
class AllHits : public Collector {
 public:
  AllHits(const index::IndexSnapshot* snapshot, const SearchOptions* options, FacetCounter* facets)
      : facets_(facets), hits_(snapshot, options) {}

  absl::Status Offer(const Match& match) override {
    KHOTIN_RETURN_IF_ERROR(facets_->Count(match.segment, match.doc));
    return hits_.Offer(match);
  }
  absl::StatusOr<SearchResult> Finish() override { return hits_.Finish(); }

 private:
  FacetCounter* const facets_;
  TopHits hits_;
};

class Searcher {
 public:
  Searcher(const index::IndexSnapshot& snapshot, const QueryTree& query,
           const SearchOptions& options, const Ranking& ranking, bool can_relax)
      : snapshot_(snapshot),
        query_(query),
        options_(options),
        ranking_(ranking),
        can_relax_(can_relax),
        terms_(CollectScoredTerms(query.root, ranking)),
        sort_(SortFor(options.sort, terms_)),
        facets_(&snapshot, options.facets, options.histogram) {
    const bool is_later = options.after.has_value();
    limits_.max_revision = is_later ? options.after->max_revision : 0;
    now_seconds_ = is_later ? options.after->now_seconds : options.now_seconds;
    if (sort_ == SortOrder::kBlend) {
      blend_.weight = kBlendWeight;
      blend_.now_seconds = now_seconds_;
    }
  }

  // After Run: there are so many hits that the query need not be relaxed.
  bool is_enough() const { return is_enough_; }

  absl::StatusOr<SearchResult> Run() {
    KHOTIN_RETURN_IF_ERROR(OpenPostings());
    KHOTIN_ASSIGN_OR_RETURN(plans_, MakePlans());
    uint64_t candidates = 0;
    for (const MatchPlan& plan : plans_) candidates += plan.match->cost();
    has_few_candidates_ = candidates <= kCountedCandidates;
    counts_while_ranking_ = !LooksAtAll() && has_few_candidates_;
    const std::unique_ptr<Collector> collector = MakeCollector();
    for (const uint32_t i : SegmentOrder()) {
      KHOTIN_RETURN_IF_ERROR(SearchSegment(i, collector.get()));
    }
    KHOTIN_ASSIGN_OR_RETURN(SearchResult result, collector->Finish());
    is_enough_ = result.total + result.collapsed >= ranking_.enough_hits;
    if (!LooksAtAll()) KHOTIN_RETURN_IF_ERROR(CountTotal(&result));
    FacetCounts counts = facets_.Finish();
    result.facets = std::move(counts.facets);
    result.bins = std::move(counts.bins);
    result.undated = counts.undated;
    FinishHits(&result);
    return result;
  }

 private:
  // Where nothing scores, all tie, and ties come the newest first.
  static SortOrder SortFor(SortOrder wanted, const ScoredTerms& terms) {
    const bool by_score = wanted == SortOrder::kRelevance || wanted == SortOrder::kBlend;
    return by_score && terms.lists.empty() ? SortOrder::kNewest : wanted;
  }

  bool IsByTime() const { return sort_ == SortOrder::kNewest || sort_ == SortOrder::kOldest; }

  bool LooksAtAll() const {
    return options_.total == TotalMode::kExact || !facets_.empty() ||
           (options_.collapse && (options_.after.has_value() || has_few_candidates_));
  }

  // Opens the scored terms everywhere, which tells how frequent they are.
  absl::Status OpenPostings() {
    std::vector<uint64_t> by_list(terms_.lists.size());
    for (const index::SegmentView& view : snapshot_.segments) {
      KHOTIN_ASSIGN_OR_RETURN(ScoredPostings opened, OpenScoredPostings(*view.segment, terms_));
      for (size_t i = 0; i < opened.size(); ++i) {
        if (opened[i] != nullptr) by_list[i] += opened[i]->document_frequency();
      }
      postings_.push_back(std::move(opened));
      statistics_.documents += view.segment->stats().documents;
    }
    statistics_.frequencies = KeyFrequencies(terms_, by_list);
    const bool given = options_.after.has_value() &&
                       options_.after->statistics.frequencies.size() == terms_.keys.size();
    if (given) statistics_ = options_.after->statistics;
    return absl::OkStatus();
  }

  std::unique_ptr<Collector> MakeCollector() {
    if (!LooksAtAll()) {
      return std::make_unique<TopCandidates>(&snapshot_, &options_,
                                             can_relax_ ? ranking_.enough_hits : 0);
    }
    if (options_.collapse) {
      return std::make_unique<CollapsedHits>(&snapshot_, &options_, &facets_);
    }
    return std::make_unique<AllHits>(&snapshot_, &options_, &facets_);
  }

  // The sooner the threshold rises, the less there is to look at.
  std::vector<uint32_t> SegmentOrder() const {
    std::vector<uint32_t> order(snapshot_.segments.size());
    std::iota(order.begin(), order.end(), 0U);
    if (!IsByTime() || LooksAtAll()) return order;
    const auto best = [this](uint32_t segment) {
      return TimeRanker::BestOf(snapshot_.segments[segment].published, sort_);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return best(a) > best(b); });
    return order;
  }

  absl::StatusOr<MatchPlan> MakePlan(size_t segment) const {
    return MakeMatchPlan(snapshot_.segments[segment], query_, ranking_, terms_, postings_[segment],
                         statistics_, options_.cancelled);
  }

  absl::StatusOr<std::vector<MatchPlan>> MakePlans() const {
    std::vector<MatchPlan> plans;
    for (size_t i = 0; i < snapshot_.segments.size(); ++i) {
      KHOTIN_ASSIGN_OR_RETURN(MatchPlan plan, MakePlan(i));
      plans.push_back(std::move(plan));
    }
    return plans;
  }

  absl::Status SearchSegment(uint32_t segment, Collector* collector) {
    if (IsByTime()) return RankByTime(segment, collector);
    KHOTIN_ASSIGN_OR_RETURN(
        SegmentRanker ranker,
        SegmentRanker::Make(snapshot_.segments[segment], &plans_[segment], &postings_[segment],
                            terms_, statistics_, limits_, blend_));
    if (has_few_candidates_) ranker.CountMatches();
    KHOTIN_RETURN_IF_ERROR(ranker.Rank(segment, options_.cancelled, collector));
    matches_ += ranker.matches();
    return absl::OkStatus();
  }

  absl::Status RankByTime(uint32_t segment, Collector* collector) {
    const auto make_plan = [this, segment] { return MakePlan(segment); };
    KHOTIN_ASSIGN_OR_RETURN(
        TimeRanker ranker,
        TimeRanker::Make(snapshot_.segments[segment], sort_, &plans_[segment], make_plan, limits_));
    if (LooksAtAll() || has_few_candidates_) ranker.CountMatches();
    KHOTIN_RETURN_IF_ERROR(ranker.Rank(segment, options_.cancelled, collector));
    matches_ += ranker.matches();
    return absl::OkStatus();
  }

  absl::Status CountTotal(SearchResult* result) {
    result->is_exact = counts_while_ranking_;
    result->collapsed = 0;
    if (!counts_while_ranking_) {
      KHOTIN_ASSIGN_OR_RETURN(std::vector<MatchPlan> plans, MakePlans());
      KHOTIN_ASSIGN_OR_RETURN(matches_, EstimateMatches(snapshot_, limits_, &plans));
    }
    result->total = std::max<uint64_t>(matches_, result->hits.size());
    return absl::OkStatus();
  }

  void FinishHits(SearchResult* result) const {
    for (Hit& hit : result->hits) {
      hit.score = IsByTime() ? 0 : static_cast<double>(hit.sort_key) / kScoreUnit;
      if (!LooksAtAll()) hit.collapsed = 0;
    }
    if (result->hits.empty()) return;
    const int64_t revision = limits_.max_revision != 0 ? limits_.max_revision : snapshot_.revision;
    result->next = {0, 0, {}, revision, now_seconds_, false, statistics_};
    result->next = CursorBehind(*result, result->hits.back());
  }

  const index::IndexSnapshot& snapshot_;
  const QueryTree& query_;
  const SearchOptions& options_;
  const Ranking& ranking_;
  const bool can_relax_;
  const ScoredTerms terms_;
  const SortOrder sort_;
  FacetCounter facets_;
  DocumentLimits limits_;
  RecencyBlend blend_;
  int64_t now_seconds_ = 0;
  Statistics statistics_;
  std::vector<ScoredPostings> postings_;  // of each segment
  std::vector<MatchPlan> plans_;          // as well
  bool has_few_candidates_ = false;
  bool counts_while_ranking_ = false;
  bool is_enough_ = false;
  uint64_t matches_ = 0;
};

}  // namespace

absl::StatusOr<SearchResult> Search(const index::IndexSnapshot& snapshot, const QueryTree& query,
                                    const SearchOptions& options) {
  return SearchRanked(snapshot, query, options, Ranking());
}

Cursor CursorBehind(const SearchResult& result, const Hit& last) {
  Cursor cursor = result.next;
  cursor.score = last.sort_key;
  cursor.publish_seconds = last.values.publish_seconds;
  cursor.article_id = last.values.article_id;
  return cursor;
}

absl::StatusOr<SearchResult> SearchRanked(const index::IndexSnapshot& snapshot,
                                          const QueryTree& query, const SearchOptions& options,
                                          const Ranking& ranking) {
  if (!options.after.has_value() || !options.after->relaxed) {
    const bool can_relax = !options.after.has_value() && NeedsWeights(query.root, ranking);
    Searcher searcher(snapshot, query, options, ranking, can_relax);
    KHOTIN_ASSIGN_OR_RETURN(SearchResult result, searcher.Run());
    if (!can_relax || searcher.is_enough()) return result;
  }
  Ranking relaxed = ranking;
  relaxed.relaxed = true;
  KHOTIN_ASSIGN_OR_RETURN(SearchResult result,
                          Searcher(snapshot, query, options, relaxed, false).Run());
  result.next.relaxed = true;
  return result;
}

}  // namespace khotin::query
