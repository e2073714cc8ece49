// Which story an article belongs to.
//
// Single-pass clustering of a stream, as systems of topic detection and tracking do it (Allan 2002;
// Miranda et al. 2018, "Multilingual Clustering of Streaming News"): an article joins the most
// similar story if it is similar enough, and begins one of its own if none is. How similar it must
// be depends on how far apart the publications are.
#ifndef KHOTIN_STORY_ASSIGNMENT_H_
#define KHOTIN_STORY_ASSIGNMENT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "story/features.h"
#include "story/story.h"

namespace khotin::story {

using StoryId = uint64_t;

// That a story has a term among its Core::PostedTerms, and with what weight.
struct Posting {
  StoryId story = 0;
  uint16_t weight = 0;

  friend bool operator==(const Posting& a, const Posting& b) {
    return a.story == b.story && a.weight == b.weight;
  }
};

// Postings of one term that are looked at. Of a term that more stories have, the newest count: it
// tells little, and the stories that an article can still join are mostly new.
inline constexpr size_t kMaxPostings = 64;

// Terms of an article that are looked up, and stories that are compared with it.
inline constexpr size_t kQueryTerms = 24;
inline constexpr size_t kMaxCandidates = 8;
// Of the inner product over the terms that were looked up; stories with less are not compared.
inline constexpr double kMinCandidateSimilarity = 0.02;

// Articles with fewer features say too little to be joined to anything.
inline constexpr size_t kMinFeatures = 8;

// Where the stories are kept.
class StoryIndex {
 public:
  virtual ~StoryIndex() = default;

  // For each of `terms`, in their order, the postings of the newest stories, kMaxPostings at most.
  virtual absl::StatusOr<std::vector<std::vector<Posting>>> ReadPostings(
      absl::Span<const uint32_t> terms) = 0;

  // The cores of `stories`, in their order, owned by the index and valid until it changes or reads
  // others. Each of the stories was in a posting.
  virtual absl::StatusOr<std::vector<const Core*>> ReadCores(absl::Span<const StoryId> stories) = 0;
};

struct Match {
  StoryId story = 0;
  double similarity = 0;
  double required = 0;
};

// The cosine that an article needs to join a story whose nearest member was published `distance`
// seconds before or after it; nullopt when that is not known. Within a day less is asked for than
// without dates, and more the longer they are apart, so that what recurs (prices, draws, matches,
// storms) makes a story each time, while one wrong date does not part what is nearly the same.
double RequiredSimilarity(absl::optional<int64_t> distance);

// The story to join, nullopt for none. Bounded: kQueryTerms lists and kMaxCandidates cores are
// read. A function of the article and what `index` holds. Errors are those of `index`.
absl::StatusOr<absl::optional<Match>> FindStory(const Features& features, PublishTime time,
                                                StoryIndex& index);

}  // namespace khotin::story

#endif  // KHOTIN_STORY_ASSIGNMENT_H_
