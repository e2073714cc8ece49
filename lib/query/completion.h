// What the archive's phrases and entities are that go on from a typed text. Everything is found in
// the dictionaries of terms, the most frequent first, whatever the number of terms that go on.
#ifndef KHOTIN_QUERY_COMPLETION_H_
#define KHOTIN_QUERY_COMPLETION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/snapshot.h"
#include "query/typed_text.h"

namespace khotin::query {

// A phrase of fewer articles is none that readers look for.
inline constexpr uint64_t kMinPhraseArticles = 2;

struct PhraseCompletion {
  std::string text;
  uint64_t articles = 0;  // deleted ones included until a merge drops them
  bool as_typed = false;  // TypedMatch::as_typed
};

// Up to `limit` key phrases that begin with `typed`: those spelled as it was typed first, then
// those of the most articles. Phrases that differ in capitals alone are one, written as it is
// written most often. Over several segments the counts are exact, but a phrase can be missed that
// is among the most frequent of none of them. Thread-safe. DATA_LOSS when a block of the index is
// damaged.
absl::StatusOr<std::vector<PhraseCompletion>> CompletePhrases(const index::IndexSnapshot& snapshot,
                                                              const TypedText& typed, size_t limit);

struct EntityCompletion {
  std::string key;        // index::ValueKey of its id: "person to lam" of "person/to-lam"
  uint64_t articles = 0;  // as above
};

// As well, the entities of any of `types` whose id goes on from the folded `typed`: a type is what
// ids begin with, such as "person". Of an id whose key ends in a hash no more is known than
// index::KnownBeginning, and none that may go on is left out.
absl::StatusOr<std::vector<EntityCompletion>> CompleteEntities(
    const index::IndexSnapshot& snapshot, absl::Span<const absl::string_view> types,
    const TypedText& typed, size_t limit);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_COMPLETION_H_
