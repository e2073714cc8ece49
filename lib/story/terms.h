// Which words and pairs of words of an article tell what it is about. Internal to lib/story.
#ifndef KHOTIN_STORY_TERMS_H_
#define KHOTIN_STORY_TERMS_H_

#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "text/passage.h"

namespace khotin::story {

// Words of lead and body that are looked at, and as many of the title: news tells its event first,
// and cost stays bounded. Of a passage no more than kBytesPerWord for each word left are read,
// which is twice what Vietnamese takes.
inline constexpr size_t kMaxWords = 400;
inline constexpr size_t kBytesPerWord = 12;

// Calls `visit` for every term in order: the exact key (text::ExactKey) of each word, and the two
// keys of each two words with no punctuation between them, as 64-bit hashes. Names, which are
// mostly two syllables or more, are told by their pairs. Pure; the hashes are stable.
void VisitTerms(absl::Span<const text::Passage> passages,
                absl::FunctionRef<void(text::Field, uint64_t)> visit);

}  // namespace khotin::story

#endif  // KHOTIN_STORY_TERMS_H_
