#include "query/similar.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "base/status.h"
#include "index/saturation.h"
#include "query/ranking.h"
#include "query/text_terms.h"

namespace khotin::query {
namespace {

struct Candidate {
  const TextTerm* term = nullptr;
  double weight = 0;   // by rarity
  double telling = 0;  // by frequency in the text as well
};

// The documents that hold a term, in the field where it is more frequent.
absl::StatusOr<uint64_t> CountArticles(const index::IndexSnapshot& snapshot, const TextTerm& term) {
  uint64_t most = 0;
  for (const index::IndexField field : {index::IndexField::kTitle, index::IndexField::kText}) {
    const std::string name = index::MakeTerm(term.kind, field, term.key);
    uint64_t articles = 0;
    for (const index::SegmentView& view : snapshot.segments) {
      KHOTIN_ASSIGN_OR_RETURN(const uint32_t count, view.segment->DocumentFrequency(name));
      articles += count;
    }
    most = std::max(most, articles);
  }
  return most;
}

// Those that stand in the text most often; a title's words count double. Of equal ones the earlier.
std::vector<const TextTerm*> MostFrequent(const TextTerms& text, size_t limit) {
  std::vector<const TextTerm*> terms;
  for (const TextTerm& term : text.terms) terms.push_back(&term);
  const auto weight = [](const TextTerm* term) {
    return term->frequency() + term->frequencies[static_cast<size_t>(index::IndexField::kTitle)];
  };
  std::stable_sort(terms.begin(), terms.end(),
                   [&](const TextTerm* a, const TextTerm* b) { return weight(a) > weight(b); });
  if (terms.size() > limit) terms.resize(limit);
  return terms;
}

absl::StatusOr<std::vector<Candidate>> Weigh(const index::IndexSnapshot& snapshot,
                                             const TextTerms& text, const SimilarOptions& options) {
  uint64_t documents = 0;
  for (const index::SegmentView& view : snapshot.segments) {
    documents += view.segment->stats().documents;
  }
  std::vector<Candidate> candidates;
  for (const TextTerm* term : MostFrequent(text, options.candidates)) {
    KHOTIN_ASSIGN_OR_RETURN(const uint64_t articles, CountArticles(snapshot, *term));
    if (articles < options.least_articles) continue;
    const double weight = InverseFrequency(documents, articles);
    const double kind = term->kind == index::TermKind::kPair ? options.pair_weight : 1;
    candidates.push_back({term, weight, weight * kind * (1 + std::log(term->frequency()))});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.telling > b.telling; });
  if (candidates.size() > options.terms) candidates.resize(options.terms);
  return candidates;
}

Node NodeOf(const TextTerm& term) {
  Node node;
  node.kind = term.words.size() > 1 ? NodeKind::kPhrase : NodeKind::kWord;
  node.quoted = true;
  node.terms = term.words;
  // Another spelling of a word is the same word.
  for (Term& word : node.terms) word.has_diacritics = false;
  return node;
}

double OwnScore(const TextTerms& text, const Candidate& candidate, const Ranking& ranking) {
  double score = 0;
  for (const index::IndexField field : {index::IndexField::kTitle, index::IndexField::kText}) {
    const auto i = static_cast<size_t>(field);
    const uint32_t frequency = candidate.term->frequencies[i];
    if (frequency == 0) continue;
    const double share = field == index::IndexField::kTitle ? ranking.title_weight : 1;
    score += candidate.weight * share *
             index::SharedSaturation(candidate.term->kind, field)(
                 frequency, index::ClassOfLength(text.lengths[i]));
  }
  return score;
}

}  // namespace

absl::StatusOr<SimilarQuery> MakeSimilarQuery(const index::IndexSnapshot& snapshot,
                                              absl::Span<const text::Passage> passages,
                                              const SimilarOptions& options) {
  const TextTerms text = CountTextTerms(passages);
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<Candidate> chosen, Weigh(snapshot, text, options));
  SimilarQuery similar;
  if (chosen.empty()) return similar;
  Node any;
  any.kind = NodeKind::kOr;
  any.occur = Occur::kRequired;
  for (const Candidate& candidate : chosen) {
    any.children.push_back(NodeOf(*candidate.term));
    similar.terms.push_back({candidate.term->key, candidate.term->shown, candidate.weight});
    similar.own_score += OwnScore(text, candidate, Ranking());
  }
  similar.query.root.children.push_back(std::move(any));
  return similar;
}

std::vector<std::string> SharedTerms(const SimilarQuery& similar,
                                     absl::Span<const text::Passage> passages, size_t limit) {
  const TextTerms text = CountTextTerms(passages);
  absl::flat_hash_set<absl::string_view> held;
  for (const TextTerm& term : text.terms) held.insert(term.key);
  std::vector<const TellingTerm*> shared;
  for (const TellingTerm& term : similar.terms) {
    if (held.contains(term.key)) shared.push_back(&term);
  }
  std::stable_sort(shared.begin(), shared.end(), [](const TellingTerm* a, const TellingTerm* b) {
    return a->weight > b->weight;
  });
  std::vector<std::string> shown;
  for (const TellingTerm* term : shared) {
    if (shown.size() == limit) break;
    shown.push_back(term->shown);
  }
  return shown;
}

}  // namespace khotin::query
