// Scores the documents of one segment.
#ifndef KHOTIN_QUERY_SEGMENT_RANKER_H_
#define KHOTIN_QUERY_SEGMENT_RANKER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "query/candidate_window.h"
#include "query/collector.h"
#include "query/document_filter.h"
#include "query/ranking.h"
#include "query/segment_plan.h"

namespace khotin::query {

// Gives newer articles a larger score: up to `weight` times more, half of that at an age of
// `half_life_seconds`, and so on. Articles without a date gain nothing.
struct RecencyBlend {
  double weight = 0;
  int64_t now_seconds = 0;
  int64_t half_life_seconds = int64_t{7} * 24 * 3600;

  Score Apply(Score score, int64_t publish_seconds) const;
  // No score below it reaches `blended`, whatever the date.
  Score Least(Score blended) const;
};

// Block-max MAXSCORE over windows of documents. In each window, lists that together cannot lift a
// document over the collector's threshold are not essential: only documents of the others are
// looked at (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), with the
// bounds of the groups of postings in the window (Ding and Suel, "Faster top-k document retrieval
// using block-max indexes", 2011). Which lists are essential is chosen by the number of their
// postings and not by their bounds alone: where the threshold needs the sum of several lists, the
// shortest of them finds all there is. Where lists that every match must be in are shorter still,
// those lead instead. What a phrase adds as typed counts with its rarest pair, until the document
// is looked at for the phrase itself. Not thread-safe.
class SegmentRanker {
 public:
  // `view`, `plan` and `postings` must outlive the ranker; it moves the iterators.
  static absl::StatusOr<SegmentRanker> Make(const index::SegmentView& view, MatchPlan* plan,
                                            ScoredPostings* postings, const ScoredTerms& terms,
                                            const Statistics& statistics,
                                            const DocumentLimits& limits,
                                            const RecencyBlend& blend);

  // Offers every match whose score reaches the collector's threshold, with its score. `cancelled`
  // is polled in each window; true ends with CANCELLED.
  absl::Status Rank(uint32_t segment, const std::function<bool()>& cancelled, Collector* collector);

  // Makes Rank visit every match, to count it; matches() says how many there were.
  void CountMatches() { counts_matches_ = true; }
  uint64_t matches() const { return matches_; }

 private:
  // Windows grow, so that the first documents already give a threshold for most of the others.
  static constexpr index::DocId kFirstWindow = 256;
  static constexpr index::DocId kWindow = CandidateWindow::kSize;

  using Marks = CandidateWindow::Marks;
  static constexpr size_t kMarkedCovers = 8;   // the first bits of List::marks
  static constexpr size_t kMarkedBonuses = 8;  // the bits after them
  static_assert(kMarkedCovers + kMarkedBonuses <= 8 * sizeof(Marks));

  struct List {
    index::Postings* postings = nullptr;
    const index::Saturation* saturation = nullptr;
    const index::LengthClass* lengths = nullptr;
    float weight = 0;
    uint32_t document_frequency = 0;
    uint8_t bound = 0;       // Postings::MaxBound
    Score bonus = 0;         // of marked phrases whose rarest pair it is
    float price = 0;         // postings for each point that the list can add
    Score window_bound = 0;  // 0 for a list without documents in the window
    bool leads = false;      // in this window its documents are looked at
    Marks marks = 0;         // a bit for each marked cover and bonus that it is of

    // With the bonus, which a document may turn out not to have.
    Score ScoreOf(index::DocId doc, uint32_t frequency) const {
      return static_cast<Score>(weight * (*saturation)(frequency, lengths[doc])) + bonus;
    }
  };

  SegmentRanker() = default;

  absl::Status AddList(const index::Segment& segment, const ScoredTerms& terms,
                       const ScoredTerm& term, const Statistics& statistics,
                       index::Postings* postings);
  void MarkCovers(const std::vector<List*>& by_term);
  void MarkBonuses(const std::vector<List*>& by_term);
  absl::Status RankWindow(index::DocId begin, index::DocId end);
  // Fills the bounds of the window; the sum of all.
  Score Bound(index::DocId begin, index::DocId end);
  // Marks the lists that lead; false when matches are fewer than the documents of any such lists.
  bool ChooseLeads(Score total);
  // Marks lists such that `total`, the sum of all bounds, is too low without them, and few postings
  // are theirs; how many.
  uint64_t MarkEssential(Score total);
  void SumFollowers();
  absl::Status RankMatches(index::DocId begin, index::DocId end);
  absl::Status RankLeads(index::DocId begin, index::DocId end);
  void Accumulate(index::DocId begin, index::DocId end);
  // Takes documents from the window that are not live or do not pass the plan's filters.
  void ApplyFilters(index::DocId begin);
  // Takes documents from the window that `rest`, all that may still come, does not lift over the
  // threshold; how many are left.
  size_t DropHopeless(Score rest);
  // A list that is better read through than asked for `documents` documents of a window.
  bool IsDense(const List& list, size_t documents, index::DocId window) const;
  // Adds a follower to the scores of the documents that are left in the window.
  void AddToLeads(const List& list, index::DocId begin, index::DocId end);
  // Adds the followers to `score`, the leads' part, and offers the document if it can count.
  // `marks`: of the leads that have found it.
  absl::Status Complete(index::DocId doc, Score score, Marks marks);
  // What a score that holds the bonuses in `marks` lacks, or has too much.
  Score CorrectBonuses(index::DocId doc, Marks marks);
  bool TooLow(Score score) const { return score < least_wanted_; }
  void UpdateThreshold() { least_wanted_ = blend_.Least(collector_->threshold()); }
  absl::Status Status() const;

  const index::SegmentView* view_ = nullptr;
  MatchPlan* plan_ = nullptr;
  DocumentFilter filter_;
  RecencyBlend blend_;
  absl::Span<const uint64_t> seconds_;  // empty without a blend
  std::vector<List> lists_;
  std::vector<std::vector<List*>> covers_;  // every match is in a list of each
  Marks all_covers_ = 0;                    // List::marks of them together
  Score bonus_bound_ = 0;                   // of bonuses that are not marked
  std::vector<List*> by_price_;             // all lists, the cheapest first
  std::vector<List*> followers_;  // in the window those that do not lead, the cheapest last
  std::vector<Score> sums_;       // bonus_bound_ and the bounds of the followers up to each
  CandidateWindow window_;        // documents of lists that lead
  bool counts_matches_ = false;
  uint64_t matches_ = 0;
  uint32_t segment_ = 0;
  Collector* collector_ = nullptr;
  Score least_wanted_ = kLeastScore;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SEGMENT_RANKER_H_
