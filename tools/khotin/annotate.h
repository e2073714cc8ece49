// Sentences, words and mentions of one text.
#ifndef KHOTIN_TOOLS_KHOTIN_ANNOTATE_H_
#define KHOTIN_TOOLS_KHOTIN_ANNOTATE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analysis/analyzer.h"
#include "text/word_dictionary.h"
#include "tools/khotin/gold_text.h"

namespace khotin::cli {

// {"text":…, "sentences":[[b,e]…], "words":[[b,e]…], "mentions":[{"type","begin","end","text"}…]}.
// Offsets are UTF-8 bytes of `line` as it was given, in whatever normal form; words are of one to
// several syllables, numbers and the like, without punctuation, those of `dictionary` (which may be
// null) first; a mention's text is the line's own. INVALID_ARGUMENT for what is not UTF-8 or is
// longer than base::kMaxDocumentBytes. Thread-safe.
absl::StatusOr<std::string> AnnotateLine(const analysis::Analyzer& analyzer, absl::string_view line,
                                         const text::WordDictionary* dictionary = nullptr);

// The mentions of one text alone, with offsets in bytes of `line`. Errors as of AnnotateLine.
absl::StatusOr<std::vector<MarkedSpan>> MarkLine(const analysis::Analyzer& analyzer,
                                                 absl::string_view line);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ANNOTATE_H_
