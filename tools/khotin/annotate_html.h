// Texts with their mentions as a page for a person to look at.
#ifndef KHOTIN_TOOLS_KHOTIN_ANNOTATE_HTML_H_
#define KHOTIN_TOOLS_KHOTIN_ANNOTATE_HTML_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "tools/khotin/gold_text.h"

namespace khotin::cli {

// Mentions by outcome, as of Outcome's values; pairs count once.
using OutcomeCounts = std::array<int64_t, 6>;

// One page: HtmlHead(), then paragraphs, then HtmlTail(). The page loads nothing, runs no script,
// and follows the reader's light or dark setting; types and errors are told by words and lines as
// well as by colours. Mentions are given by begin, an outer one before those inside it.
std::string HtmlHead(bool with_gold);

std::string HtmlParagraph(absl::string_view text, absl::Span<const MarkedSpan> mentions);

// What was found; where it differs from the gold, that below it. Adds to `counts`.
std::string HtmlCompared(const GoldText& gold, absl::Span<const MarkedSpan> found,
                         OutcomeCounts* counts);

// In place of a text that could not be read.
std::string HtmlError(absl::string_view reason);

// `counts` may be null.
std::string HtmlTail(const OutcomeCounts* counts);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ANNOTATE_HTML_H_
