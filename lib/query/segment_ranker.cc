#include "query/segment_ranker.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/status.h"

namespace khotin::query {

using index::DocId;
using index::kNoDoc;

Score RecencyBlend::Apply(Score score, int64_t publish_seconds) const {
  if (weight <= 0 || publish_seconds == 0) return score;
  const auto age = static_cast<double>(std::max<int64_t>(now_seconds - publish_seconds, 0));
  const double gain = weight * std::exp2(-age / static_cast<double>(half_life_seconds));
  return score + static_cast<Score>(static_cast<double>(score) * gain);
}

Score RecencyBlend::Least(Score blended) const {
  if (weight <= 0 || blended <= 0) return blended;
  return static_cast<Score>(static_cast<double>(blended) / (1 + weight)) - 1;
}

absl::StatusOr<SegmentRanker> SegmentRanker::Make(const index::SegmentView& view, MatchPlan* plan,
                                                  ScoredPostings* postings,
                                                  const ScoredTerms& terms,
                                                  const Statistics& statistics,
                                                  const DocumentLimits& limits,
                                                  const RecencyBlend& blend) {
  SegmentRanker ranker;
  ranker.view_ = &view;
  ranker.plan_ = plan;
  KHOTIN_ASSIGN_OR_RETURN(ranker.filter_, DocumentFilter::Make(view, limits));
  ranker.blend_ = blend;
  const index::Segment& segment = *view.segment;
  if (blend.weight > 0) {
    KHOTIN_ASSIGN_OR_RETURN(ranker.seconds_, segment.Numbers(index::NumberColumn::kPublishSeconds));
  }
  ranker.lists_.reserve(terms.lists.size());
  std::vector<List*> by_term(terms.lists.size());
  for (size_t i = 0; i < terms.lists.size(); ++i) {
    if ((*postings)[i] == nullptr) continue;
    KHOTIN_RETURN_IF_ERROR(
        ranker.AddList(segment, terms, terms.lists[i], statistics, (*postings)[i].get()));
    by_term[i] = &ranker.lists_.back();
    ranker.by_bound_.push_back(by_term[i]);
  }
  for (const std::vector<size_t>& cover : plan->covers) {
    ranker.covers_.emplace_back();
    for (const size_t i : cover) {
      if (by_term[i] != nullptr) ranker.covers_.back().push_back(by_term[i]);
    }
  }
  for (const AsTypedBonus& bonus : plan->bonuses) ranker.bonus_bound_ += bonus.bonus;
  ranker.window_scores_.resize(kWindow);
  ranker.window_docs_.resize(kWindow / 64);
  return ranker;
}

absl::Status SegmentRanker::AddList(const index::Segment& segment, const ScoredTerms& terms,
                                    const ScoredTerm& term, const Statistics& statistics,
                                    index::Postings* postings) {
  List list;
  list.postings = postings;
  list.saturation = &index::SharedSaturation(terms.keys[term.postings].kind, term.field);
  KHOTIN_ASSIGN_OR_RETURN(const auto lengths, segment.Lengths(term.field));
  list.lengths = lengths.data();
  list.weight = static_cast<float>(
      term.factor * kScoreUnit *
      InverseFrequency(statistics.documents, statistics.frequencies[term.statistic]));
  list.document_frequency = postings->document_frequency();
  postings->MaxBound(*list.saturation, lengths);
  lists_.push_back(list);
  return absl::OkStatus();
}

absl::Status SegmentRanker::Rank(uint32_t segment, const std::function<bool()>& cancelled,
                                 Collector* collector) {
  segment_ = segment;
  collector_ = collector;
  UpdateThreshold();
  const uint32_t documents = view_->segment->stats().documents;
  DocId window = collector->threshold() == kLeastScore ? kFirstWindow : kWindow;
  for (DocId begin = 0; begin < documents;) {
    if (cancelled && cancelled()) return absl::CancelledError("the search was cancelled");
    const DocId end = begin + std::min(window, documents - begin);
    KHOTIN_RETURN_IF_ERROR(RankWindow(begin, end));
    begin = end;
    window = std::min(2 * window, kWindow);
  }
  return Status();
}

absl::Status SegmentRanker::RankWindow(DocId begin, DocId end) {
  if (counts_matches_) {
    Bound(begin, end);
    for (List& list : lists_) list.leads = false;
    SumFollowers();
    return RankMatches(begin, end);
  }
  for (const auto& filter : plan_->filters) {
    filter->SkipTo(begin);
    if (filter->doc() >= end) return absl::OkStatus();
  }
  if (TooLow(Bound(begin, end))) return absl::OkStatus();
  const bool by_leads = ChooseLeads();
  SumFollowers();
  return by_leads ? RankLeads(begin, end) : RankMatches(begin, end);
}

Score SegmentRanker::Bound(DocId begin, DocId end) {
  Score total = bonus_bound_;
  for (List& list : lists_) {
    list.window_bound =
        static_cast<Score>(list.weight * index::Unbound(list.postings->BoundIn(begin, end)));
    total += list.window_bound;
  }
  std::sort(by_bound_.begin(), by_bound_.end(),
            [](const List* a, const List* b) { return a->window_bound < b->window_bound; });
  return total;
}

uint64_t SegmentRanker::MarkEssential() {
  Score sum = bonus_bound_;
  uint64_t postings = 0;
  for (List* const list : by_bound_) {
    sum += list->window_bound;
    list->leads = !TooLow(sum);
    if (list->leads) postings += list->document_frequency;
  }
  return postings;
}

bool SegmentRanker::ChooseLeads() {
  uint64_t least = MarkEssential();
  // Then a match may be in no list, and still count.
  if (covers_.empty() && !TooLow(bonus_bound_)) {
    for (List& list : lists_) list.leads = false;
    return false;
  }
  const std::vector<List*>* shortest = nullptr;
  for (const std::vector<List*>& cover : covers_) {
    uint64_t postings = 0;
    for (const List* const list : cover) postings += list->document_frequency;
    if (postings >= least) continue;
    least = postings;
    shortest = &cover;
  }
  // A match is found by its iterator at about the cost of so many postings of a list.
  constexpr uint64_t kPostingsOfMatch = 8;
  const bool is_worth = least <= kPostingsOfMatch * plan_->match->cost();
  if (!is_worth || shortest != nullptr) {
    for (List& list : lists_) list.leads = false;
  }
  if (is_worth && shortest != nullptr) {
    for (List* const list : *shortest) list->leads = true;
  }
  return is_worth;
}

void SegmentRanker::SumFollowers() {
  followers_.clear();
  sums_.assign(1, bonus_bound_);
  for (List* const list : by_bound_) {
    if (list->leads || list->window_bound == 0) continue;
    followers_.push_back(list);
    sums_.push_back(sums_.back() + list->window_bound);
  }
}

absl::Status SegmentRanker::RankMatches(DocId begin, DocId end) {
  DocIterator& match = *plan_->match;
  for (match.SkipTo(begin); match.doc() < end; match.SkipTo(match.doc() + 1)) {
    if (counts_matches_ && !(filter_.Contains(match.doc()) && match.Matches())) continue;
    ++matches_;
    KHOTIN_RETURN_IF_ERROR(Complete(match.doc(), 0));
  }
  return absl::OkStatus();
}

void SegmentRanker::Accumulate(DocId begin, DocId end) {
  std::fill(window_docs_.begin(), window_docs_.end(), 0);
  for (const List& list : lists_) {
    if (!list.leads || list.window_bound == 0) continue;
    list.postings->SkipTo(begin);
    list.postings->VisitUpTo(end, [&](DocId doc, uint32_t frequency) {
      const DocId at = doc - begin;
      uint64_t& word = window_docs_[at / 64];
      const uint64_t bit = uint64_t{1} << (at % 64);
      const auto score = static_cast<int32_t>(list.ScoreOf(doc, frequency));
      window_scores_[at] = (word & bit) != 0 ? window_scores_[at] + score : score;
      word |= bit;
    });
  }
}

void SegmentRanker::ApplyFilters(DocId begin) {
  for (const auto& filter : plan_->filters) {
    for (size_t word = 0; word < window_docs_.size(); ++word) {
      for (uint64_t bits = window_docs_[word]; bits != 0; bits &= bits - 1) {
        const DocId doc =
            begin + static_cast<DocId>(64 * word) + static_cast<DocId>(std::countr_zero(bits));
        filter->SkipTo(doc);
        if (filter->doc() != doc || !filter->Matches()) window_docs_[word] &= ~(bits & (~bits + 1));
      }
    }
  }
}

size_t SegmentRanker::DropHopeless(DocId begin, Score rest) {
  size_t left = 0;
  for (size_t word = 0; word < window_docs_.size(); ++word) {
    for (uint64_t bits = window_docs_[word]; bits != 0; bits &= bits - 1) {
      const size_t at = 64 * word + static_cast<size_t>(std::countr_zero(bits));
      if (TooLow(window_scores_[at] + rest) || !filter_.Contains(begin + static_cast<DocId>(at))) {
        window_docs_[word] &= ~(bits & (~bits + 1));
      } else {
        ++left;
      }
    }
  }
  return left;
}

// A posting that is read in its order costs less than to look for one, by about this factor.
bool SegmentRanker::IsDense(const List& list, size_t documents, DocId window) const {
  constexpr uint64_t kPostingsOfProbe = 4;
  const uint64_t postings =
      uint64_t{list.document_frequency} * window / std::max(view_->segment->stats().documents, 1U);
  return postings <= kPostingsOfProbe * documents;
}

absl::Status SegmentRanker::RankLeads(DocId begin, DocId end) {
  Accumulate(begin, end);
  ApplyFilters(begin);
  size_t left = DropHopeless(begin, sums_.back());
  while (!followers_.empty() && left > 0 && IsDense(*followers_.back(), left, end - begin)) {
    AddToLeads(*followers_.back(), begin, end);
    followers_.pop_back();
    sums_.pop_back();
    left = DropHopeless(begin, sums_.back());
  }
  for (size_t word = 0; left > 0 && word < window_docs_.size(); ++word) {
    for (uint64_t bits = window_docs_[word]; bits != 0; bits &= bits - 1) {
      const auto at = static_cast<DocId>(64 * word + static_cast<size_t>(std::countr_zero(bits)));
      KHOTIN_RETURN_IF_ERROR(Complete(begin + at, window_scores_[at]));
    }
  }
  return absl::OkStatus();
}

void SegmentRanker::AddToLeads(const List& list, DocId begin, DocId end) {
  list.postings->SkipTo(begin);
  list.postings->VisitUpTo(end, [&](DocId doc, uint32_t frequency) {
    const DocId at = doc - begin;
    if (((window_docs_[at / 64] >> (at % 64)) & 1) == 0) return;
    window_scores_[at] += static_cast<int32_t>(list.ScoreOf(doc, frequency));
  });
}

absl::Status SegmentRanker::Complete(DocId doc, Score score) {
  for (size_t i = followers_.size(); i-- > 0;) {
    if (TooLow(score + sums_[i + 1])) return absl::OkStatus();
    const List& list = *followers_[i];
    list.postings->SkipTo(doc);
    if (list.postings->doc() == doc) score += list.ScoreOf(doc, list.postings->frequency());
  }
  if (TooLow(score + bonus_bound_) || !filter_.Contains(doc)) return absl::OkStatus();
  plan_->match->SkipTo(doc);
  if (plan_->match->doc() != doc || !plan_->match->Matches()) return absl::OkStatus();
  score += Bonus(doc);
  if (!seconds_.empty()) score = blend_.Apply(score, static_cast<int64_t>(seconds_[doc]));
  KHOTIN_RETURN_IF_ERROR(collector_->Offer({score, segment_, doc}));
  UpdateThreshold();
  return absl::OkStatus();
}

Score SegmentRanker::Bonus(DocId doc) {
  Score bonus = 0;
  for (const AsTypedBonus& each : plan_->bonuses) {
    each.phrase->SkipTo(doc);
    if (each.phrase->doc() == doc && each.phrase->Matches() && each.phrase->MatchesAsTyped()) {
      bonus += each.bonus;
    }
  }
  return bonus;
}

absl::Status SegmentRanker::Status() const {
  absl::Status status = plan_->match->status();
  for (const auto& filter : plan_->filters) status.Update(filter->status());
  for (const List& list : lists_) status.Update(list.postings->status());
  return status;
}

}  // namespace khotin::query
