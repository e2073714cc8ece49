// How a document's words become its score.
//
// A score is a sum over the terms of the query that the document holds: the term's weight times its
// saturation there (index/saturation.h). Title and text count apart, and so do a word's spelling as
// typed, any of its spellings, and pairs of neighbours; a quoted phrase counts by its pairs alone,
// which are rare where its words are not. The numbers are measured: docs/decisions/0009-ranking.md.
#ifndef KHOTIN_QUERY_RANKING_H_
#define KHOTIN_QUERY_RANKING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "index/snapshot.h"
#include "index/term.h"
#include "query/query_node.h"

namespace khotin::query {

// Scores are whole numbers, so that their sum does not depend on the order of the additions: a
// score of 1.0 is kScoreUnit.
using Score = int64_t;
inline constexpr double kScoreUnit = 1 << 18;

struct Ranking {
  double typed_share = 0.8;      // of a word typed with diacritics: its spelling; the rest is any's
  double title_weight = 1.0;     // of the same term in the text
  double pair_weight = 0.25;     // of two words that stand side by side
  double as_typed_weight = 1.0;  // of a phrase spelled as typed, of the weight of its pairs
  // Of a query's n words, by weight, a document must hold the share min(1, share_base +
  // share_words / n); where that finds fewer than `enough_hits`, `least_share`.
  double share_base = 0.25;
  double share_words = 2.25;
  double least_share = 0.3;
  uint64_t enough_hits = 20;
  bool relaxed = false;  // by least_share

  double NeededShare(size_t words) const;
  // Of the words of a group, all are needed up to so many.
  size_t all_words_up_to() const;
};

// Documents of the whole collection that hold a key, in the field where it is more frequent.
// Deleted documents count until a merge drops them.
struct KeyStatistic {
  index::TermKind kind = index::TermKind::kFolded;
  std::string key;
};

// What a query weighs its terms by. A cursor carries it, so that later pages rank alike while
// articles arrive.
struct Statistics {
  uint64_t documents = 0;
  std::vector<uint64_t> frequencies;  // of each ScoredTerms::keys
};

// One list of postings that scores.
struct ScoredTerm {
  size_t postings = 0;   // the key whose postings they are
  size_t statistic = 0;  // the key that it is weighed by
  index::IndexField field = index::IndexField::kText;
  double factor = 1;
};

// Everything that a query's documents are scored by: each key once, each list once.
struct ScoredTerms {
  std::vector<KeyStatistic> keys;
  std::vector<ScoredTerm> lists;

  // The index of a key; keys.size() when it is not there.
  size_t Find(index::TermKind kind, const std::string& key) const;
};

// Terms of all nodes that are not excluded. Pure.
ScoredTerms CollectScoredTerms(const Node& root, const Ranking& ranking);

// Documents of each key, from those of each list.
std::vector<uint64_t> KeyFrequencies(const ScoredTerms& terms,
                                     absl::Span<const uint64_t> list_frequencies);

// True of the child `i` of a group when it is an optional word that is among the children before it
// as well, in whatever spelling: a word counts once.
bool IsRepeated(const Node& group, size_t i);

// The optional children that count.
size_t CountOptional(const Node& group);

// True when a group has words of which only a share is needed: what matches depends on weights
// then. Of what is excluded all are.
bool NeedsWeights(const Node& node, const Ranking& ranking);

// ln(1 + (N - df + .5) / (df + .5)): Robertson's weight as Lucene has it, never negative.
double InverseFrequency(uint64_t documents, uint64_t document_frequency);

// The sum over a phrase's pairs of neighbours.
double PairsWeight(const Node& node, const ScoredTerms& terms, const Statistics& statistics);

// What a child of a group weighs when not all children need to match; 0 when no document holds it.
double NodeWeight(const Node& node, const ScoredTerms& terms, const Statistics& statistics);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_RANKING_H_
