#include "typing_correction.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/status.h"
#include "query/completion.h"
#include "query/one_edit.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxMeant = 3;
constexpr size_t kMaxWords = 4;
constexpr size_t kMaxSegments = 4;

index::IndexSnapshot LargestSegments(const index::IndexSnapshot& snapshot) {
  index::IndexSnapshot largest = snapshot;
  std::stable_sort(largest.segments.begin(), largest.segments.end(),
                   [](const index::SegmentView& a, const index::SegmentView& b) {
                     return a.segment->stats().documents > b.segment->stats().documents;
                   });
  if (largest.segments.size() > kMaxSegments) largest.segments.resize(kMaxSegments);
  return largest;
}

// Articles of the most frequent phrase or person that goes on from `typed`.
absl::StatusOr<uint64_t> Popularity(const index::IndexSnapshot& snapshot,
                                    const query::TypedText& typed) {
  KHOTIN_ASSIGN_OR_RETURN(const auto phrases, query::CompletePhrases(snapshot, typed, 1));
  KHOTIN_ASSIGN_OR_RETURN(const auto people,
                          query::CompleteEntities(snapshot, {"person"}, typed, 1));
  return std::max(phrases.empty() ? 0 : phrases[0].articles,
                  people.empty() ? 0 : people[0].articles);
}

struct Meant {
  uint64_t articles = 0;
  query::TypedText typed;
};

}  // namespace

absl::StatusOr<std::vector<query::TypedText>> FindMeant(const index::IndexSnapshot& snapshot,
                                                        const query::TypedText& typed) {
  const index::IndexSnapshot largest = LargestSegments(snapshot);
  std::vector<Meant> meant;
  const size_t words = typed.words.size();
  for (size_t i = words; i-- > words - std::min(words, kMaxWords) && meant.empty();) {
    const query::TypedText before{
        {typed.words.begin(), typed.words.begin() + static_cast<ptrdiff_t>(i)},
        /*last_is_prefix=*/false};
    if (i > 0) {
      KHOTIN_ASSIGN_OR_RETURN(const uint64_t articles, Popularity(largest, before));
      if (articles == 0) continue;
    }
    for (const std::string& variant : query::OneEditVariants(typed.words[i].folded_key)) {
      query::TypedText changed = typed;
      changed.words[i] = {variant, variant, false};
      KHOTIN_ASSIGN_OR_RETURN(const uint64_t articles, Popularity(largest, changed));
      if (articles > 0) meant.push_back({articles, std::move(changed)});
    }
  }
  std::stable_sort(meant.begin(), meant.end(),
                   [](const Meant& a, const Meant& b) { return a.articles > b.articles; });
  if (meant.size() > kMaxMeant) meant.resize(kMaxMeant);
  std::vector<query::TypedText> texts;
  texts.reserve(meant.size());
  for (Meant& each : meant) texts.push_back(std::move(each.typed));
  return texts;
}

}  // namespace khotin::server
