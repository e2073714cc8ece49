// Tells pages that hold no article from those that do.
#ifndef KHOTIN_EXTRACT_NOT_ARTICLE_H_
#define KHOTIN_EXTRACT_NOT_ARTICLE_H_

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/html_blocks.h"
#include "extract/html_tree.h"

namespace khotin::extract {

// INVALID_ARGUMENT "not an article: <why>".
absl::Status NotAnArticle(absl::string_view why);

// What the blocks of a body look like before anything is taken out of them.
struct BodySigns {
  int link_headings = 0;  // headings that only link elsewhere
  int links = 0;          // blocks of any kind that only link elsewhere
  int prose = 0;          // paragraphs of some length
  int running = 0;        // those that stand right below another
};

BodySigns ReadSigns(const std::vector<PageBlock>& blocks);

// Refuses, by NotAnArticle, what has no body; error pages, captchas, consent and paywall notices;
// lists of articles; and menus without a paragraph of text. Careful: a page that says it is an
// article, by og:type or a date in its metadata, is no list, and a body of some length is no
// notice.
absl::Status CheckArticle(const HtmlTree& tree, const BodySigns& signs, const Article& article);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_NOT_ARTICLE_H_
