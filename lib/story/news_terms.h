// The table of models/news_terms. Internal to lib/story.
#ifndef KHOTIN_STORY_NEWS_TERMS_H_
#define KHOTIN_STORY_NEWS_TERMS_H_

#include <cstdint>

#include "absl/types/span.h"

namespace khotin::story {

// The buckets of DocumentFrequencies.
absl::Span<const uint64_t> NewsTerms();

}  // namespace khotin::story

#endif  // KHOTIN_STORY_NEWS_TERMS_H_
