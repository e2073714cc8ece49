// When two bodies are the same text.
#ifndef KHOTIN_DEDUPE_FINGERPRINT_H_
#define KHOTIN_DEDUPE_FINGERPRINT_H_

#include "absl/types/span.h"
#include "base/hash.h"
#include "text/passage.h"

namespace khotin::dedupe {

// A hash of the exact keys (text::ExactKey) of lead and body, in order: blind to case, Unicode
// form, tone placement, i/y, punctuation, paragraph breaks and an end mark "./.", sensitive to
// every word and number. The title does not count, and whether a first paragraph was taken for the
// lead makes no difference. Pure and thread-safe.
base::Hash128 BodyFingerprint(absl::Span<const text::Passage> passages);

}  // namespace khotin::dedupe

#endif  // KHOTIN_DEDUPE_FINGERPRINT_H_
