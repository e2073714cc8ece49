#include "query/segment_ranker.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
    ranker.by_price_.push_back(by_term[i]);
  }
  ranker.MarkCovers(by_term);
  ranker.MarkBonuses(by_term);
  for (List& list : ranker.lists_) {
    const float points = list.weight * index::Unbound(list.bound) + static_cast<float>(list.bonus);
    list.price = static_cast<float>(list.document_frequency) / std::max(points, 1.F);
  }
  std::sort(ranker.by_price_.begin(), ranker.by_price_.end(),
            [](const List* a, const List* b) { return a->price < b->price; });
  return ranker;
}

void SegmentRanker::MarkCovers(const std::vector<List*>& by_term) {
  for (const std::vector<size_t>& cover : plan_->covers.lists) {
    const size_t number = covers_.size();
    const auto bit = static_cast<Marks>(number < kMarkedCovers ? 1U << number : 0U);
    all_covers_ = static_cast<Marks>(all_covers_ | bit);
    covers_.emplace_back();
    for (const size_t i : cover) {
      if (by_term[i] == nullptr) continue;
      covers_.back().push_back(by_term[i]);
      by_term[i]->marks = static_cast<Marks>(by_term[i]->marks | bit);
    }
  }
}

void SegmentRanker::MarkBonuses(const std::vector<List*>& by_term) {
  for (size_t i = 0; i < plan_->bonuses.size(); ++i) {
    const AsTypedBonus& bonus = plan_->bonuses[i];
    if (i >= kMarkedBonuses) {
      bonus_bound_ += bonus.bonus;
      continue;
    }
    List& list = *by_term[bonus.list];
    list.bonus += bonus.bonus;
    list.marks = static_cast<Marks>(list.marks | 1U << (kMarkedCovers + i));
  }
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
  list.bound = postings->MaxBound(*list.saturation, lengths);
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
  const Score total = Bound(begin, end);
  if (TooLow(total)) return absl::OkStatus();
  const bool by_leads = ChooseLeads(total);
  SumFollowers();
  return by_leads ? RankLeads(begin, end) : RankMatches(begin, end);
}

Score SegmentRanker::Bound(DocId begin, DocId end) {
  Score total = bonus_bound_;
  for (List& list : lists_) {
    const uint8_t bound = list.postings->BoundIn(begin, end);
    const auto score = static_cast<Score>(list.weight * index::Unbound(bound));
    // A word of nearly every document scores less than one: its list is there all the same.
    list.window_bound = bound == 0 ? 0 : std::max<Score>(score, 1) + list.bonus;
    total += list.window_bound;
  }
  return total;
}

uint64_t SegmentRanker::MarkEssential(Score total) {
  Score others = total;
  uint64_t postings = 0;
  for (List* const list : by_price_) {
    list->leads = !TooLow(others);
    if (!list->leads) continue;
    others -= list->window_bound;
    postings += list->document_frequency;
  }
  for (auto each = by_price_.rbegin(); each != by_price_.rend(); ++each) {
    List& list = **each;
    if (!list.leads || !TooLow(others + list.window_bound)) continue;
    list.leads = false;
    others += list.window_bound;
    postings -= list.document_frequency;
  }
  return postings;
}

bool SegmentRanker::ChooseLeads(Score total) {
  uint64_t least = MarkEssential(total);
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
  for (auto each = by_price_.rbegin(); each != by_price_.rend(); ++each) {
    List* const list = *each;
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
    KHOTIN_RETURN_IF_ERROR(Complete(match.doc(), 0, 0));
  }
  return absl::OkStatus();
}

void SegmentRanker::Accumulate(DocId begin, DocId end) {
  window_.Clear();
  for (const List& list : lists_) {
    if (!list.leads || list.window_bound == 0) continue;
    list.postings->SkipTo(begin);
    list.postings->VisitUpTo(end, [&](DocId doc, uint32_t frequency) {
      window_.Add(doc - begin, static_cast<int32_t>(list.ScoreOf(doc, frequency)), list.marks);
    });
  }
}

