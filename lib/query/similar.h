// From a text to the query that finds articles like it.
//
//   KHOTIN_ASSIGN_OR_RETURN(const SimilarQuery similar, MakeSimilarQuery(snapshot, passages, {}));
//   KHOTIN_ASSIGN_OR_RETURN(const auto found, Search(snapshot, similar.query, options));
//
// The text is asked for by its most telling terms: words and pairs of neighbouring words that stand
// in it often and in the archive seldom (Salton and Buckley, "Term-weighting approaches in
// automatic text retrieval", 1988). What was measured: docs/search.md.
#ifndef KHOTIN_QUERY_SIMILAR_H_
#define KHOTIN_QUERY_SIMILAR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "index/snapshot.h"
#include "query/query_node.h"
#include "text/passage.h"

namespace khotin::query {

struct SimilarOptions {
  // Terms to ask for.
  size_t terms = 40;
  // Terms of the text whose frequency in the archive is looked up, those that stand in it most
  // often.
  size_t candidates = 160;
  // Terms of fewer articles tell nothing: 2 for an article that is in the archive itself.
  uint64_t least_articles = 1;
  // A pair's weight when terms are chosen; a word's is 1.
  double pair_weight = 1.5;
};

// A word, or two that stand side by side.
struct TellingTerm {
  std::string key;    // folded; of a pair index::PairKey
  std::string shown;  // as the text writes it first
  double weight = 0;  // by rarity alone
};

struct SimilarQuery {
  // Any of the terms. Empty for a text that holds none.
  QueryTree query;
  // The most telling first.
  std::vector<TellingTerm> terms;
  // What Search would score the text itself.
  double own_score = 0;
};

// Offsets and blocks of `passages` are not used. Pure and thread-safe. DATA_LOSS when a block of
// the index is damaged.
absl::StatusOr<SimilarQuery> MakeSimilarQuery(const index::IndexSnapshot& snapshot,
                                              absl::Span<const text::Passage> passages,
                                              const SimilarOptions& options);

// Terms of `similar` that `passages` hold, as the text given writes them, the heaviest first; at
// most `limit`. Pure and thread-safe.
std::vector<std::string> SharedTerms(const SimilarQuery& similar,
                                     absl::Span<const text::Passage> passages, size_t limit);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SIMILAR_H_
