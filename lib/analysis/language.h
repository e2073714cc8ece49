// Tells Vietnamese articles from others.
#ifndef KHOTIN_ANALYSIS_LANGUAGE_H_
#define KHOTIN_ANALYSIS_LANGUAGE_H_

#include "extract/article.h"

namespace khotin::analysis {

// True when the article's words are spelled as Vietnamese syllables, most with marks or nearly all
// without; also when it is too short to tell (under 20 words). Pure and thread-safe.
bool MayBeVietnamese(const extract::Article& article);

}  // namespace khotin::analysis

#endif  // KHOTIN_ANALYSIS_LANGUAGE_H_
