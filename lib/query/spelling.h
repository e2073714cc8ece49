// What was likely meant by a mistyped query. docs/search.md tells users what is corrected.
//
// A noisy channel: of each suspect word the words that it may be a slip of, by how frequent they
// are in the archive, alone and beside their neighbours, against how likely the slip is (Kernighan,
// Church and Gale, "A spelling correction program based on a noisy channel model", 1990).
#ifndef KHOTIN_QUERY_SPELLING_H_
#define KHOTIN_QUERY_SPELLING_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "index/snapshot.h"
#include "query/query_node.h"

namespace khotin::query {

struct Correction {
  std::string query;
  // [begin, end) in bytes of `query`, rising: the words that were changed.
  std::vector<std::pair<uint32_t, uint32_t>> changes;
  // A word of the query, where it was changed, is in no article.
  bool has_unknown = false;
};

// The correction of `text`, of which `tree` was parsed; nothing when each word, alone or beside its
// neighbour, is usual in the archive, or nothing known is near. Operators, fields, exclusions and
// all words that are not changed stay byte for byte. The work is bounded by
// SpellingLexicon::kMaxLookups. Thread-safe. DATA_LOSS when a block of the index is damaged.
absl::StatusOr<absl::optional<Correction>> CorrectQuery(const index::IndexSnapshot& snapshot,
                                                        const QueryTree& tree,
                                                        absl::string_view text);

// Whether a word that CorrectQuery would look at is in no article: a few
// lookups. Thread-safe; errors as CorrectQuery.
absl::StatusOr<bool> HasUnknownWord(const index::IndexSnapshot& snapshot, const QueryTree& tree,
                                    absl::string_view text);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SPELLING_H_
