// How a document's words become its score.
//
// BM25 over two fields whose frequencies are weighed and added before saturation (BM25F), so that
// a word in the title and in the text counts as one word found twice. A clause typed with
// diacritics scores by its exact spelling; a document that holds only other spellings gets a
// fraction. Documents that hold every clause exactly as typed come before all others.
#ifndef KHOTIN_QUERY_RANKING_H_
#define KHOTIN_QUERY_RANKING_H_

#include <array>
#include <cstdint>

#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "query/query.h"
#include "query/search.h"

namespace khotin::query {

// The numbers behind the ranking. The defaults are measured: docs/search.md.
struct Ranking {
  double k1 = 3.0;
  std::array<double, index::kFieldCount> field_weight = {6.0, 1.0};
  std::array<double, index::kFieldCount> length_weight = {0.5, 0.75};  // the b of BM25
  double other_spelling = 0.1;  // share of a clause found only in another spelling
  // Of two query words that stand side by side, when one of them could be another word for lack of
  // diacritics. Between two words typed with diacritics it measured as a loss.
  double pair_weight = 0.3;
  // Of a query's words, by weight, a document must hold this share; all of them up to
  // `all_words_up_to` words.
  double share = 0.8;
  int all_words_up_to = 3;
};

// Search (search.h) by other numbers than the measured ones: for measuring.
absl::StatusOr<SearchResult> SearchRanked(const index::IndexSnapshot& snapshot, const Query& query,
                                          const SearchOptions& options, const Ranking& ranking);

// Frequencies of one clause in one document.
struct ClauseMatch {
  std::array<uint32_t, index::kFieldCount> exact{};   // as typed
  std::array<uint32_t, index::kFieldCount> folded{};  // in any spelling, as typed included

  bool HasExact() const { return exact[0] + exact[1] > 0; }
};

// What scoring knows of one document before any clause.
using LengthNorms = std::array<double, index::kFieldCount>;

// The statistics of a snapshot that scores depend on; the same for any spread of the same
// documents over segments. Deleted documents count until a merge drops them.
class Scorer {
 public:
  Scorer(const Ranking& ranking, const index::IndexSnapshot& snapshot);

  double InverseFrequency(uint64_t document_frequency) const;
  LengthNorms Norms(const std::array<uint32_t, index::kFieldCount>& lengths) const;
  // Between 0 and 1, growing with the frequencies.
  double Saturate(const std::array<uint32_t, index::kFieldCount>& frequencies,
                  const LengthNorms& norms) const;

 private:
  const Ranking ranking_;
  double documents_ = 0;
  std::array<double, index::kFieldCount> average_lengths_{};
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_RANKING_H_
