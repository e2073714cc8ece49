// The words of a text and the pairs of neighbours in it, each with how often it stands there.
#ifndef KHOTIN_QUERY_TEXT_TERMS_H_
#define KHOTIN_QUERY_TEXT_TERMS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "index/term.h"
#include "query/query_node.h"
#include "text/passage.h"

namespace khotin::query {

struct TextTerm {
  index::TermKind kind = index::TermKind::kFolded;  // or kPair
  std::string key;                                  // folded; of a pair index::PairKey
  std::vector<Term> words;                          // one, or two
  std::string shown;                                // as it is written first
  std::array<uint32_t, index::kFieldCount> frequencies{};

  uint32_t frequency() const { return frequencies[0] + frequencies[1]; }
};

struct TextTerms {
  std::vector<TextTerm> terms;  // in the order they come first
  std::array<uint32_t, index::kFieldCount> lengths{};
};

// Cut as index::BuildDocumentTerms cuts. Pure and thread-safe.
TextTerms CountTextTerms(absl::Span<const text::Passage> passages);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_TEXT_TERMS_H_