void SegmentRanker::ApplyFilters(DocId begin) {
  for (const auto& filter : plan_->filters) {
    window_.KeepIf([&](uint32_t place) {
      filter->SkipTo(begin + place);
      return filter->doc() == begin + place && filter->Matches();
    });
  }
  if (filter_.TakesAll()) return;
  window_.KeepIf([&](uint32_t place) { return filter_.Contains(begin + place); });
}

size_t SegmentRanker::DropHopeless(Score rest) {
  constexpr Score kLow = std::numeric_limits<int32_t>::min();
  constexpr Score kHigh = std::numeric_limits<int32_t>::max();
  // From kLeastScore nothing can be taken.
  const Score least = std::clamp(std::max(least_wanted_, kLow) - rest, kLow, kHigh);
  return window_.KeepAtLeast(static_cast<int32_t>(least));
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
  size_t left = DropHopeless(sums_.back());
  if (left > 0) ApplyFilters(begin);
  while (!followers_.empty() && left > 0 && IsDense(*followers_.back(), left, end - begin)) {
    AddToLeads(*followers_.back(), begin, end);
    followers_.pop_back();
    sums_.pop_back();
    left = DropHopeless(sums_.back());
  }
  if (left == 0) return absl::OkStatus();
  return window_.ForEach([&](uint32_t place, int32_t score, Marks marks) {
    return Complete(begin + place, score, marks);
  });
}

void SegmentRanker::AddToLeads(const List& list, DocId begin, DocId end) {
  list.postings->SkipTo(begin);
  list.postings->VisitUpTo(end, [&](DocId doc, uint32_t frequency) {
    if (!window_.Contains(doc - begin)) return;
    window_.AddToCandidate(doc - begin, static_cast<int32_t>(list.ScoreOf(doc, frequency)),
                           list.marks);
  });
}

absl::Status SegmentRanker::Complete(DocId doc, Score score, Marks marks) {
  for (size_t i = followers_.size(); i-- > 0;) {
    if (TooLow(score + sums_[i + 1])) return absl::OkStatus();
    const List& list = *followers_[i];
    list.postings->SkipTo(doc);
    if (list.postings->doc() != doc) continue;
    score += list.ScoreOf(doc, list.postings->frequency());
    marks = static_cast<Marks>(marks | list.marks);
  }
  const bool in_all_covers = (marks & all_covers_) == all_covers_;
  if (!in_all_covers || TooLow(score + bonus_bound_)) return absl::OkStatus();
  if (!filter_.Contains(doc)) return absl::OkStatus();
  if (!plan_->covers.decide || plan_->covers.lists.size() > kMarkedCovers) {
    plan_->match->SkipTo(doc);
    if (plan_->match->doc() != doc || !plan_->match->Matches()) return absl::OkStatus();
  }
  score += CorrectBonuses(doc, marks);
  if (!seconds_.empty()) score = blend_.Apply(score, static_cast<int64_t>(seconds_[doc]));
  KHOTIN_RETURN_IF_ERROR(collector_->Offer({score, segment_, doc}));
  UpdateThreshold();
  return absl::OkStatus();
}

Score SegmentRanker::CorrectBonuses(DocId doc, Marks marks) {
  Score change = 0;
  for (size_t i = 0; i < plan_->bonuses.size(); ++i) {
    const bool is_marked = i < kMarkedBonuses;
    if (is_marked && ((marks >> (kMarkedCovers + i)) & 1) == 0) continue;
    const Score bonus = plan_->bonuses[i].bonus;
    PhraseIterator& phrase = *plan_->bonuses[i].phrase;
    phrase.SkipTo(doc);
    const bool has = phrase.doc() == doc && phrase.Matches() && phrase.MatchesAsTyped();
    if (has != is_marked) change += has ? bonus : -bonus;
  }
  return change;
}

absl::Status SegmentRanker::Status() const {
  absl::Status status = plan_->match->status();
  for (const auto& filter : plan_->filters) status.Update(filter->status());
  for (const List& list : lists_) status.Update(list.postings->status());
  return status;
}

}  // namespace khotin::query
