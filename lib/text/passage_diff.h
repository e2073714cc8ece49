// What changed between two articles, passage by passage and word by word.
//
// It stands in lib/text, not in lib/dedupe: it knows passages and tokens alone, and asks how two
// texts differ, not whether they are one.
#ifndef KHOTIN_TEXT_PASSAGE_DIFF_H_
#define KHOTIN_TEXT_PASSAGE_DIFF_H_

#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "text/passage.h"
#include "text/word_diff.h"

namespace khotin::text {

// What became of one passage: it stands on both sides, or on one of them alone.
struct PassageDiff {
  absl::optional<size_t> base;      // index into the passages of the old side
  absl::optional<size_t> passage;   // index into those of the new side
  std::vector<TextChange> changes;  // empty for equal ones and for those of one side
};

// Every passage of both sides once, each side in its order; where passages were replaced by others,
// the old ones come first. Title and lead are compared with their like. Of the body, passages of
// the same text are matched first, as many as keep their order; of those in between, the ones that
// share enough of their words are taken for changed versions of each other, chosen so that the sum
// of their likeness is greatest; a fifth of the shorter one at least stays in place. A passage that
// moved is removed here and added there.
//
// Pure and thread-safe. Time and memory are linear in the input (n log n in the number of
// passages), some 100 MB/s for articles and a tenth of that for texts made to be hard. What would
// take more is told in a coarser way: as removed and added, or as changed in longer stretches.
// REQUIRES: `base` and `passages` in the order title, lead, body; valid UTF-8.
std::vector<PassageDiff> DiffPassages(absl::Span<const Passage> base,
                                      absl::Span<const Passage> passages);

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_PASSAGE_DIFF_H_
