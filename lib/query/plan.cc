#include "query/plan.h"

#include <algorithm>
#include <numeric>

#include "base/status.h"

namespace khotin::query {
namespace {

class Planner {
 public:
  Planner(const index::IndexSnapshot& snapshot, const Query& query, const Ranking& ranking,
          const Scorer& scorer)
      : snapshot_(snapshot), query_(query), ranking_(ranking), scorer_(scorer) {}

  absl::StatusOr<Plan> Make() {
    ChooseClauses();
    for (const index::SegmentView& view : snapshot_.segments) {
      KHOTIN_RETURN_IF_ERROR(OpenSegment(*view.segment));
    }
    Weigh();
    Require();
    ChooseLeads();
    return std::move(plan_);
  }

 private:
  void ChooseClauses() {
    for (const Clause& clause : query_.clauses) {
      if (clause.excluded) continue;
      PlannedClause planned;
      planned.clause = &clause;
      for (const Word& word : clause.words) planned.has_diacritics |= word.has_diacritics;
      plan_.clauses.push_back(planned);
    }
    for (size_t i = 0; i + 1 < plan_.clauses.size(); ++i) {
      const PlannedClause& first = plan_.clauses[i];
      const PlannedClause& second = plan_.clauses[i + 1];
      const bool words = first.clause->words.size() == 1 && second.clause->words.size() == 1;
      const bool both_typed = first.has_diacritics && second.has_diacritics;
      if (words && !both_typed) plan_.pairs.push_back({i, 0});
    }
    counts_.resize(plan_.clauses.size());
    pair_counts_.resize(plan_.pairs.size());
  }

  absl::Status OpenSegment(const index::Segment& segment) {
    SegmentMatchers matchers;
    for (size_t i = 0; i < plan_.clauses.size(); ++i) {
      KHOTIN_ASSIGN_OR_RETURN(auto matcher, Matcher::Open(segment, *plan_.clauses[i].clause));
      counts_[i].Add(matcher->counts());
      matchers.clauses.push_back(std::move(matcher));
    }
    for (size_t i = 0; i < plan_.pairs.size(); ++i) {
      const size_t first = plan_.pairs[i].first;
      KHOTIN_ASSIGN_OR_RETURN(auto matcher,
                              Matcher::OpenPair(segment, plan_.clauses[first].clause->words[0],
                                                plan_.clauses[first + 1].clause->words[0]));
      pair_counts_[i].Add(matcher->counts());
      matchers.pairs.push_back(std::move(matcher));
    }
    for (const Clause& clause : query_.clauses) {
      if (!clause.excluded) continue;
      KHOTIN_ASSIGN_OR_RETURN(auto matcher, Matcher::Open(segment, clause));
      matchers.excluded.push_back(std::move(matcher));
    }
    plan_.segments.push_back(std::move(matchers));
    return absl::OkStatus();
  }

  void Weigh() {
    bool any_diacritics = false;
    double bound = 1;
    for (size_t i = 0; i < plan_.clauses.size(); ++i) {
      PlannedClause& clause = plan_.clauses[i];
      clause.folded_weight = scorer_.InverseFrequency(counts_[i].AnySpelling());
      const bool word_as_typed = clause.has_diacritics && clause.clause->words.size() == 1;
      clause.typed_weight =
          word_as_typed ? scorer_.InverseFrequency(counts_[i].AsTyped()) : clause.folded_weight;
      bound += clause.typed_weight;
      any_diacritics |= clause.has_diacritics;
    }
    for (size_t i = 0; i < plan_.pairs.size(); ++i) {
      plan_.pairs[i].weight =
          ranking_.pair_weight * scorer_.InverseFrequency(pair_counts_[i].AnySpelling());
      bound += plan_.pairs[i].weight;
    }
    if (any_diacritics) plan_.as_typed_bonus = bound;
  }

  // Decides what a document must hold. In a long query, a word that no document holds asks for
  // nothing: it is likely a slip of the keyboard.
  void Require() {
    const auto free_words =
        std::count_if(plan_.clauses.begin(), plan_.clauses.end(),
                      [](const PlannedClause& clause) { return !clause.clause->quoted; });
    const bool all_words = free_words <= ranking_.all_words_up_to;
    double all = 0;
    for (size_t i = 0; i < plan_.clauses.size(); ++i) {
      PlannedClause& clause = plan_.clauses[i];
      if (clause.clause->quoted) continue;
      const bool known = counts_[i].AnySpelling() > 0;
      clause.required_weight = known || all_words ? clause.folded_weight : 0;
      all += clause.required_weight;
    }
    plan_.needed_weight = (all_words ? 1.0 : ranking_.share) * all;
    for (PlannedClause& clause : plan_.clauses) {
      clause.necessary = clause.clause->quoted ||
                         all - clause.required_weight + kWeightSlack < plan_.needed_weight;
    }
  }

  void ChooseLeads() {
    plan_.by_rarity.resize(plan_.clauses.size());
    std::iota(plan_.by_rarity.begin(), plan_.by_rarity.end(), size_t{0});
    std::stable_sort(plan_.by_rarity.begin(), plan_.by_rarity.end(), [this](size_t a, size_t b) {
      return counts_[a].AnySpelling() < counts_[b].AnySpelling();
    });
    const auto necessary = std::find_if(plan_.by_rarity.begin(), plan_.by_rarity.end(),
                                        [this](size_t i) { return plan_.clauses[i].necessary; });
    if (necessary != plan_.by_rarity.end()) {
      std::rotate(plan_.by_rarity.begin(), necessary, necessary + 1);
      plan_.lead_count = 1;
      return;
    }
    double rest = 0;
    for (const PlannedClause& clause : plan_.clauses) rest += clause.required_weight;
    while (plan_.lead_count < plan_.by_rarity.size() &&
           rest + kWeightSlack >= plan_.needed_weight) {
      rest -= plan_.clauses[plan_.by_rarity[plan_.lead_count++]].required_weight;
    }
  }

  const index::IndexSnapshot& snapshot_;
  const Query& query_;
  const Ranking& ranking_;
  const Scorer& scorer_;
  Plan plan_;
  std::vector<ClauseCounts> counts_;
  std::vector<ClauseCounts> pair_counts_;
};

}  // namespace

absl::StatusOr<Plan> MakePlan(const index::IndexSnapshot& snapshot, const Query& query,
                              const Ranking& ranking, const Scorer& scorer) {
  return Planner(snapshot, query, ranking, scorer).Make();
}

}  // namespace khotin::query
