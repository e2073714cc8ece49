#include "story/assignment.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace khotin::story {
namespace {

// Where an article without a date finds its like, measured on labelled stories among other news.
constexpr double kUndated = 0.16;

struct Step {
  double days;
  double required;
};
// Between two steps the value is interpolated.
constexpr std::array<Step, 4> kSteps = {{{1, 0.10}, {3, 0.18}, {10, 0.30}, {30, 0.40}}};
constexpr double kSecondsPerDay = 86400;

constexpr auto kMinScore = static_cast<uint64_t>(kMinCandidateSimilarity * kUnit * kUnit);

struct Candidate {
  StoryId story;
  uint64_t score;
};

// By the inner product over the terms that were looked up.
std::vector<StoryId> BestCandidates(const Features& query,
                                    const std::vector<std::vector<Posting>>& postings) {
  absl::flat_hash_map<StoryId, uint64_t> scores;
  for (size_t i = 0; i < query.size(); ++i) {
    for (const Posting& posting : postings[i]) {
      scores[posting.story] += uint64_t{query[i].weight} * posting.weight;
    }
  }
  std::vector<Candidate> candidates;
  candidates.reserve(scores.size());
  for (const auto& [story, score] : scores) {
    if (score >= kMinScore) candidates.push_back({story, score});
  }
  const size_t count = std::min(kMaxCandidates, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(count),
                    candidates.end(), [](const Candidate& a, const Candidate& b) {
                      return a.score != b.score ? a.score > b.score : a.story < b.story;
                    });
  std::vector<StoryId> stories;
  for (size_t i = 0; i < count; ++i) stories.push_back(candidates[i].story);
  return stories;
}

}  // namespace

double RequiredSimilarity(absl::optional<int64_t> distance) {
  if (!distance.has_value()) return kUndated;
  const double days = static_cast<double>(*distance) / kSecondsPerDay;
  if (days <= kSteps.front().days) return kSteps.front().required;
  for (size_t i = 1; i < kSteps.size(); ++i) {
    const Step& from = kSteps[i - 1];
    const Step& to = kSteps[i];
    if (days > to.days) continue;
    return from.required +
           (to.required - from.required) * (days - from.days) / (to.days - from.days);
  }
  return kSteps.back().required;
}

absl::StatusOr<absl::optional<Match>> FindStory(const Features& features, PublishTime time,
                                                StoryIndex& index) {
  absl::optional<Match> best;
  if (features.size() < kMinFeatures) return best;
  const Features query = Heaviest(features, kQueryTerms);
  std::vector<uint32_t> terms;
  for (const Feature& feature : query) terms.push_back(feature.key);
  KHOTIN_ASSIGN_OR_RETURN(const auto postings, index.ReadPostings(terms));
  const std::vector<StoryId> stories = BestCandidates(query, postings);
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<const Core*> cores, index.ReadCores(stories));
  double best_ratio = 1;
  for (size_t i = 0; i < stories.size(); ++i) {
    const double similarity = cores[i]->Similarity(features);
    const double required = RequiredSimilarity(cores[i]->Distance(time));
    const double ratio = similarity / required;
    if (ratio < best_ratio || (ratio == best_ratio && best.has_value())) continue;
    best_ratio = ratio;
    best = Match{stories[i], similarity, required};
  }
  return best;
}

}  // namespace khotin::story
